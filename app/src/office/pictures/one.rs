use std::collections::BTreeMap;

use domain::{
    access::Verb,
    language::Language,
    picture::{Focus, Format},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{KeptPicture, Thing, ThingKind};

use super::picture_words_field;
use crate::{
    api::Failure,
    i18n::Locale,
    office::{Entry, Opened, Reader, Returned, Seen, Versions, Wrongs, guarded, language_words, moment, open},
    written::desk_address,
};

/// What a picture shows, which part of it must be seen, and whether it stays.
#[component]
pub fn PictureOfPage() -> impl IntoView {
    let returned = Returned::of_request();
    let name = use_params_map().with_untracked(|map| map.get("name").unwrap_or_default());
    let saved = use_query_map().with_untracked(|query| query.get("saved"));
    guarded(
        |at| td_string!(at, admin.pictures.one),
        Verb::WritePages,
        move |reader| async move { picture(reader, &name, returned, saved).await },
    )
}

async fn picture(reader: Reader, name: &str, returned: Returned, saved: Option<String>) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Picture, name)).await?;
    let (at, here) = (reader.at, reader.here.clone());
    let KeptPicture { picture, focus, words, added } = here.store.picture(&here.centre, name).await?;
    let used = here.store.pages_with_picture(&here.centre, &picture, (here.now)()).await?;
    let address = format!("/staff/pictures/{name}");
    let told = saved.filter(|_| returned.values.is_empty()).map(|what| match what.as_str() {
        "added" => td_string!(at, admin.pictures.added),
        _ => td_string!(at, admin.pictures.saved),
    });
    let seen = edition.number;
    // Of the two forms, the one that came back.
    let wrongs = returned.clone();
    let returned = if returned.values.contains_key("remove") { Returned::default() } else { returned };
    let entries = Language::ALL.map(|language| {
        let value = words.get(&language).cloned().unwrap_or_default();
        view! {
            <Entry at returned=returned.clone() name=picture_words_field(language) kind="text" label=language_words(at, language) value />
        }
    });
    let marks = Language::ALL.into_iter().filter_map(|language| Some((language, picture.mark(words.get(&language)?))));
    let marks = marks.map(|(language, mark)| {
        view! { <li>{language_words(at, language)} ": " <code class="mark" dir="ltr">{mark}</code></li> }
    });
    let marks = marks.collect_view();
    let uses = used.iter().map(|(page, language, title)| {
        let (href, title) = (desk_address(page, *language), title.clone());
        view! { <li><a href=href><bdi lang=language.code()>{title}</bdi></a> " · " {language_words(at, *language)}</li> }
    });
    let uses = uses.collect_view();
    let file = picture.file(picture.width, Format::Jpeg);
    let chosen = Focus::from_str_opt(&returned.value("focus", focus.as_str())).unwrap_or(focus);
    Ok(view! {
        <p class="office__back"><a href="/staff/pictures">{td_string!(at, admin.pictures.all)}</a></p>
        {told.map(|words| view! { <p class="chosen" role="status">{words}</p> })}
        {others}
        <Wrongs at returned=wrongs />
        <form class="form" method="post" action=address.clone() novalidate autocomplete="off">
            <Seen reader=reader.clone() returned=returned.clone() edition page=address.clone() />
            <FocusChoice at file chosen size=(picture.width, picture.height)
                stands=returned.stands("focus", focus.as_str()).map(|_| focus) />
            <h2>{td_string!(at, admin.pictures.words)}</h2>
            <p>{td_string!(at, admin.pictures.words_text)}</p>
            {entries.collect_view()}
            <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
        </form>
        <section class="office__part">
            <h2>{td_string!(at, admin.pictures.in_text)}</h2>
            {if words.is_empty() {
                view! { <p>{td_string!(at, admin.pictures.unsaid_text)}</p> }.into_any()
            } else {
                view! { <p>{td_string!(at, admin.pictures.in_text_how)}</p> <ul>{marks}</ul> }.into_any()
            }}
            <p class="office__none">{td_string!(at, admin.pictures.since, when = moment(&reader, added)).to_string()}</p>
        </section>
        <section class="office__part">
            <h2>{td_string!(at, admin.pictures.removal)}</h2>
            {if used.is_empty() {
                view! {
                    <p>{td_string!(at, admin.pictures.removal_text)}</p>
                    <form method="post" action=address>
                        <input type="hidden" name="seen" value=seen />
                        <button class="button button--danger" type="submit" name="remove" value="yes">{td_string!(at, admin.pictures.remove)}</button>
                    </form>
                }.into_any()
            } else {
                view! { <p>{td_string!(at, admin.pictures.used)}</p> <ul>{uses}</ul> }.into_any()
            }}
        </section>
    }
    .into_any())
}

/// The picture under nine fields, one of which is chosen. A picture has no other side in another writing.
#[component]
fn FocusChoice(
    at: Locale,
    file: String,
    chosen: Focus,
    size: (u32, u32),
    /// What stands, where somebody else was faster.
    stands: Option<Focus>,
) -> impl IntoView {
    let words = BTreeMap::from([
        ("top_left", td_string!(at, admin.pictures.focus.top_left)),
        ("top", td_string!(at, admin.pictures.focus.top)),
        ("top_right", td_string!(at, admin.pictures.focus.top_right)),
        ("left", td_string!(at, admin.pictures.focus.left)),
        ("middle", td_string!(at, admin.pictures.focus.middle)),
        ("right", td_string!(at, admin.pictures.focus.right)),
        ("bottom_left", td_string!(at, admin.pictures.focus.bottom_left)),
        ("bottom", td_string!(at, admin.pictures.focus.bottom)),
        ("bottom_right", td_string!(at, admin.pictures.focus.bottom_right)),
    ]);
    let stands = stands.map(|focus| words.get(focus.as_str()).copied().unwrap_or_default().to_owned());
    let parts = Focus::ALL.map(|focus| {
        let (value, checked) = (focus.as_str(), focus == chosen);
        let words = words.get(focus.as_str()).copied().unwrap_or_default();
        view! {
            <label class="focus__part">
                <input type="radio" name="focus" value=value checked=checked />
                <span class="visually-hidden">{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="focus">
            <legend class="field__label">{td_string!(at, admin.pictures.focus.title)}</legend>
            <p class="field__hint">{td_string!(at, admin.pictures.focus.text)}</p>
            <Versions at stands>
                <div class="focus__frame" dir="ltr">
                    <img class="focus__picture" src=file width=size.0 height=size.1 alt="" />
                    <div class="focus__parts">{parts.collect_view()}</div>
                </div>
            </Versions>
        </fieldset>
    }
}
