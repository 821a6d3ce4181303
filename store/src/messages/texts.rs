//! A centre's own words for its messages. Where it has none, the usual ones are sent.

use std::collections::BTreeMap;

use domain::{language::Language, message::Template};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Condition};

use crate::{
    Act, Centre, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::message_text,
    thing::{Thing, ThingKind},
    words::Word,
};

impl Store {
    /// Every text of a centre's own.
    pub async fn message_texts(&self, centre: &Centre) -> Result<BTreeMap<(Template, Language), String>> {
        let of = message_text::Column::CentreId.eq(centre.id);
        let rows = message_text::Entity::find().filter(of).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| ((row.template.0, row.language.0), row.text)).collect())
    }

    /// A text of a centre's own, if it has one.
    pub(super) async fn own_text(
        &self,
        centre_id: i64,
        template: Template,
        language: Language,
    ) -> Result<Option<String>> {
        let key = (centre_id, Word(template), Word(language));
        Ok(message_text::Entity::find_by_id(key).one(&self.db).await?.map(|row| row.text))
    }

    /// Says anew what a message says in these languages, as [`domain::message_text::MessageText`] writes it; `None` brings the
    /// usual text back. What is sent from now on says so.
    ///
    /// # Errors
    /// [`crate::Error::Stale`] for whoever saw an older edition.
    pub async fn save_message_texts(
        &self,
        centre: &Centre,
        template: Template,
        texts: &BTreeMap<Language, Option<String>>,
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Message, template.as_str()), edit, now).await?;
            for (language, text) in texts {
                let of = Condition::all()
                    .add(message_text::Column::CentreId.eq(centre.id))
                    .add(message_text::Column::Template.eq(Word(template)))
                    .add(message_text::Column::Language.eq(Word(*language)));
                message_text::Entity::delete_many().filter(of).exec(&tx).await?;
                let Some(text) = text else { continue };
                let row = message_text::ActiveModel {
                    centre_id: Set(centre.id),
                    template: Set(Word(template)),
                    language: Set(Word(*language)),
                    text: Set(text.clone()),
                };
                row.insert(&tx).await?;
            }
            let own = texts.iter().filter(|(_, text)| text.is_some()).map(|(language, _)| language.code());
            let detail = format!("message={} own={}", template.as_str(), own.collect::<Vec<_>>().join(","));
            let line = Line::new(edit.by, Act::SavedSettings, Subject::Centre).with(detail).quietly(true);
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}
