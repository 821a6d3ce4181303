use domain::{board::Minutes, language::Language};
use leptos::prelude::*;

use super::{
    Air, Carry,
    words::{hours_of, verdict},
};
use crate::{desk::axis::place, i18n::locale};

/// Where what is carried or drawn would stand, and what would be in its way there.
#[component]
pub fn Ghost(language: Language, carry: Carry, hours: Memo<(u32, u32)>) -> impl IntoView {
    let at = locale(language);
    move || {
        let of = match carry.air.get() {
            Air::Carried(of) => of,
            Air::Drawn { lane, time } => return Some(drawn(lane, time).into_any()),
            _ => return None,
        };
        let (first, end) = hours.get();
        // Beyond the axis there is no line to stand on.
        let seen = of.put.start < end * 60 && of.put.time().to > first * 60;
        let hindered = !matches!(of.hindrance(), Some(Ok(())) | None);
        let kind = if hindered { "lanes__ghost--hindered" } else { "lanes__ghost--free" };
        let mut time = of.put.time();
        (time.from, time.to) = (time.from.max(first * 60), time.to.min(end * 60));
        let place = place(time, carry.lane(&of.put).0);
        seen.then(|| {
            view! {
                <div class=format!("lanes__ghost {kind} {place}") aria-hidden="true">
                    <bdi dir="ltr">{hours_of(of.put.time())}</bdi> " " <span>{verdict(at, &of)}</span>
                </div>
            }
            .into_any()
        })
    }
}

fn drawn(lane: usize, time: Minutes) -> impl IntoView {
    view! {
        <div class=format!("lanes__ghost lanes__ghost--free {}", place(time, lane)) aria-hidden="true">
            <bdi dir="ltr">{hours_of(time)}</bdi>
        </div>
    }
}
