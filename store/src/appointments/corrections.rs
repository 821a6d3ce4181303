//! A name or a contact that was wrong, and private links that are renewed or ended.

use domain::{contact::SafeContact, person_name::PersonName};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Change, Error, EventKind, Result, Secret, Store, Subject,
    appointments::{
        Appointment,
        changes::row::{locked, save},
        news, record,
    },
    audit::{self, line::Line},
    centre::write_alone,
    claims::Refused,
    doors::links,
    editing::editions::{self, Edit},
    entities::{attendance, contact, person, waiting_entry},
    messages::promises::promise_with_link,
    persons::{self, Reached},
    thing::{Thing, ThingKind},
    words::{Changed, Door, Template, WaitingStatus, What, Word},
};

impl Store {
    /// Corrects the contact alone.
    ///
    /// # Errors
    /// As [`Store::correct_person`].
    pub async fn correct_contact(
        &self,
        centre: &Centre,
        change: &Change,
        reach: &SafeContact,
    ) -> Result<Option<Secret>> {
        self.correct(centre, change, (None, reach), None).await
    }

    /// Corrects the name and the contact of whoever has an appointment. With another address the private link is another,
    /// too, and goes there: whoever had the old one may be anybody. Answers with the new link, where there is one.
    ///
    /// # Errors
    /// [`crate::Error::Stale`] when the appointment changed meanwhile, [`crate::Error::NotFound`].
    pub async fn correct_person(
        &self,
        centre: &Centre,
        change: &Change,
        (name, reach): (&PersonName, &SafeContact),
    ) -> Result<Option<Secret>> {
        self.correct(centre, change, (Some(name), reach), None).await
    }

    /// The same by whoever saw an edition of the person: other appointments show the same name and contact, and a step of
    /// this one changes neither.
    ///
    /// # Errors
    /// [`crate::Error::Stale`] when it was an older one, [`crate::Error::NotFound`].
    pub async fn correct_person_as_seen(
        &self,
        centre: &Centre,
        change: &Change,
        (name, reach): (&PersonName, &SafeContact),
        seen: i64,
    ) -> Result<Option<Secret>> {
        let change = &Change { seen: None, ..*change };
        self.correct(centre, change, (Some(name), reach), Some(seen)).await
    }

    async fn correct(
        &self,
        centre: &Centre,
        change: &Change,
        (name, reach): (Option<&PersonName>, &SafeContact),
        seen: Option<i64>,
    ) -> Result<Option<Secret>> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let mut of = locked(&tx, centre, change).await?;
            let known = persons::reached_by(&tx, centre.id, of.row.contact_id).await?;
            let at = change.now.as_second();
            let edit = Edit { by: Actor::of(change.by), seen };
            editions::turn(&tx, centre, &Thing::new(ThingKind::Person, known.person.id), edit, at).await?;
            let changes = changes_of(centre, &known, name, reach);
            persons::changes::note(&tx, (centre.id, known.person.id), changes, (change.by, at)).await?;
            if let Some(name) = name {
                person::Entity::update_many()
                    .col_expr(person::Column::Name, Expr::value(name.as_str()))
                    .filter(person::Column::CentreId.eq(centre.id))
                    .filter(person::Column::Id.eq(known.person.id))
                    .exec(&tx)
                    .await?;
            }
            let address = &reach.address;
            let moved = known.contact.channel.0 != address.channel() || known.contact.address != address.as_stored();
            let link = if moved {
                of.row.contact_id = replace_contact(&tx, centre, &known.contact, reach, at).await?;
                Some(relink(&tx, &of, at).await?)
            } else {
                contact::Entity::update_many()
                    .col_expr(contact::Column::Language, Expr::value(reach.language.code()))
                    .col_expr(contact::Column::MayLeaveMessage, Expr::value(centre.may_message(reach)))
                    .filter(contact::Column::CentreId.eq(centre.id))
                    .filter(contact::Column::Id.eq(known.contact.id))
                    .exec(&tx)
                    .await?;
                None
            };
            persons::keys::renew(&tx, centre.id, known.person.id).await?;
            of.row.version += 1;
            save(&tx, &of.row).await.map_err(Refused::or_taken)?;
            record(&tx, &of.row, What::Corrected, None, at, change.by).await?;
            news::append(&tx, &of, EventKind::Changed, at).await?;
            Ok((tx, link))
        })
        .await
    }

    /// Whoever has an appointment, as forms change them.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn person_of(&self, centre: &Centre, appointment: Uuid) -> Result<Thing> {
        let row = attendance::Entity::find_by_id((centre.id, appointment)).one(&self.db).await?;
        Ok(Thing::new(ThingKind::Person, row.ok_or(Error::NotFound)?.person_id))
    }

    /// Makes another private link to an appointment and ends those before. A message brings it, where one may be left.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Stale`].
    pub async fn renew_link(&self, centre: &Centre, change: &Change) -> Result<Secret> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = locked(&tx, centre, change).await?;
            let at = change.now.as_second();
            let link = relink(&tx, &of, at).await?;
            let line = Line::new(Actor::of(change.by), Act::MadeLink, Subject::Appointment(of.row.id));
            audit::append(&tx, centre.id, &line.with("private link"), at).await?;
            Ok((tx, link))
        })
        .await
    }

    /// Ends every private link to an appointment, and whatever they opened.
    ///
    /// # Errors
    /// As [`Store::renew_link`].
    pub async fn end_link(&self, centre: &Centre, change: &Change) -> Result<()> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = locked(&tx, centre, change).await?;
            let at = change.now.as_second();
            end_links(&tx, &of, at).await?;
            let line = Line::new(Actor::of(change.by), Act::EndedLink, Subject::Appointment(of.row.id));
            audit::append(&tx, centre.id, &line.with("private link"), at).await?;
            Ok((tx, ()))
        })
        .await
    }
}

