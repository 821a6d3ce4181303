use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{articles::Latest, page_head::PageHead, scene::Scene};
use crate::{
    here::here,
    i18n::{locale, use_language},
    ui::Icon,
};

/// The first page: who we are, what we offer, how it goes, and what to do in danger.
#[component]
pub fn Home() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let code = language.code();
    let free = here().is_ok_and(|here| here.centre.free_of_charge);
    let services = [
        ("mediation", "people", td_string!(at, site.nav.mediation), td_string!(at, site.mediation_text)),
        ("support", "heart", td_string!(at, site.nav.support), td_string!(at, site.support_text)),
        ("training", "book", td_string!(at, site.nav.training), td_string!(at, site.training_text)),
    ];
    let steps = [
        ("book", td_string!(at, site.how_1_title), td_string!(at, site.how_1)),
        ("talk", td_string!(at, site.how_2_title), td_string!(at, site.how_2)),
        ("agree", td_string!(at, site.how_3_title), td_string!(at, site.how_3)),
    ];
    view! {
        <PageHead
            language
            title=td_string!(at, site.tagline).to_owned()
            description=td_string!(at, site.home_lead).to_owned()
        />
        <section class="hero">
            <div class="hero__inner">
                <h1 class="hero__title">{td_string!(at, site.home_title)}</h1>
                <p class="hero__lead">{td_string!(at, site.home_lead)}</p>
                {free.then(|| view! { <p class="hero__lead"><strong>{td_string!(at, site.free)}</strong></p> })}
                <div class="hero__actions">
                    <a class="button button--primary" href=format!("/{code}/book")>
                        {td_string!(at, site.book)}
                    </a>
                    <a class="button button--quiet" href=format!("/{code}/what-to-expect")>
                        {td_string!(at, site.nav.what_to_expect)}
                    </a>
                </div>
            </div>
        </section>
        <section class="band">
            <div class="band__inner">
                <h2>{td_string!(at, site.services)}</h2>
                <div class="cards">
                    {services.map(|(slug, icon, title, text)| view! {
                        <article class="card">
                            <Icon name=icon />
                            <h3 class="card__title">
                                <a class="card__link" href=format!("/{code}/{slug}")>{title}</a>
                            </h3>
                            <p class="card__text">{text}</p>
                        </article>
                    })}
                </div>
            </div>
        </section>
        <section class="band band--danger">
            <div class="band__inner danger">
                <Icon name="shield" />
                <div>
                    <h2 class="danger__title">{td_string!(at, site.danger_title)}</h2>
                    <p>{td_string!(at, site.danger_text)}</p>
                    <a href=format!("/{code}/danger")>{td_string!(at, site.danger_link)}</a>
                </div>
            </div>
        </section>
        <section class="band band--tint">
            <div class="band__inner">
                <h2>{td_string!(at, site.how_title)}</h2>
                <ol class="steps">
                    {steps.map(|(scene, title, text)| view! {
                        <li class="steps__item">
                            <Scene name=scene />
                            <h3 class="steps__title">{title}</h3>
                            <p>{text}</p>
                        </li>
                    })}
                </ol>
            </div>
        </section>
        <Latest language />
        <section class="band">
            <div class="band__inner who">
                <Scene name="way" />
                <div>
                    <h2 class="who__title">{td_string!(at, site.who_title)}</h2>
                    <p>{td_string!(at, site.who_text)}</p>
                    <a class="who__link" href=format!("/{code}/about")>{td_string!(at, site.who_link)}</a>
                </div>
            </div>
        </section>
    }
}
