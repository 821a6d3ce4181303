use domain::{language::Language, picture::Format};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::ShownArticle;

use super::{as_read, other_language_words, theme_words};
use crate::{
    here::here,
    i18n::{Locale, locale},
    says::says,
    ui::long_day,
};

/// An article in a list.
#[component]
pub fn Card(
    language: Language,
    article: ShownArticle,
    /// Whether no heading stands between it and the page's own.
    #[prop(optional)]
    high: bool,
) -> impl IntoView {
    let at = locale(language);
    let (of, words) = as_read(&article, language).map(|(of, words)| (of, words.clone())).unwrap_or_default();
    let elsewhere = (of != language).then(|| view! { <span class="news__mark">{other_language_words(at, of)}</span> });
    let href = format!("/{}/{}", language.code(), article.page);
    let link = view! { <a class="card__link" href=href>{words.title}</a> };
    let heading = if high {
        view! { <h2 class="card__title" lang=of.code() dir=of.dir()>{link}</h2> }.into_any()
    } else {
        view! { <h3 class="card__title" lang=of.code() dir=of.dir()>{link}</h3> }.into_any()
    };
    view! {
        <article class="card">
            {cover_of(&article, of)}
            <p class="news__facts">{facts(at, language, &article)} {elsewhere}</p>
            {heading}
            <p class="card__text" lang=of.code() dir=of.dir()>{words.lead}</p>
        </article>
    }
}

/// Its picture, as far as a card has room for one. The words beside it say what it is.
fn cover_of(article: &ShownArticle, language: Language) -> Option<impl IntoView + use<>> {
    let (picture, focus) = article.covers.get(&language)?.clone();
    let (width, height) =
        picture.sizes().into_iter().find(|(width, _)| *width >= 640).unwrap_or((picture.width, picture.height));
    let (sizes, class) = ("(min-width: 44rem) 26rem, 100vw", format!("card__cover card__cover--{}", focus.as_str()));
    Some(view! {
        <picture>
            <source type=Format::Webp.kind() srcset=picture.files(Format::Webp) sizes=sizes />
            <img class=class src=picture.file(width, Format::Jpeg) srcset=picture.files(Format::Jpeg) sizes=sizes
                width=width height=height alt="" loading="lazy" decoding="async" />
        </picture>
    })
}

/// What it is about, and since when it can be read.
pub fn facts(at: Locale, language: Language, article: &ShownArticle) -> String {
    let day = here().map(|here| here.centre.zone.to_datetime(article.dated).date());
    let day = day.map(|day| long_day(language, day)).unwrap_or_default();
    format!("{} · {day}", theme_words(at, article.theme))
}

/// What is new, where anything is.
#[component]
pub fn Latest(language: Language) -> impl IntoView {
    let at = locale(language);
    let latest = says().latest.clone();
    let cards = latest.into_iter().map(|article| view! { <Card language article /> }).collect::<Vec<_>>();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="band">
                <div class="band__inner">
                    <h2>{td_string!(at, site.articles.latest)}</h2>
                    <div class="cards cards--articles">{cards}</div>
                    <p class="news__turns">
                        <a class="button" href=format!("/{}/articles", language.code())>{td_string!(at, site.articles.all)}</a>
                    </p>
                </div>
            </section>
        }
    })
}
