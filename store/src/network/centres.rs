//! The centre itself: found, or loaded for the first time with its services and hours.

pub(crate) mod first_services;
pub(crate) mod mediators;

use domain::official_page::OfficialPage;
use first_services::insert_services;
use jiff::Timestamp;
use mediators::{insert_mediator, team};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, sea_query::Expr,
};

use crate::{
    Act, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::Centre,
    editing::editions::{self, Edit},
    entities::{centre, event_counter},
    error::breaks_unique_rule,
    thing::{Thing, ThingKind},
};

/// What an administrator sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreSettings {
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub most_ahead: u32,
    pub bookings_a_day: u32,
    pub messages_a_day: u32,
    /// Calling codes.
    pub message_countries: Vec<String>,
    pub official_pages: Vec<OfficialPage>,
    pub offline_day: bool,
    pub free_of_charge: bool,
    pub second_reader: bool,
}

impl CentreSettings {
    /// As they are.
    pub fn of(centre: &Centre) -> Self {
        let Centre { phone, email, message_countries, official_pages, .. } = centre.clone();
        let Centre { most_ahead, bookings_a_day, messages_a_day, offline_day, free_of_charge, second_reader, .. } =
            *centre;
        Self {
            phone,
            email,
            most_ahead,
            bookings_a_day,
            messages_a_day,
            message_countries,
            official_pages,
            offline_day,
            free_of_charge,
            second_reader,
        }
    }
}

impl Store {
    /// The first centre.
    ///
    /// # Errors
    /// [`Error::NotFound`] before [`Store::load_first_centre`] ran.
    pub async fn centre(&self) -> Result<Centre> {
        let row = centre::Entity::find().order_by_asc(centre::Column::Id).one(&self.db).await?;
        self.with_clock(row.ok_or(Error::NotFound)?)
    }

    /// Every centre, the first one first.
    pub async fn centres(&self) -> Result<Vec<Centre>> {
        let rows = centre::Entity::find().order_by_asc(centre::Column::Id).all(&self.db).await?;
        rows.into_iter().map(|row| self.with_clock(row)).collect()
    }

    /// Writes the centre of Fez, its services and hours, unless a centre is there already.
    /// Until mediators are entered, one row stands for the team, so that families can book from the first day.
    pub async fn load_first_centre(&self, now: i64) -> Result<Centre> {
        if centre::Entity::find().one(&self.db).await?.is_none() {
            let turn = self.turn().await?;
            let tx = self.begin(&turn).await?;
            let (id, services) = insert_centre(&tx, "fes", None).await?;
            insert_mediator(&tx, id, (&team(id), "فريق المركز"), &services, now).await?;
            tx.commit().await?;
        }
        self.centre().await
    }

    /// Adds a centre with the usual services and hours, for the browsers that ask for `host`.
    ///
    /// # Errors
    /// [`Error::CentreTaken`] when a centre has this short name, or this host.
    pub async fn add_centre(&self, slug: &str, host: &str, now: Timestamp) -> Result<Centre> {
        let turn = self.turn().await?;
        let tx = self.begin(&turn).await?;
        let added = insert_centre(&tx, slug, Some(host)).await;
        let taken = |error| match error {
            Error::Database(error) if breaks_unique_rule(&error) => Error::CentreTaken,
            error => error,
        };
        let (id, services) = added.map_err(taken)?;
        insert_mediator(&tx, id, (&team(id), "فريق المركز"), &services, now.as_second()).await?;
        tx.commit().await?;
        self.centres().await?.into_iter().find(|centre| centre.id == id).ok_or(Error::NotFound)
    }

    /// Gives a centre another host.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::CentreTaken`] when another centre has this host.
    pub async fn set_host(&self, slug: &str, host: &str) -> Result<()> {
        let changed = centre::Entity::update_many()
            .col_expr(centre::Column::Host, Expr::value(host.to_lowercase()))
            .filter(centre::Column::Slug.eq(slug))
            .exec(&self.db)
            .await;
        let changed =
            changed.map_err(|error| if breaks_unique_rule(&error) { Error::CentreTaken } else { error.into() })?;
        if changed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// A centre as it is now.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn centre_by_id(&self, id: i64) -> Result<Centre> {
        self.with_clock(centre::Entity::find_by_id(id).one(&self.db).await?.ok_or(Error::NotFound)?)
    }