/// What a correction changes, with what stood there.
fn changes_of(
    centre: &Centre,
    known: &Reached,
    name: Option<&PersonName>,
    reach: &SafeContact,
) -> impl Iterator<Item = persons::changes::Change> + use<> {
    let Reached { person, contact } = known;
    let name = name.map(|name| (Changed::Name, person.name.clone(), name.as_str().to_owned()));
    let yes = |may: bool| if may { "yes" } else { "no" }.to_owned();
    let (language, messages) = (reach.language.code().to_owned(), yes(centre.may_message(reach)));
    let others = [
        (Changed::Address, contact.address.clone(), reach.address.as_stored().to_owned()),
        (Changed::Language, contact.language.0.code().to_owned(), language),
        (Changed::Messages, yes(contact.may_leave_message), messages),
    ];
    name.into_iter().chain(others)
}

/// Writes another contact in the place of one, for all that is still to come, and writes nothing more to the old one.
async fn replace_contact(
    tx: &DatabaseTransaction,
    centre: &Centre,
    old: &contact::Model,
    reach: &SafeContact,
    at: i64,
) -> Result<Uuid> {
    let new = contact::Model {
        id: Uuid::now_v7(),
        channel: Word(reach.address.channel()),
        address: reach.address.as_stored().to_owned(),
        language: Word(reach.language),
        may_leave_message: centre.may_message(reach),
        created_at: at,
        ..old.clone()
    };
    let id = new.id;
    contact::Entity::insert(new.into_active_model()).exec_without_returning(tx).await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::RevokedAt, Expr::value(at))
        .filter(contact::Column::CentreId.eq(old.centre_id))
        .filter(contact::Column::Id.eq(old.id))
        .exec(tx)
        .await?;
    attendance::Entity::update_many()
        .col_expr(attendance::Column::ContactId, Expr::value(id))
        .filter(attendance::Column::CentreId.eq(old.centre_id))
        .filter(attendance::Column::ContactId.eq(old.id))
        .exec(tx)
        .await?;
    let waits = waiting_entry::Entity::find()
        .filter(waiting_entry::Column::CentreId.eq(old.centre_id))
        .filter(waiting_entry::Column::ContactId.eq(old.id))
        .all(tx)
        .await?;
    waiting_entry::Entity::update_many()
        .col_expr(waiting_entry::Column::ContactId, Expr::value(id))
        .filter(waiting_entry::Column::CentreId.eq(old.centre_id))
        .filter(waiting_entry::Column::ContactId.eq(old.id))
        .exec(tx)
        .await?;
    for wait in waits.iter().filter(|wait| wait.status.0 == WaitingStatus::Waiting) {
        let (link, subject) = (Secret::random(), wait.id.to_string());
        links::revoke(tx, old.centre_id, (Door::Waiting, &subject), at).await?;
        links::add(tx, old.centre_id, (Door::Waiting, subject), &link, (at, None)).await?;
        promise_with_link(tx, old.centre_id, (Template::Waiting, wait.id, id), &link, at).await?;
    }
    Ok(id)
}

/// A new private link, promised to the contact that the row has now.
async fn relink(tx: &DatabaseTransaction, of: &Appointment, at: i64) -> Result<Secret> {
    end_links(tx, of, at).await?;
    let link = Secret::random();
    let row = &of.row;
    links::add(tx, row.centre_id, (Door::Appointment, row.id.to_string()), &link, (at, None)).await?;
    promise_with_link(tx, row.centre_id, (Template::Booked, row.id, row.contact_id), &link, at).await?;
    Ok(link)
}

async fn end_links(tx: &DatabaseTransaction, of: &Appointment, at: i64) -> Result<()> {
    let subject = of.row.id.to_string();
    links::revoke(tx, of.row.centre_id, (Door::Appointment, &subject), at).await?;
    links::revoke(tx, of.row.centre_id, (Door::Proof, &subject), at).await
}
