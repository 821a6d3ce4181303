//! Fictional centres of any size, to measure and to try: the same arguments at the same moment give the same rows.

pub(crate) mod day;
pub(crate) mod demo;
mod fill;
mod living;
mod packing;
mod people;
mod random;
mod rows;
mod shape;

use jiff::Timestamp;
use packing::pack;
use people::Team;
use random::Random;
use rows::Made;
use sea_orm::{DatabaseTransaction, EntityTrait, Iterable};
use shape::shape;

use crate::{
    Error, Result, Store,
    entities::{attendance, contact, link, person, person_key, session},
    persons::keys::rows_of,
};

/// How much to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    pub appointments: u32,
    /// Mediators, spread evenly.
    pub staff: u32,
    pub centres: u32,
    pub seed: u64,
}

/// Values that SQLite takes in one statement.
const VALUES: usize = 32_766;

/// Rows of an INSERT with many, of whichever table has the most columns.
fn batch() -> usize {
    let columns = [
        person::Column::iter().count(),
        contact::Column::iter().count(),
        session::Column::iter().count(),
        attendance::Column::iter().count(),
        link::Column::iter().count(),
    ];
    VALUES / columns.into_iter().max().unwrap_or(VALUES)
}

impl Store {
    /// Fills a fresh database: appointments within the weekly hours that never overlap, over the past and the next six
    /// months, fuller near today, with claims, days and history.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] when there are appointments already; [`Error::Setting`] when so few people cannot have so
    /// many appointments.
    pub async fn generate(&self, wanted: &Generation, now: Timestamp) -> Result<()> {
        if attendance::Entity::find().one(&self.db).await?.is_some() {
            return Err(Error::NotEmpty);
        }
        let first = self.load_first_centre(now.as_second()).await?;
        if self.has_real_people(&first).await? {
            return Err(Error::RealPeople);
        }
        let per = |all: u32, n: u32| all / wanted.centres + u32::from(n < all % wanted.centres);
        for n in 0..wanted.centres {
            let team = self.people_of_centre(n, per(wanted.staff, n), now).await?;
            let turn = self.turn().await?;
            let tx = self.begin(&turn).await?;
            fill::make_room(&tx).await?;
            let random = Random::new(wanted.seed.wrapping_add(u64::from(n)));
            book_all(&tx, &team, per(wanted.appointments, n), random, now).await?;
            fill::derive(&tx, team.centre.id, now).await?;
            tx.commit().await?;
        }
        fill::gather_statistics(self).await
    }
}

async fn book_all(
    tx: &DatabaseTransaction,
    team: &Team,
    appointments: u32,
    mut random: Random,
    now: Timestamp,
) -> Result<()> {
    let today = team.centre.zone.to_datetime(now).date();
    let mut writer = rows::Writer::new(team, now);
    let most = batch();
    let mut batch = Vec::with_capacity(most);
    for (day, number) in shape(today, team.staff.len(), appointments)? {
        for session in pack(team, day, number, &mut random) {
            batch.push(writer.row(&session, &mut random)?);
            if batch.len() == most {
                insert(tx, &mut batch).await?;
            }
        }
    }
    insert(tx, &mut batch).await
}

/// Writes one batch, table by table.
async fn insert(tx: &DatabaseTransaction, batch: &mut Vec<Made>) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let (mut keys, mut people, mut contacts, mut sessions, mut rows, mut links) =
        (vec![], vec![], vec![], vec![], vec![], vec![]);
    for made in batch.drain(..) {
        keys.extend(rows_of(made.person.centre_id, made.person.id, &made.person.name, [made.contact.address.as_str()]));
        people.push(person::ActiveModel::from(made.person));
        contacts.push(contact::ActiveModel::from(made.contact));
        sessions.push(session::ActiveModel::from(made.session));
        rows.push(attendance::ActiveModel::from(made.row));
        links.push(link::ActiveModel::from(made.link));
    }
    person::Entity::insert_many(people).exec_without_returning(tx).await?;
    person_key::Entity::insert_many(keys).exec_without_returning(tx).await?;
    contact::Entity::insert_many(contacts).exec_without_returning(tx).await?;
    session::Entity::insert_many(sessions).exec_without_returning(tx).await?;
    attendance::Entity::insert_many(rows).exec_without_returning(tx).await?;
    link::Entity::insert_many(links).exec_without_returning(tx).await?;
    Ok(())
}
