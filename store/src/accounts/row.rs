//! The rows of a new account.

use domain::{
    access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName,
    preference::Spoken,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};

use crate::{
    Act, Actor, Centre, Error, Result, Subject,
    audit::{self, line::Line},
    entities::staff,
    error::breaks_unique_rule,
    network::{
        centres::mediators::{equip_mediator, retire_team, service_ids},
        memberships,
    },
    words::Word,
};

/// What an account is made from.
#[derive(Debug)]
pub struct NewStaff {
    pub name: PersonName,
    pub email: EmailAddress,
    pub password: Password,
    pub language: Language,
    pub roles: Vec<Role>,
}

pub(super) fn role_words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

pub(super) async fn note_account(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (by, id): (Actor, i64),
    roles: &[Role],
    now: i64,
) -> Result<()> {
    let line = Line::new(by, Act::AddedAccount, Subject::Account(id)).with(role_words(roles));
    audit::append(tx, centre.id, &line, now).await
}

pub(super) async fn insert_staff(
    tx: &DatabaseTransaction,
    centre_id: i64,
    new: &NewStaff,
    password_hash: String,
    now: i64,
) -> Result<i64> {
    let who = (new.name.as_str(), &new.email, new.language);
    insert_account(tx, centre_id, who, &new.roles, password_hash, now).await
}

pub(super) async fn insert_account(
    tx: &DatabaseTransaction,
    centre_id: i64,
    (name, email, language): (&str, &EmailAddress, Language),
    roles: &[Role],
    password_hash: String,
    now: i64,
) -> Result<i64> {
    let row = staff::ActiveModel {
        email: Set(email.as_str().to_lowercase()),
        name: Set(name.to_owned()),
        password_hash: Set(password_hash),
        language: Set(Word(language)),
        active: Set(true),
        created_at: Set(now),
        languages: Set(Word(vec![Spoken::Arabic])),
        ..Default::default()
    };
    let row = row.insert(tx).await;
    let row = row.map_err(|error| if breaks_unique_rule(&error) { Error::EmailTaken } else { error.into() })?;
    memberships::add(tx, centre_id, row.id, roles, now).await?;
    if roles.contains(&Role::Mediator) {
        equip_mediator(tx, centre_id, row.id, &service_ids(tx, centre_id).await?).await?;
        retire_team(tx, centre_id).await?;
    }
    Ok(row.id)
}
