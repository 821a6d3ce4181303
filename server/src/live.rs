//! Live lines (server-sent events): the desk's cards, and a hint to public pages that free times changed.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use app::here::Gifts;
use axum::{
    extract::{Query, Request},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use futures::{StreamExt, stream};
use serde::Deserialize;
use store::{SESSION_LIMITS, Secret, StaffMember, Store};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};

use crate::{
    at::At,
    centres::{Centres, Changes},
    lines::Line,
    news::{AllNews, News, Part},
    now,
    peer::Asker,
    rendered::{Rendered, Shown},
    session::session_of,
};

/// A line that says nothing for longer than two beats is lost; the desk counts on it.
const BEAT: Duration = Duration::from_secs(10);
/// Events read at a time.
const BATCH: u64 = 200;

/// Rings this process's bell for what other processes write. Where PostgreSQL cannot announce, the feeds look anyway
/// with every beat.
pub async fn hear_other_processes(store: Store) {
    loop {
        if let Err(error) = store.listen().await {
            tracing::warn!(%error, "other processes cannot be heard; trying again");
        }
        store.ring();
        sleep(Duration::from_secs(2)).await;
    }
}

/// Tells a page of free times that it should ask again. Says nothing about who or what.
pub async fn times(At(state): At, Asker(address): Asker) -> Response {
    // Whoever gets no line is told so in the one way that a browser takes for an end: the page works without.
    let Some(open) = state.lines.open(address, false) else { return StatusCode::NO_CONTENT.into_response() };
    let (centre_id, changes) = (state.here.centre.id, state.changes.clone());
    let seen = changes.borrow().get(&centre_id).copied();
    let hints = stream::unfold((changes, seen), move |(mut changes, mut seen)| async move {
        let other = async {
            let other = |all: &Changes| all.get(&centre_id).copied() != seen;
            changes.wait_for(other).await.map(|all| all.get(&centre_id).copied())
        };
        let hint = match timeout(BEAT, other).await {
            Ok(Ok(count)) => {
                seen = count;
                Event::default().event("changed").data("times")
            }
            Ok(Err(_)) => return None,
            Err(_) => Event::default().comment(""),
        };
        Some((hint, (changes, seen)))
    });
    line(hints, open, state.stopping.clone())
}

#[derive(Deserialize)]
pub struct After {
    /// The last event that the page has seen; from now on where it says none.
    after: Option<i64>,
}

/// The desk's line: every card that changed after the last one seen, as far as its reader may see it.
pub async fn desk(At(state): At, Asker(address): Asker, Query(page): Query<After>, request: Request) -> Response {
    let Some(session) = session_of(&request).filter(|_| request.extensions().get::<StaffMember>().is_some()) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(open) = state.lines.open(address, true) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let resumed = request.headers().get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let Some(last) = resumed.or(page.after).or(state.here.store.last_event(state.here.centre.id).await.ok()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (centre_id, centres) = (state.here.centre.id, state.centres.clone());
    let (news, rendered) = (state.news.clone(), state.rendered.clone());
    let waiting = VecDeque::from([beat(last)]);
    let feed = Feed { centres, centre_id, session, last, news, rendered, told: None, reader: None, waiting };
    let cards = stream::unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((event, feed))
    });
    line(cards, open, state.stopping.clone())
}

/// Says that the line lives, and how far it is.
fn beat(last: i64) -> Event {
    Event::default().event("beat").id(last.to_string()).data("beat")
}

/// A line that ends when the program is told to stop.
fn line(
    events: impl futures::Stream<Item = Event> + Send + 'static,
    open: Line,
    mut stopping: watch::Receiver<bool>,
) -> Response {
    let stopped = async move { drop(stopping.wait_for(|stopping| *stopping).await) };
    let held = move |event| {
        let _ = &open;
        Ok::<_, Infallible>(event)
    };
    let events = events.map(held).take_until(Box::pin(stopped));
    let mut response = Sse::new(events).into_response();
    // A proxy that gathers before it sends would make the line useless.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    response
}

struct Feed {
    centres: watch::Receiver<Centres>,
    centre_id: i64,
    session: Secret,
    last: i64,
    news: watch::Receiver<AllNews>,
    rendered: Rendered,
    /// How often each part had changed when it was told last; `None` before the first look.
    told: Option<[u64; Part::ALL.len()]>,
    /// Who reads, and when that was asked.
    reader: Option<(StaffMember, Instant)>,
    waiting: VecDeque<Event>,
}

impl Feed {
    /// The next event; `None` when the session is over or the database does not answer. The page then comes back, and
    /// continues after the last id it saw.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let news = self.news.borrow_and_update().get(&self.centre_id).cloned().unwrap_or_default();
            if let Err(error) = self.read(&news).await {
                if !matches!(error, store::Error::Credentials) {
                    tracing::error!(%error, "a live line broke");
                }
                return None;
            }
            if self.waiting.is_empty() {
                match timeout(BEAT, self.news.changed()).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return None,
                    Err(_) => self.waiting.push_back(beat(self.last)),
                }
            }
        }
    }

    /// Reads what happened since, as far as the reader may see it.
    async fn read(&mut self, news: &News) -> store::Result<()> {
        let here = self.centres.borrow().of(self.centre_id).cloned().ok_or(store::Error::NotFound)?;
        let changed = self.told.replace(news.changed).unwrap_or(news.changed);
        let accounts = Part::Accounts as usize;
        let reader = self.reader(&here, changed[accounts] != news.changed[accounts]).await?;
        if news.before <= self.last {
            for event in news.events.iter().filter(|event| event.id > self.last).cloned().collect::<Vec<_>>() {
                self.tell(&here, &reader, &event).await?;
            }
        } else {
            for event in here.store.events_after(self.centre_id, self.last, BATCH).await? {
                self.tell(&here, &reader, &event).await?;
            }
        }
        for part in Part::ALL {
            if changed[part as usize] != news.changed[part as usize] {
                self.waiting.push_back(Event::default().event("changed").data(part.as_str()));
            }
        }
        Ok(())
    }

    /// Who is signed in. That is asked again with every beat, and as soon as anything about accounts has changed.
    async fn reader(&mut self, here: &Gifts, changed: bool) -> store::Result<StaffMember> {
        if let Some((reader, asked)) = &self.reader
            && !changed
            && asked.elapsed() < BEAT
        {
            return Ok(reader.clone());
        }
        let Gifts { store, centre, .. } = here;
        let reader = store.still_signed_in(centre, &self.session, SESSION_LIMITS, now().as_second()).await?;
        let reader = reader.ok_or(store::Error::Credentials)?;
        self.reader = Some((reader.clone(), Instant::now()));
        Ok(reader)
    }

    async fn tell(&mut self, here: &Gifts, reader: &StaffMember, event: &store::Event) -> store::Result<()> {
        self.last = event.id;
        let told = Event::default().id(event.id.to_string());
        let card = self.rendered.card(here, reader, event).await?;
        self.waiting.push_back(match card {
            Shown::Card(text) => told.event("card").data(text),
            // Whoever led it does no longer: the card that they see goes.
            Shown::Gone => told.event("gone").data(event.subject.clone()),
            // An id alone moves the page's mark and shows nothing.
            Shown::Nothing => told,
        });
        Ok(())
    }
}
