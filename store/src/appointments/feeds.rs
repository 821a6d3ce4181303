//! A mediator's own calendar, read by a calendar program with a secret address.

use std::collections::BTreeMap;

use domain::{appointment::Status, language::Language};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    audit::{self, line::Line},
    centre::civil::{start_of, start_of_session},
    doors::links,
    entities::{attendance, link, session, staff},
    network::memberships,
    words::{Door, Kind},
};

/// Days that a feed reaches back and ahead.
const BACK: i64 = 30;
const AHEAD: i64 = 180;

/// What a feed shows.
#[derive(Clone, Debug)]
pub struct OwnCalendar {
    /// The owner's.
    pub language: Language,
    /// By time.
    pub items: Vec<CalendarItem>,
}

/// One time in a calendar. It says when, and nothing about whom.
#[derive(Clone, Debug)]
pub struct CalendarItem {
    pub id: Uuid,
    pub version: i32,
    pub start: civil::DateTime,
    pub minutes: u32,
    /// Whether it will not take place.
    pub cancelled: bool,
    /// Whether the centre has not said yes yet.
    pub asked: bool,
}

impl Store {
    /// Makes a new secret address for the feed of a member of staff; the one before ends.
    pub async fn renew_feed(&self, centre: &Centre, staff_id: i64, now: Timestamp) -> Result<Secret> {
        let (secret, at) = (&Secret::random(), now.as_second());
        self.transact_quietly(|tx| async move {
            let subject = staff_id.to_string();
            links::revoke(&tx, centre.id, (Door::Feed, &subject), at).await?;
            links::add(&tx, centre.id, (Door::Feed, subject), secret, (at, None)).await?;
            let line = Line::new(Actor::Staff(staff_id), Act::MadeLink, Subject::Account(staff_id)).with("calendar");
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, secret.clone()))
        })
        .await
    }

    /// Ends the feed of a member of staff.
    pub async fn end_feed(&self, centre: &Centre, staff_id: i64, now: Timestamp) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            links::revoke(&tx, centre.id, (Door::Feed, &staff_id.to_string()), at).await?;
            let line = Line::new(Actor::Staff(staff_id), Act::EndedLink, Subject::Account(staff_id)).with("calendar");
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, ()))
        })
        .await
    }

    pub async fn has_feed(&self, centre: &Centre, staff_id: i64) -> Result<bool> {
        let open = link::Entity::find()
            .filter(link::Column::CentreId.eq(centre.id))
            .filter(link::Column::Kind.eq(Door::Feed.as_str()))
            .filter(link::Column::Subject.eq(staff_id.to_string()))
            .filter(link::Column::RevokedAt.is_null());
        Ok(open.count(&self.db).await? > 0)
    }

    /// What a feed shows today.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an address that nobody has, or somebody who does not work here any more.
    pub async fn feed(&self, centre: &Centre, secret: &Secret, now: Timestamp) -> Result<OwnCalendar> {
        let owner = links::behind(&self.db, centre.id, Door::Feed, secret, now.as_second()).await?;
        let owner: i64 = owner.ok_or(Error::NotFound)?.parse().map_err(|_| Error::Corrupt("link.subject"))?;
        let owner = memberships::working(centre.id)
            .filter(staff::Column::Id.eq(owner))
            .one(&self.db)
            .await?
            .ok_or(Error::NotFound)?;
        let today = centre.zone.to_datetime(now).date();
        let days = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
        let sessions = session::Entity::find()
            .filter(session::Column::CentreId.eq(centre.id))
            .filter(session::Column::Day.between(days.0.to_string(), days.1.to_string()))
            .filter(
                Condition::any()
                    .add(session::Column::StaffId.eq(owner.id))
                    .add(session::Column::CoStaffId.eq(owner.id)),
            )
            .all(&self.db)
            .await?;
        let rows = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::SessionId.is_in(sessions.iter().map(|session| session.id)))
            .all(&self.db)
            .await?;
        let mut parties: BTreeMap<Uuid, Vec<attendance::Model>> = BTreeMap::new();
        for row in rows {
            parties.entry(row.session_id).or_default().push(row);
        }
        let of = |session: &session::Model| items(session, parties.remove(&session.id).unwrap_or_default());
        let mut items: Vec<CalendarItem> = sessions.iter().flat_map(of).collect();
        items.sort_by_key(|item| (item.start, item.id));
        Ok(OwnCalendar { language: owner.language.0, items })
    }
}

/// A workshop once, however many seats are taken; a session of two parties once, and who has left it. What is only held
/// for somebody is nothing yet.
fn items(session: &session::Model, parties: Vec<attendance::Model>) -> Vec<CalendarItem> {
    let minutes = session.minutes.unsigned_abs();
    if session.kind.0 == Kind::Group {
        let cancelled = session.cancelled_at.is_some();
        let (version, start) = (if cancelled { 2 } else { 1 }, start_of_session(session));
        return vec![CalendarItem { id: session.id, version, start, minutes, cancelled, asked: false }];
    }
    let first_is_here = parties.iter().any(|row| row.place == 1 && row.status.0.holds_time());
    let shown = parties.into_iter().filter(|row| row.place == 1 || !first_is_here);
    let item = |row: attendance::Model| {
        let (cancelled, asked) = (!row.status.0.holds_time(), row.status.0 == Status::Requested);
        CalendarItem { id: row.id, version: row.version, start: start_of(&row), minutes, cancelled, asked }
    };
    shown.map(item).collect()
}
