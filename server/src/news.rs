//! What happened at each centre of late: read once, however many desks listen.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
    time::Duration,
};

use app::here::Gifts;
use store::{Act, Event, Open, Store};
use tokio::{sync::watch, time::timeout};

use crate::{centres::Centres, now};

/// Other processes that cannot be heard are looked after this often.
const LOOK: Duration = Duration::from_secs(10);
/// Events of a centre that are kept; whoever has missed more asks the database.
const KEPT: usize = 1_000;
/// Events, and lines of the audit, that are read at a time.
const BATCH: u64 = 500;

/// A part of the desk that shows what may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Free times and what stands in the lanes of a day.
    Day,
    Appointments,
    Waiting,
    Workshops,
    /// Hours, services, rooms and colleagues.
    Hours,
    Accounts,
    Centre,
    /// Who has what open.
    Editing,
    /// Files that are written in the background.
    Exports,
    /// Who is one person with whom.
    Persons,
    Tasks,
}

impl Part {
    pub const ALL: [Self; 11] = [
        Self::Day,
        Self::Appointments,
        Self::Waiting,
        Self::Workshops,
        Self::Hours,
        Self::Accounts,
        Self::Centre,
        Self::Editing,
        Self::Exports,
        Self::Persons,
        Self::Tasks,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Appointments => "appointments",
            Self::Waiting => "waiting",
            Self::Workshops => "workshops",
            Self::Hours => "hours",
            Self::Accounts => "accounts",
            Self::Centre => "centre",
            Self::Editing => "editing",
            Self::Exports => "exports",
            Self::Persons => "persons",
            Self::Tasks => "tasks",
        }
    }
}

/// The parts that show something else after a deed.
fn parts_of(act: Act) -> &'static [Part] {
    use Part::{Accounts, Appointments, Centre, Day, Exports, Hours, Persons, Tasks, Waiting, Workshops};
    match act {
        Act::Booked | Act::ChangedStatus | Act::Undone | Act::Moved => &[Appointments, Workshops],
        Act::Handed | Act::Resized | Act::Roomed | Act::Overruled | Act::Corrected | Act::MadeLink | Act::EndedLink => {
            &[Appointments]
        }
        Act::JoinedWaiting | Act::LeftWaiting => &[Waiting],
        Act::Offered | Act::EndedOffer => &[Waiting, Day],
        Act::SetUpWorkshop | Act::CancelledWorkshop => &[Workshops, Day],
        Act::ChangedHours | Act::SavedService | Act::SavedRoom | Act::SavedColleague => &[Hours, Day],
        Act::SavedSettings | Act::Cleared => &[Centre],
        Act::WrotePage | Act::ShowedPage | Act::HidPage | Act::CalledPageOff => &[Centre],
        Act::MadeArticle | Act::SetTheme | Act::WithdrewArticle | Act::PutArticleBack => &[Centre],
        Act::AddedPicture | Act::DescribedPicture | Act::RemovedPicture => &[Centre],
        Act::RecordedPage | Act::RemovedRecording => &[Centre],
        // Whoever becomes a mediator has a lane.
        Act::AddedAccount | Act::ChangedRoles => &[Accounts, Hours, Day],
        Act::SignedIn | Act::SignedOut | Act::SetPassword | Act::SetFactor | Act::EndedFactor => &[Accounts],
        Act::Merged | Act::TookMergeBack | Act::SaidApart | Act::UnsaidApart => &[Persons],
        Act::MadeTask | Act::EndedTask | Act::ReopenedTask => &[Tasks],
        Act::Erased => &[Appointments, Waiting, Tasks],
        Act::AskedForFile | Act::WroteFile => &[Exports],
        Act::Read | Act::Exported => &[],
    }
}

/// What happened at a centre.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// The newest, in order.
    pub events: Arc<VecDeque<Event>>,
    /// The event before the first of them.
    pub before: i64,
    /// The last line of the audit that was read.
    line: i64,
    /// What is open, and at whom.
    open: Arc<BTreeSet<Open>>,
    /// How often each part may have changed.
    pub changed: [u64; Part::ALL.len()],
}

impl News {
    /// The last event that is known.
    pub fn last(&self) -> i64 {
        self.events.back().map_or(self.before, |event| event.id)
    }
}

/// By the centre's id.
pub type AllNews = BTreeMap<i64, News>;

