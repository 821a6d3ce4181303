//! Staff accounts: who works at a centre and as what, how they come, and how they leave.

pub(crate) mod colleagues;
pub(crate) mod factors;
pub(crate) mod hashing;
mod look;
mod needed;
pub(crate) mod passwords;
pub(crate) mod row;
mod set_up;
pub(crate) mod sign_ins;

use domain::{access::Role, email::EmailAddress, language::Language, look::Look, person_name::PersonName};
use jiff::Timestamp;
use row::{NewStaff, insert_account, insert_staff, note_account, role_words};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    accounts::hashing::hash_password,
    audit::{self, line::Line},
    centre::write_alone,
    doors::links,
    editing::editions::{self, Edit},
    entities::{membership_role, sign_in, staff},
    network::{
        centres::mediators::{equip_mediator, is_equipped, retire_team, service_ids},
        memberships::{self, account_of},
    },
    thing::{Thing, ThingKind},
    words::Door,
};

/// A signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    pub id: i64,
    pub centre_id: i64,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub look: Look,
    pub roles: Vec<Role>,
    /// Whether a role of theirs needs a second factor that they have not set yet.
    pub lacks_factor: bool,
}

/// An account as the page of accounts shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub email: String,
    /// None for somebody who does not work here any more.
    pub roles: Vec<Role>,
    /// Whether they have chosen a password.
    pub has_password: bool,
    pub has_factor: bool,
    /// The last request of a browser that is signed in here.
    pub seen_at: Option<Timestamp>,
}

