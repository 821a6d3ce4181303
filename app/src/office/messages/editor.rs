//! The texts of one message, one in each language, each with what comes of it.

use domain::{access::Verb, language::Language, message::Template, message_text::LONGEST_TEXT};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{Thing, ThingKind};

use super::{
    preview::{Preview, example, fills, sent},
    telling::Telling,
    template_words,
};
use crate::{
    api::Failure,
    i18n::{Locale, locale},
    messages::{place_name, read_text, usual_words},
    office::{LongEntry, Opened, Reader, Returned, Seen, Wrongs, guarded, language_words, open},
};

/// The field of each language's text.
pub const MESSAGE_TEXTS: [(Language, &str); 3] =
    [(Language::Ar, "text_ar"), (Language::Fr, "text_fr"), (Language::En, "text_en")];

/// The texts of a message.
#[component]
pub fn MessagePage() -> impl IntoView {
    let returned = Returned::of_request();
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    let template = use_params_map().with_untracked(|map| map.get("template").unwrap_or_default());
    guarded(
        |at| td_string!(at, admin.messages.one),
        Verb::ManageCentre,
        move |reader| {
            let (returned, template) = (returned.clone(), Template::from_str_opt(&template));
            async move { texts(reader, template.ok_or(Failure::NotFound)?, returned, saved).await }
        },
    )
}

async fn texts(reader: Reader, template: Template, returned: Returned, saved: bool) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Message, template.as_str())).await?;
    let (at, here) = (reader.at, reader.here.clone());
    let page = format!("/staff/centre/messages/{}", template.as_str());
    let own = here.store.message_texts(&here.centre).await?;
    let telling = Telling::of(&here).await?;
    let parts = MESSAGE_TEXTS.map(|(language, name)| {
        let own = own.get(&(template, language)).and_then(|text| read_text(text, template).ok());
        let usual = usual_words(locale(language), template);
        let is_own = own.is_some();
        let text = own.map_or(usual, |text| text.written(|place| place_name(locale(language), place).to_owned()));
        let named = telling.said_in(&returned.value(name, &text)).join(" · ");
        let said = Text { template, language, name, text, is_own, named };
        one(&reader, &returned, said)
    });
    Ok(view! {
        <p class="office__back"><a href="/staff/centre/messages">{td_string!(at, admin.messages.all)}</a></p>
        <h2>{template_words(at, template)}</h2>
        {(saved && returned.values.is_empty()).then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.saved)}</p> })}
        <p>{td_string!(at, admin.messages.neutral)}</p>
        {others}
        <Wrongs at returned=returned.clone() />
        <form method="post" action=page novalidate autocomplete="off">
            <Seen reader=reader.clone() returned edition page=page.clone() />
            {parts}
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
                <button class="button" type="submit" name="preview" value="yes">{td_string!(at, admin.messages.look)}</button>
            </div>
        </form>
    }
    .into_any())
}

/// A text as its field shows it.
struct Text {
    template: Template,
    language: Language,
    name: &'static str,
    text: String,
    /// Whether the centre wrote it.
    is_own: bool,
    /// Words in it that tell where somebody goes.
    named: String,
}

fn one(reader: &Reader, returned: &Returned, said: Text) -> AnyView {
    let Text { template, language, name, text, is_own, named } = said;
    let (at, site) = (reader.at, reader.here.site.as_str());
    let today = reader.here.centre.zone.to_datetime((reader.here.now)()).date();
    let what = example(language, template, today);
    let typed = returned.value(name, &text);
    // A text with a mistake is shown as nothing: the mistake stands at its field.
    let readable = read_text(&typed, template).is_ok();
    let message = if readable { sent(site, language, &what, &typed).unwrap_or_default() } else { String::new() };
    let usual = usual_words(locale(language), template);
    let warning = (!named.is_empty()).then(|| {
        view! { <p class="notice" role="note">{td_string!(at, admin.messages.named, words = named).to_string()}</p> }
    });
    let restore = is_own.then(|| {
        view! {
            <button class="button" type="submit" name="restore" value=language.code()>{td_string!(at, admin.messages.restore)}</button>
        }
    });
    view! {
        <section class="office__part">
            <LongEntry at returned=returned.clone() name label=language_words(at, language) language value=text
                hint=places_words(at, language, template) most=LONGEST_TEXT fills=fills(site, language, &what) />
            {warning}
            <Preview at language name message />
            <details class="usual">
                <summary>{td_string!(at, admin.messages.usual)}</summary>
                <p lang=language.code() dir=language.dir()>{usual}</p>
            </details>
            {restore}
        </section>
    }
    .into_any()
}

/// Which places the text must have, and which it may.
fn places_words(at: Locale, language: Language, template: Template) -> String {
    let name = |place| format!("{{{}}}", place_name(locale(language), place));
    let listed = |places: Vec<String>| places.join(" ");
    let needs = listed(template.needs().iter().map(|place| name(*place)).collect());
    let more = template.knows().iter().filter(|place| !template.needs().contains(place));
    let more = listed(more.map(|place| name(*place)).collect());
    let mut words = if needs.is_empty() {
        td_string!(at, admin.messages.no_places).to_owned()
    } else {
        td_string!(at, admin.messages.needs, places = needs).to_string()
    };
    if !more.is_empty() {
        words = format!("{words} {}", td_string!(at, admin.messages.may, places = more));
    }
    if template.brings_link() {
        words = format!("{words} {}", td_string!(at, admin.messages.link));
    }
    words
}