/// Reads what happens, until the program is told to stop.
pub async fn gather(
    told: watch::Sender<AllNews>,
    centres: watch::Receiver<Centres>,
    mut stopping: watch::Receiver<bool>,
) {
    let Some(first) = centres.borrow().0.first().cloned() else { return };
    let Gifts { store, .. } = &*first;
    let mut bell = store.bell();
    loop {
        bell.mark_unchanged();
        let known = told.borrow().clone();
        match read(store, &known).await {
            Ok(fresh) if fresh.is_empty() => {}
            Ok(fresh) => told.send_modify(|all| all.extend(fresh)),
            Err(error) => tracing::error!(%error, "what happened could not be read; trying again"),
        }
        tokio::select! {
            _ = timeout(LOOK, bell.changed()) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// The news of those centres at which something happened.
async fn read(store: &Store, known: &AllNews) -> store::Result<AllNews> {
    let mut fresh = AllNews::new();
    let mut all_open = store.all_open(now()).await?;
    for (centre_id, (last, line)) in store.counters().await? {
        let open = all_open.remove(&centre_id).unwrap_or_default();
        let Some(before) = known.get(&centre_id) else {
            // What was before this program began is in the pages that it hands out.
            fresh.insert(centre_id, News { before: last, line, open: open.into(), ..News::default() });
            continue;
        };
        if before.last() >= last && before.line >= line && *before.open == open {
            continue;
        }
        let mut news = before.clone();
        if *news.open != open {
            news.open = open.into();
            news.changed[Part::Editing as usize] += 1;
        }
        if last > before.last() {
            let events = Arc::make_mut(&mut news.events);
            let from = events.back().map_or(news.before, |event| event.id);
            events.extend(store.events_after(centre_id, from, BATCH).await?);
            while events.len() > KEPT {
                news.before = events.pop_front().map_or(news.before, |event| event.id);
            }
        }
        if line > before.line {
            for act in store.deeds_after(centre_id, before.line, BATCH).await? {
                for part in parts_of(act) {
                    news.changed[*part as usize] += 1;
                }
            }
            news.line = line;
        }
        fresh.insert(centre_id, news);
    }
    Ok(fresh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn what_happens_is_told_once_with_the_parts_that_it_changes() {
        let (store, _folder) = fixture::database("news").await;
        let centre = store.centres().await.unwrap().remove(0);
        let begun = read(&store, &AllNews::new()).await.unwrap();
        assert!(begun[&centre.id].events.is_empty(), "what was before is in the pages");
        fixture::book(&store, &centre).await;
        let news = read(&store, &begun).await.unwrap().remove(&centre.id).unwrap();
        assert_eq!(news.events.len(), 1);
        let changed = |part: Part| news.changed[part as usize] - begun[&centre.id].changed[part as usize];
        assert_eq!((changed(Part::Appointments), changed(Part::Waiting), changed(Part::Accounts)), (1, 0, 0));
        let again = read(&store, &AllNews::from([(centre.id, news)])).await.unwrap();
        assert!(again.is_empty(), "nothing has happened since");
    }

    #[tokio::test]
    async fn who_comes_and_who_goes_is_told_and_who_stays_is_not() {
        let (store, _folder) = fixture::database("open").await;
        let centre = store.centres().await.unwrap().remove(0);
        let id = fixture::hire(&store, &centre, "r@example.com", &[domain::access::Role::Reception]).await;
        let room = store::Thing::new(store::ThingKind::Room, 1);
        let mut known = read(&store, &AllNews::new()).await.unwrap();
        let mut told = async || {
            let fresh = read(&store, &known).await.unwrap();
            known.extend(fresh);
            known[&centre.id].changed[Part::Editing as usize]
        };
        store.opens(&centre, &room, id, now()).await.unwrap();
        assert_eq!(told().await, 1);
        store.opens(&centre, &room, id, now()).await.unwrap();
        assert_eq!(told().await, 1);
        store.leaves(&centre, &room, id).await.unwrap();
        assert_eq!(told().await, 2);
    }

    #[test]
    fn only_readings_change_nothing_that_is_shown() {
        for act in Act::ALL {
            let quiet = matches!(act, Act::Read | Act::Exported);
            assert_eq!(parts_of(act).is_empty(), quiet, "{act:?}");
        }
        for (n, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part as usize, n, "{part:?} is counted in another's place");
        }
    }
}
