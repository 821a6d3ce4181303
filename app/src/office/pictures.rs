//! The centre's pictures at the desk: all of them, a new one, and what is said of each.

mod choice;
mod one;

use domain::{
    access::Verb,
    digits::to_latin_digits,
    language::Language,
    picture::{Format, Picture},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::KeptPicture;

pub(crate) use choice::{PictureChoice, offered_pictures};
pub(crate) use one::PictureOfPage;

use super::{AdminTabs, Reader, guarded, moment};
use crate::{api::Failure, i18n::Locale, ui::Icon};

/// Pictures on one page of the list.
const LISTED: u64 = 24;
const LAST_PAGE: u64 = 10_000;

/// How the form of a picture names what it shows in a language.
pub fn picture_words_field(language: Language) -> &'static str {
    match language {
        Language::Ar => "words_ar",
        Language::Fr => "words_fr",
        Language::En => "words_en",
    }
}

/// Every picture, what was added last first, and a form for one more.
#[component]
pub fn PicturesPage() -> impl IntoView {
    let (page, wrong, saved) =
        use_query_map().with_untracked(|query| (query.get("page"), query.get("wrong"), query.get("saved")));
    let page = page.and_then(|page| to_latin_digits(&page).parse().ok()).unwrap_or(1).clamp(1, LAST_PAGE);
    guarded(
        |at| td_string!(at, admin.pictures.title),
        Verb::WritePages,
        move |reader| async move { pictures(reader, page, (wrong, saved)).await },
    )
}

async fn pictures(
    reader: Reader,
    page: u64,
    (wrong, saved): (Option<String>, Option<String>),
) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, reader.here.clone());
    let (all, count) = here.store.pictures(&here.centre, (page - 1) * LISTED, LISTED).await?;
    let tiles = all.into_iter().map(|kept| view! { <Tile reader=reader.clone() kept /> }).collect_view();
    let newer = (page > 1).then(|| turn(page - 1, td_string!(at, site.articles.newer)));
    let older = (page * LISTED < count).then(|| turn(page + 1, td_string!(at, site.articles.older)));
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/pictures" />
        <p>{td_string!(at, admin.pictures.lead)}</p>
        {saved.map(|_| view! { <p class="chosen" role="status">{td_string!(at, admin.pictures.removed)}</p> })}
        <New at wrong=wrong.map(|wrong| refusal(at, &wrong)) />
        {(count == 0).then(|| view! { <p class="office__none">{td_string!(at, admin.pictures.none)}</p> })}
        <ul class="tiles">{tiles}</ul>
        <p class="form__actions">{newer} {older}</p>
    }
    .into_any())
}

fn turn(page: u64, words: &'static str) -> impl IntoView {
    view! { <a class="button" href=format!("/staff/pictures?page={page}")>{words}</a> }
}

/// Why a file became no picture.
fn refusal(at: Locale, why: &str) -> &'static str {
    match why {
        "large" => td_string!(at, admin.pictures.wrong_large),
        "busy" => td_string!(at, admin.pictures.wrong_busy),
        "broken" => td_string!(at, admin.pictures.wrong_broken),
        _ => td_string!(at, admin.pictures.wrong_kind),
    }
}

#[component]
fn New(at: Locale, wrong: Option<&'static str>) -> impl IntoView {
    let described = if wrong.is_some() { "picture-hint picture-error" } else { "picture-hint" };
    view! {
        // The browser sends it: it shows how much has gone.
        <form class="form" method="post" action="/staff/pictures" enctype="multipart/form-data" data-file="">
            <div class="field" class:field--error=wrong.is_some()>
                <label class="field__label" for="picture">{td_string!(at, admin.pictures.file)}</label>
                <p class="field__hint" id="picture-hint">{td_string!(at, admin.pictures.file_hint)}</p>
                {wrong.map(|words| view! {
                    <p class="field__error" id="picture-error" role="alert"><Icon name="alert" />{words}</p>
                })}
                <input class="field__input" id="picture" name="picture" type="file" accept="image/jpeg,image/png,image/webp"
                    required aria-describedby=described aria-invalid=wrong.map(|_| "true") />
            </div>
            <button class="button button--primary" type="submit">{td_string!(at, admin.pictures.add)}</button>
        </form>
    }
}

#[component]
fn Tile(reader: Reader, kept: KeptPicture) -> impl IntoView {
    let (language, words) = known_words(&reader, &kept);
    let href = format!("/staff/pictures/{}", kept.picture.name());
    let words = words.unwrap_or_else(|| unsaid(&reader, kept.added));
    view! {
        <li class="tile">
            <a class="tile__link" href=href>
                <Small picture=kept.picture />
                <span class="tile__words" lang=language.map(Language::code)><bdi>{words}</bdi></span>
            </a>
        </li>
    }
}

/// What is said of a picture that nobody has described: since when it waits tells it from the others.
fn unsaid(reader: &Reader, added: jiff::Timestamp) -> String {
    format!("{} · {}", td_string!(reader.at, admin.pictures.unsaid), moment(reader, added))
}

/// A picture beside words that say what it shows.
#[component]
fn Small(picture: Picture) -> impl IntoView {
    let (width, height) = picture.sizes()[0];
    let file = picture.file(width, Format::Jpeg);
    view! { <img class="tile__picture" src=file width=width height=height alt="" loading="lazy" decoding="async" /> }
}

/// What a picture shows, in the language that whoever reads it knows best.
fn known_words(reader: &Reader, kept: &KeptPicture) -> (Option<Language>, Option<String>) {
    let known = reader.language.then_others();
    let found = known.into_iter().find_map(|of| Some((of, kept.words.get(&of)?.clone())));
    found.map_or((None, None), |(language, words)| (Some(language), Some(words)))
}
