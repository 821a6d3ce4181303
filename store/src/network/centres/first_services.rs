//! The services that a centre begins with.

use domain::{language::Language, offer::Family};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait};

use crate::{
    Result,
    entities::{service, service_text},
    words::Word,
};

/// A service as the centre starts with it; the administrator changes it later.
struct FirstService {
    slug: &'static str,
    family: Family,
    minutes: i32,
    video: bool,
    words: [(Language, &'static str, &'static str); 3],
}

const FIRST_SERVICES: [FirstService; 3] = [
    FirstService {
        slug: "information-meeting",
        family: Family::Mediation,
        minutes: 40,
        video: true,
        words: [
            (Language::Ar, "لقاء إخباري حول الوساطة", "نشرح لكم الوساطة ونجيب عن أسئلتكم، كل طرف على حدة."),
            (
                Language::Fr,
                "Entretien d’information sur la médiation",
                "Nous expliquons la médiation et répondons à vos questions, chacun séparément.",
            ),
            (
                Language::En,
                "Information meeting on mediation",
                "We explain mediation and answer your questions, each person separately.",
            ),
        ],
    },
    FirstService {
        slug: "psychological-support",
        family: Family::Support,
        minutes: 50,
        video: true,
        words: [
            (Language::Ar, "مواكبة نفسية", "لقاء فردي مع مختص يستمع إليكم ويرافقكم في وقت صعب."),
            (
                Language::Fr,
                "Soutien psychologique",
                "Un entretien individuel avec un professionnel qui vous écoute et vous accompagne.",
            ),
            (
                Language::En,
                "Psychological support",
                "A meeting on your own with a specialist who listens and stands by you.",
            ),
        ],
    },
    FirstService {
        slug: "social-guidance",
        family: Family::Support,
        minutes: 45,
        video: false,
        words: [
            (Language::Ar, "توجيه اجتماعي", "نبحث معكم عن الجهة التي يمكنها أن تساعدكم: قانون، صحة، تعليم."),
            (
                Language::Fr,
                "Orientation sociale",
                "Nous cherchons avec vous qui peut vous aider : droit, santé, école.",
            ),
            (Language::En, "Social guidance", "We look with you for whoever can help: law, health, school."),
        ],
    },
];

pub(super) async fn insert_services(tx: &DatabaseTransaction, centre_id: i64) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (position, first) in (0..).zip(&FIRST_SERVICES) {
        let row = service::ActiveModel {
            centre_id: Set(centre_id),
            slug: Set(first.slug.to_owned()),
            family: Set(Word(first.family)),
            minutes: Set(first.minutes),
            buffer_minutes: Set(10),
            step_minutes: Set(30),
            notice_minutes: Set(180),
            horizon_days: Set(60),
            change_limit_minutes: Set(240),
            in_person: Set(true),
            telephone: Set(true),
            video: Set(first.video),
            position: Set(position),
            active: Set(true),
            before_minutes: Set(0),
            stagger_minutes: Set(0),
            seats: Set(1),
            mediators: Set(1),
            needs_room: Set(false),
            needs_approval: Set(false),
            hold_minutes: Set(120),
            parties: Set(1),
            ..Default::default()
        };
        let id = row.insert(tx).await?.id;
        let words = first.words.iter().map(|(language, name, summary)| service_text::ActiveModel {
            service_id: Set(id),
            language: Set(Word(*language)),
            name: Set((*name).to_owned()),
            summary: Set((*summary).to_owned()),
        });
        service_text::Entity::insert_many(words).exec(tx).await?;
        ids.push(id);
    }
    Ok(ids)
}