impl Store {
    /// Creates an account. A mediator can be booked from now on, at the centre's usual hours.
    ///
    /// # Errors
    /// [`Error::EmailTaken`].
    pub async fn add_staff(&self, centre: &Centre, new: &NewStaff, now: i64) -> Result<i64> {
        let password_hash = &hash_password(&new.password).await?;
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let id = insert_staff(&tx, centre.id, new, password_hash.clone(), now).await?;
            note_account(&tx, centre, (Actor::Shell, id), &new.roles, now).await?;
            Ok((tx, id))
        })
        .await
    }

    /// Lets somebody work at a centre. Whoever has no account gets one without a password, and a link to choose it;
    /// whoever has one signs in as ever.
    ///
    /// # Errors
    /// [`Error::EmailTaken`] when they work here already.
    pub async fn invite(
        &self,
        centre: &Centre,
        (name, email): (&PersonName, &EmailAddress),
        (roles, language): (&[Role], Language),
        by: Actor,
        now: i64,
    ) -> Result<(i64, Option<Secret>)> {
        match account_of(&self.db, email).await {
            Ok(_) => return Ok((self.join(centre, email, roles, by, now).await?, None)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
        let id = self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let who = (name.as_str(), email, language);
            let id = insert_account(&tx, centre.id, who, roles, String::new(), now).await?;
            note_account(&tx, centre, (by, id), roles, now).await?;
            Ok((tx, id))
        });
        let id = id.await?;
        Ok((id, Some(self.new_password_link(centre, id, by, now).await?)))
    }

    /// Whether nobody can sign in as administrator yet.
    pub async fn lacks_administrator(&self, centre: &Centre) -> Result<bool> {
        Ok(administrators(centre).count(&self.db).await? == 0)
    }

    /// Lets somebody who has an account work at another centre too.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an address without an account, [`Error::EmailTaken`] when they work there already.
    pub async fn join_centre(&self, centre: &Centre, email: &EmailAddress, roles: &[Role], now: i64) -> Result<()> {
        self.join(centre, email, roles, Actor::Shell, now).await.map(drop)
    }

    async fn join(&self, centre: &Centre, email: &EmailAddress, roles: &[Role], by: Actor, now: i64) -> Result<i64> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let id = account_of(&tx, email).await?.id;
            if memberships::known(centre.id).filter(staff::Column::Id.eq(id)).count(&tx).await? > 0 {
                return Err(Error::EmailTaken);
            }
            memberships::add(&tx, centre.id, id, roles, now).await?;
            if roles.contains(&Role::Mediator) {
                equip_mediator(&tx, centre.id, id, &service_ids(&tx, centre.id).await?).await?;
                retire_team(&tx, centre.id).await?;
            }
            note_account(&tx, centre, (by, id), roles, now).await?;
            Ok((tx, id))
        })
        .await
    }

    /// The id of an account.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn account_id(&self, email: &EmailAddress) -> Result<i64> {
        Ok(account_of(&self.db, email).await?.id)
    }

    /// Says as what somebody works at a centre; with no role they do not work there any more and are signed out. Whoever
    /// becomes a mediator for the first time can be booked from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who is not known there, [`Error::LastAdministrator`], [`Error::Stale`] for whoever
    /// saw an older edition.
    pub async fn set_roles(
        &self,
        centre: &Centre,
        id: i64,
        roles: &[Role],
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Account, id), edit, now).await?;
            let had_one = administrators(centre).count(&tx).await? > 0;
            let led = memberships::roles(&tx, centre.id, id).await?.contains(&Role::Mediator);
            memberships::replace_roles(&tx, centre.id, id, roles).await?;
            if had_one && administrators(centre).count(&tx).await? == 0 {
                return Err(Error::LastAdministrator);
            }
            if !led && roles.contains(&Role::Mediator) {
                if !is_equipped(&tx, centre.id, id).await? {
                    equip_mediator(&tx, centre.id, id, &service_ids(&tx, centre.id).await?).await?;
                }
                retire_team(&tx, centre.id).await?;
            }
            if roles.is_empty() {
                let of = sign_in::Column::CentreId.eq(centre.id).and(sign_in::Column::StaffId.eq(id));
                sign_in::Entity::delete_many().filter(of).exec(&tx).await?;
                let subject = id.to_string();
                for door in [Door::Password, Door::Feed, Door::Browser, Door::SecondStep] {
                    links::revoke(&tx, centre.id, (door, &subject), now).await?;
                }
            }
            let line = Line::new(edit.by, Act::ChangedRoles, Subject::Account(id)).with(role_words(roles));
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Everybody who has an account at a centre, those who work there first, by name.
    pub async fn accounts(&self, centre: &Centre) -> Result<Vec<Account>> {
        // The row that stands for the team is nobody.
        let rows = memberships::known(centre.id)
            .filter(staff::Column::Email.not_like("%@localhost"))
            .order_by_asc(staff::Column::Name)
            .order_by_asc(staff::Column::Id)
            .all(&self.db)
            .await?;
        let roles = membership_role::Entity::find()
            .filter(membership_role::Column::CentreId.eq(centre.id))
            .all(&self.db)
            .await?;
        let seen: Vec<(i64, Option<i64>)> = sign_in::Entity::find()
            .filter(sign_in::Column::CentreId.eq(centre.id))
            .select_only()
            .column(sign_in::Column::StaffId)
            .column_as(Expr::col(sign_in::Column::SeenAt).max(), "seen_at")
            .group_by(sign_in::Column::StaffId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let account = |row: staff::Model| {
            let own = roles.iter().filter(|role| role.staff_id == row.id);
            let own = own.map(|role| role.role.0);
            let seen = seen.iter().find(|(id, _)| *id == row.id).and_then(|(_, at)| *at);
            Account {
                id: row.id,
                has_password: !row.password_hash.is_empty(),
                has_factor: row.totp_secret.is_some(),
                seen_at: seen.and_then(|at| Timestamp::from_second(at).ok()),
                roles: own.collect(),
                name: row.name,
                email: row.email,
            }
        };
        let mut accounts: Vec<Account> = rows.into_iter().map(account).collect();
        accounts.sort_by_key(|account| account.roles.is_empty());
        Ok(accounts)
    }
}

fn administrators(centre: &Centre) -> sea_orm::Select<staff::Entity> {
    let ids = memberships::ids_with(centre.id, Role::Administrator);
    memberships::working(centre.id).filter(staff::Column::Id.in_subquery(ids))
}
