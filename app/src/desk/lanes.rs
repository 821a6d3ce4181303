//! The day as lanes of people or rooms on one axis of time. It is one list, by time; the style puts each where it belongs,
//! and on a telephone or on paper leaves it the list that it is.

use domain::{
    appointment::Status,
    board::{Block, BlockKind, Lane, Minutes, Shut, hours_shown},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{
    axis::{Cut, Stands, lane_of, place, placed, stretch},
    clock::Clock,
    shown::Shown,
    visit::Visit,
};
use crate::{
    i18n::{Locale, locale},
    ui::Icon,
};

/// States whose time is free again.
pub const GONE: [Status; 2] = [Status::CancelledByPerson, Status::CancelledByCentre];

#[component]
pub fn Lanes(
    language: Language,
    cut: Cut,
    lanes: Vec<Lane>,
    /// Whose hours the axis shows, whatever the cut.
    people: Vec<Lane>,
    /// Each with the number of its day.
    blocks: Vec<(i64, Block)>,
    /// The lane of today, where the lanes are days.
    #[prop(optional_no_strip)]
    today: Option<usize>,
    shown: Shown,
    clock: Clock,
) -> impl IntoView {
    let at = locale(language);
    let own = lanes.clone();
    let cards = Memo::new(move |_| {
        let standing = shown.cards.with(|cards| {
            let in_lane = |card: &&domain::board::Card| !card.workshop && !GONE.contains(&card.status);
            cards.iter().filter(in_lane).cloned().collect()
        });
        placed(cut, &own, standing)
    });
    let of_blocks = blocks.clone();
    let hours = Memo::new(move |_| {
        let taken = cards.with(|cards| cards.iter().map(|placed| placed.card.time_taken()).collect::<Vec<_>>());
        hours_shown(&people, taken.into_iter().chain(of_blocks.iter().map(|(_, block)| block.time)))
    });
    let homeless = {
        let (count, blocks) = (lanes.len(), blocks.clone());
        let lanes = lanes.clone();
        let is_homeless = move |(day, block): &(i64, Block)| lane_of(cut, &lanes, stands(*day, block)) > count;
        let any_block = blocks.iter().any(is_homeless);
        Memo::new(move |_| any_block || cards.with(|cards| cards.iter().any(|placed| placed.lane > count)))
    };
    let none = match cut {
        Cut::People => td_string!(at, desk.day.no_lane),
        Cut::Rooms => td_string!(at, desk.day.no_room),
        Cut::Days => "",
    };
    let last = lanes.len() + 1;
    let class = move || {
        let (first, end) = hours.get();
        let count = if homeless.get() { last } else { last - 1 };
        format!("lanes first{first} last{end} count{}", count.max(1))
    };
    let ticks = move || {
        let (first, end) = hours.get();
        (first..=end)
            .map(|hour| view! { <div class=format!("lanes__hour h{hour} m0")>{format!("{hour:02}:00")}</div> })
            .collect_view()
    };
    let now = move || {
        let (first, end) = hours.get();
        let minute = clock.minute.get().filter(|minute| (first * 60..end * 60).contains(minute));
        minute.map(|minute| {
            let at = stretch(Minutes { from: minute, to: minute });
            let lane = today.map_or_else(String::new, |lane| format!(" in{lane}"));
            view! { <div class=format!("lanes__now {at}{lane}")></div> }
        })
    };
    let co = move || {
        // Whoever joins sees in the second lane that the time is taken.
        cards.with(|cards| {
            cards
                .iter()
                .filter(|_| cut == Cut::People)
                .flat_map(|placed| {
                    let card = placed.card.clone();
                    let time = card.time_taken();
                    card.people.iter().skip(1).map(|id| (time, *id, card.name.clone())).collect::<Vec<_>>()
                })
                .collect::<Vec<_>>()
        })
    };
    let joined = {
        let lanes = lanes.clone();
        move || {
            co().into_iter()
                .map(|(time, id, name)| {
                    let lane = lane_of(cut, &lanes, Stands { people: &[id], room: None, day: 0 });
                    view! { <div class=format!("lanes__joins {}", place(time, lane))><bdi>{name}</bdi></div> }
                })
                .collect_view()
        }
    };
    let heads = lanes.iter().enumerate().map(|(n, lane)| {
        view! { <div class=format!("lanes__lane in{}", n + 1)><bdi>{lane.name.clone()}</bdi></div> }
    });
    let heads = heads.collect_view();
    let shut = lanes
        .iter()
        .enumerate()
        .flat_map(|(n, lane)| lane.shut.iter().map(move |(time, why)| (n + 1, *time, *why)).collect::<Vec<_>>());
    let shut = shut.map(|(lane, time, why)| view! { <Closed at lane time why hours /> }).collect_view();
    let lanes_of_blocks = lanes.clone();
    let blocks = blocks.into_iter().map(|(day, block)| {
        let lane = lane_of(cut, &lanes_of_blocks, stands(day, &block));
        view! { <Taken at lane block /> }
    });
    let blocks = blocks.collect_view();
    view! {
        <div class=class>
            <div class="lanes__back" aria-hidden="true">
                {heads}
                {move || homeless.get().then(|| view! { <div class=format!("lanes__lane in{last}")>{none}</div> })}
                {ticks}
                {shut}
                {joined}
                {now}
            </div>
            {blocks}
            <ul class="lanes__list" role="list">
                <For
                    each=move || cards.get()
                    key=|placed| (placed.card.id.clone(), placed.card.version, placed.card.together, placed.lane, placed.part)
                    children=move |placed| view! { <Visit language placed in_lane=true shown /> }
                />
            </ul>
        </div>
    }
}

/// What decides about the lane of a block.
fn stands(day: i64, block: &Block) -> Stands<'_> {
    Stands { people: &block.people, room: block.room, day }
}

/// A stretch in which nobody is received, as far as the axis reaches.
#[component]
fn Closed(at: Locale, lane: usize, time: Minutes, why: Shut, hours: Memo<(u32, u32)>) -> impl IntoView {
    let words = match why {
        Shut::Outside => "",
        Shut::Away => td_string!(at, desk.day.is_away),
        Shut::Closed => td_string!(at, desk.day.is_closed),
    };
    move || {
        let (first, end) = hours.get();
        let seen = Minutes { from: time.from.max(first * 60), to: time.to.min(end * 60) };
        (seen.from < seen.to).then(|| view! { <div class=format!("lanes__shut {}", place(seen, lane))>{words}</div> })
    }
}

/// A workshop, or a time that is held.
#[component]
fn Taken(at: Locale, lane: usize, block: Block) -> impl IntoView {
    let clock = format!("{:02}:{:02}", block.time.from / 60, block.time.from % 60);
    let (kind, content) = match block.kind {
        BlockKind::Held => ("held", view! { <span>{td_string!(at, desk.day.held)}</span> }.into_any()),
        BlockKind::Workshop { taken, seats } => {
            let address = format!("/staff/workshops/{}", block.session);
            let content = view! {
                <a href=address>{block.service}</a>
                " "
                <bdi class="lanes__seats" dir="ltr">{format!("{taken}/{seats}")}</bdi>
            };
            ("workshop", content.into_any())
        }
    };
    let icon = if kind == "held" { "clock" } else { "people" };
    view! {
        <div class=format!("lanes__block lanes__block--{kind} {}", place(block.time, lane))>
            <Icon name=icon />
            <bdi class="visit__time">{clock}</bdi>
            " "
            {content}
        </div>
    }
}
