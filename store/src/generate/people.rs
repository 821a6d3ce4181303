//! The people, rooms and services of an invented centre.

use domain::{
    access::Role,
    language::Language,
    offer::Family,
    preference::{Gender, Spoken},
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::shape::AHEAD;
use crate::{
    Centre, DEMO_ACCOUNTS, Error, Result, Store,
    entities::{centre, room, service, service_text, staff},
    generate::{day::JOINT_MINUTES, demo::demo_account},
    network::{
        centres::{
            insert_centre,
            mediators::{equip_mediator, retire_team, service_ids},
        },
        memberships,
    },
    words::Word,
};

/// Mediators who do not exist: name, woman or not.
const NAMES: [(&str, bool); 12] = [
    ("سميرة", true),
    ("يوسف", false),
    ("نادية", true),
    ("عبد الرحيم", false),
    ("Houda", true),
    ("Mehdi", false),
    ("فاطمة الزهراء", true),
    ("إدريس", false),
    ("Ghizlane", true),
    ("Anas", false),
    ("مليكة", true),
    ("الحسين", false),
];

/// What they speak besides Arabic, in turn.
const LANGUAGES: [&[Spoken]; 5] = [
    &[Spoken::Arabic],
    &[Spoken::Arabic, Spoken::French],
    &[Spoken::Arabic, Spoken::Tamazight],
    &[Spoken::Arabic, Spoken::French, Spoken::English],
    &[Spoken::Arabic, Spoken::French, Spoken::Tamazight],
];

const ROOMS: [(&str, i32); 2] = [("القاعة 1", 4), ("القاعة 2", 8)];

/// A service that takes two mediators and a room, in each language.
const JOINT: [(Language, &str, &str); 3] = [
    (Language::Ar, "جلسة وساطة مشتركة", "يلتقي الطرفان في المركز بحضور وسيطين."),
    (Language::Fr, "Séance de médiation commune", "Les deux personnes se rencontrent au centre, avec deux médiateurs."),
    (Language::En, "Joint mediation session", "Both people meet at the centre, with two mediators."),
];

pub(super) struct Member {
    pub id: i64,
    pub woman: bool,
}

/// Who and what appointments are made of.
pub(super) struct Team {
    pub centre: Centre,
    pub staff: Vec<Member>,
    pub rooms: Vec<i64>,
    /// For one mediator.
    pub services: Vec<service::Model>,
    pub joint: service::Model,
}

impl Store {
    /// The centre with number `n`: the first is the usual one, with accounts to try the desk.
    pub(super) async fn people_of_centre(&self, n: u32, mediators: u32, now: Timestamp) -> Result<Team> {
        let at = now.as_second();
        if n == 0 {
            let first = self.load_first_centre(at).await?;
            for account in DEMO_ACCOUNTS {
                self.add_staff(&first, &demo_account(account)?, at).await?;
            }
        }
        let turn = self.turn().await?;
        let tx = self.begin(&turn).await?;
        let id = if n == 0 {
            self.centre().await?.id
        } else {
            insert_centre(&tx, &format!("demo-{}", n + 1), Some(&format!("demo-{}.localhost", n + 1))).await?.0
        };
        mark(&tx, id).await?;
        let joint = insert_joint_service(&tx, id).await?;
        let services = service_ids(&tx, id).await?;
        let mut staff = Vec::new();
        for place in 0..mediators {
            staff.push(insert_member(&tx, id, (n, place), &services, at).await?);
        }
        retire_team(&tx, id).await?;
        let mut rooms = Vec::new();
        for (name, capacity) in ROOMS {
            let row = room::ActiveModel {
                centre_id: Set(id),
                name: Set(name.to_owned()),
                capacity: Set(capacity),
                active: Set(true),
                ..Default::default()
            };
            rooms.push(row.insert(&tx).await?.id);
        }
        let services = services_for_one(&tx, id).await?;
        tx.commit().await?;
        let centre = self.centres().await?.into_iter().find(|centre| centre.id == id).ok_or(Error::NotFound)?;
        Ok(Team { centre, staff, rooms, services, joint })
    }
}

/// Says on every page that nothing here is real, and opens the calendar as far as it is filled.
async fn mark(tx: &DatabaseTransaction, centre_id: i64) -> Result<()> {
    centre::Entity::update_many()
        .col_expr(centre::Column::Demo, Expr::value(true))
        .filter(centre::Column::Id.eq(centre_id))
        .exec(tx)
        .await?;
    service::Entity::update_many()
        .col_expr(service::Column::HorizonDays, Expr::value(AHEAD as i32))
        .filter(service::Column::CentreId.eq(centre_id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn insert_joint_service(tx: &DatabaseTransaction, centre_id: i64) -> Result<service::Model> {
    let row = service::ActiveModel {
        centre_id: Set(centre_id),
        slug: Set("joint-session".to_owned()),
        family: Set(Word(Family::Mediation)),
        minutes: Set(JOINT_MINUTES),
        buffer_minutes: Set(10),
        step_minutes: Set(30),
        notice_minutes: Set(180),
        horizon_days: Set(AHEAD as i32),
        change_limit_minutes: Set(240),
        in_person: Set(true),
        telephone: Set(false),
        video: Set(false),
        position: Set(3),
        active: Set(true),
        before_minutes: Set(0),
        stagger_minutes: Set(0),
        seats: Set(1),
        mediators: Set(2),
        needs_room: Set(true),
        needs_approval: Set(false),
        hold_minutes: Set(120),
        parties: Set(2),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let words = JOINT.iter().map(|(language, name, summary)| service_text::ActiveModel {
        service_id: Set(row.id),
        language: Set(Word(*language)),
        name: Set((*name).to_owned()),
        summary: Set((*summary).to_owned()),
    });
    service_text::Entity::insert_many(words).exec(tx).await?;
    Ok(row)
}

async fn insert_member(
    tx: &DatabaseTransaction,
    centre_id: i64,
    (n, place): (u32, u32),
    services: &[i64],
    now: i64,
) -> Result<Member> {
    let (name, woman) = NAMES[place as usize % NAMES.len()];
    let round = place as usize / NAMES.len();
    let name =
        if round == 0 { format!("{name} (تجريبي)") } else { format!("{name} {} (تجريبي)", round + 1) };
    let gender = if woman { Gender::Woman } else { Gender::Man };
    let row = staff::ActiveModel {
        email: Set(format!("mediator-{}-{}.demo@example.com", n + 1, place + 1)),
        name: Set(name),
        password_hash: Set(String::new()),
        language: Set(Word(Language::Ar)),
        active: Set(true),
        created_at: Set(now),
        gender: Set(Some(Word(gender))),
        languages: Set(Word(LANGUAGES[(n + place) as usize % LANGUAGES.len()].to_vec())),
        ..Default::default()
    };
    let id = row.insert(tx).await?.id;
    memberships::add(tx, centre_id, id, &[Role::Mediator], now).await?;
    equip_mediator(tx, centre_id, id, services).await?;
    Ok(Member { id, woman })
}

async fn services_for_one(tx: &DatabaseTransaction, centre_id: i64) -> Result<Vec<service::Model>> {
    Ok(service::Entity::find()
        .filter(service::Column::CentreId.eq(centre_id))
        .filter(service::Column::Mediators.eq(1))
        .filter(service::Column::Seats.eq(1))
        .order_by_asc(service::Column::Position)
        .all(tx)
        .await?)
}
