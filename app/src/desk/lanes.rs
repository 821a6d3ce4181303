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
    axis::{Cut, Laid, Stands, laid, lane_of, part_of, place, stretch},
    carry::{Carry, Ghost},
    clock::Clock,
    gaps::{Gaps, Whose, gaps_of, taken_of},
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
    /// Whether others than those of the lanes are left out.
    #[prop(optional)]
    only: bool,
    /// Who is booked in which lane, by whoever may book.
    #[prop(optional_no_strip)]
    books: Option<Vec<Whose>>,
    shown: Shown,
    carry: Carry,
    clock: Clock,
) -> impl IntoView {
    let at = locale(language);
    carry.draw(&lanes);
    let element = NodeRef::<leptos::html::Div>::new();
    let own = lanes.clone();
    let known_blocks = blocks.clone();
    let laid = Memo::new(move |_| {
        let standing = shown.cards.with(|cards| {
            let in_lane = |card: &&domain::board::Card| !card.workshop && !GONE.contains(&card.status);
            cards.iter().filter(in_lane).cloned().collect()
        });
        let mut laid = laid(cut, &own, standing, &known_blocks);
        if only {
            laid.cards.retain(|placed| placed.lane <= own.len());
        }
        laid
    });
    let cards = move || laid.with(|laid| laid.cards.clone());
    let of_blocks = blocks.clone();
    let hours = Memo::new(move |_| {
        let taken = laid.with(|laid| laid.cards.iter().map(|placed| placed.card.time_taken()).collect::<Vec<_>>());
        hours_shown(&people, taken.into_iter().chain(of_blocks.iter().map(|(_, block)| block.time)))
    });
    let gaps = books.map(|books| {
        let (lanes, blocks) = (lanes.clone(), blocks.clone());
        let free = move || {
            let minute = clock.minute.get();
            let cards: Vec<_> = laid.with(|laid| laid.cards.iter().map(|placed| placed.card.clone()).collect());
            let mut free = Vec::new();
            for (n, (lane, whose)) in lanes.iter().zip(&books).enumerate() {
                if let Some(from) = whose.from(minute) {
                    free.extend(
                        gaps_of(n + 1, lane, &taken_of(&cards, &blocks, whose), from)
                            .into_iter()
                            .map(|gap| (gap, whose.clone())),
                    );
                }
            }
            free
        };
        view! { <Gaps language gaps=free hours /> }
    });
    let count = lanes.len();
    let homeless = {
        Memo::new(move |_| {
            laid.with(|Laid { cards, blocks }| {
                let blocks = !only && blocks.iter().any(|(lane, _)| *lane > count);
                blocks || cards.iter().any(|placed| placed.lane > count)
            })
        })
    };
    #[cfg(feature = "hydrate")]
    super::carry::follow_hand(carry, element, hours);
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
            .map(|hour| view! { <div class=format!("lanes__hour h{hour} m0")><span class="lanes__clock">{format!("{hour:02}:00")}</span></div> })
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
        cards()
            .into_iter()
            .filter(|_| cut == Cut::People)
            .flat_map(|placed| {
                let card = placed.card;
                let time = card.time_taken();
                card.people.iter().skip(1).map(|id| (time, *id, card.name.clone())).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
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
    let blocks = move || {
        let blocks = blocks
            .clone()
            .into_iter()
            .zip(laid.with(|laid| laid.blocks.clone()))
            .filter(|(_, (lane, _))| !only || *lane <= count);
        blocks.map(|((_, block), (lane, part))| view! { <Taken at lane part block /> }).collect_view()
    };
    view! {
        <div class=class node_ref=element tabindex="0" role="region" aria-label=td_string!(at, desk.place.calendar)>
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
                    each=cards
                    key=|placed| (placed.card.id.clone(), placed.card.version, placed.card.together, placed.lane, placed.part)
                    children=move |placed| view! { <Visit language placed carry shown /> }
                />
            </ul>
            {gaps}
            <Ghost language carry hours />
        </div>
    }
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
fn Taken(at: Locale, lane: usize, part: (usize, usize), block: Block) -> impl IntoView {
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
        <div class=format!("lanes__block lanes__block--{kind} {}{}", part_of(part), place(block.time, lane))>
            <Icon name=icon />
            <bdi class="visit__time">{clock}</bdi>
            " "
            {content}
        </div>
    }
}