    /// Says anew what the centre says of itself and how much strangers may take of it.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_settings(
        &self,
        centre: &Centre,
        new: &CentreSettings,
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            say_anew(&tx, centre, new, edit, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    fn with_clock(&self, row: centre::Model) -> Result<Centre> {
        let zone = self.zones.get(&row.zone)?;
        let (most_ahead, bookings_a_day) = (row.most_ahead.unsigned_abs(), row.bookings_a_day.unsigned_abs());
        let messages_a_day = row.messages_a_day.unsigned_abs();
        let message_countries = row.message_countries.split_whitespace().map(str::to_owned).collect();
        let official_pages = official_pages_of(&row);
        let centre::Model {
            id,
            slug,
            host,
            zone: zone_name,
            phone,
            email,
            demo,
            offline_day,
            free_of_charge,
            second_reader,
            ..
        } = row;
        Ok(Centre {
            id,
            slug,
            host,
            zone,
            zone_name,
            phone,
            email,
            demo,
            most_ahead,
            bookings_a_day,
            messages_a_day,
            message_countries,
            official_pages,
            offline_day,
            free_of_charge,
            second_reader,
        })
    }
}

/// The pages elsewhere that a centre's row names.
pub(super) fn official_pages_of(row: &centre::Model) -> Vec<OfficialPage> {
    row.official_pages.split_whitespace().filter_map(|address| OfficialPage::parse(address).ok()).collect()
}

/// A Moroccan centre with its first services; answers with their ids.
pub(crate) async fn insert_centre(tx: &DatabaseTransaction, slug: &str, host: Option<&str>) -> Result<(i64, Vec<i64>)> {
    let row = centre::ActiveModel {
        slug: Set(slug.to_owned()),
        host: Set(host.map(str::to_lowercase)),
        zone: Set("Africa/Casablanca".to_owned()),
        phone: Set(None),
        email: Set(None),
        demo: Set(false),
        ..Default::default()
    };
    let id = row.insert(tx).await?.id;
    let counter = event_counter::Model { centre_id: id, last: 0, audits: 0, changes: 0, rules: 0 };
    event_counter::Entity::insert(counter.into_active_model()).exec_without_returning(tx).await?;
    Ok((id, insert_services(tx, id).await?))
}

/// The same in a transaction.
pub(crate) async fn say_anew(
    tx: &DatabaseTransaction,
    centre: &Centre,
    new: &CentreSettings,
    edit: Edit,
    now: i64,
) -> Result<()> {
    editions::turn(tx, centre, &Thing::new(ThingKind::Centre, ""), edit, now).await?;
    let row = centre::Entity::find_by_id(centre.id).one(tx).await?.ok_or(Error::NotFound)?;
    let mut row = centre::ActiveModel::from(row);
    (row.phone, row.email) = (Set(new.phone.clone()), Set(new.email.clone()));
    (row.most_ahead, row.bookings_a_day) = (Set(new.most_ahead as i32), Set(new.bookings_a_day as i32));
    row.messages_a_day = Set(new.messages_a_day as i32);
    row.message_countries = Set(new.message_countries.join(" "));
    let addresses: Vec<&str> = new.official_pages.iter().map(OfficialPage::address).collect();
    row.official_pages = Set(addresses.join(" "));
    row.offline_day = Set(new.offline_day);
    row.free_of_charge = Set(new.free_of_charge);
    row.second_reader = Set(new.second_reader);
    row.update(tx).await?;
    let detail = format!(
        "ahead={} bookings_a_day={} messages_a_day={} countries={} official_pages={} offline_day={} free={} second_reader={}",
        new.most_ahead,
        new.bookings_a_day,
        new.messages_a_day,
        new.message_countries.join(","),
        addresses.join(","),
        new.offline_day,
        new.free_of_charge,
        new.second_reader
    );
    let line = Line::new(edit.by, Act::SavedSettings, Subject::Centre).with(detail);
    audit::append(tx, centre.id, &line, now).await
}
