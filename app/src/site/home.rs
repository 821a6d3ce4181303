use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

use crate::{
    i18n::{locale, use_language},
    ui::Icon,
};

/// The first page: who we are, what we offer, how it goes, and what to do in danger.
#[component]
pub fn Home() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let code = language.code();
    let services = [
        ("people", td_string!(at, site.nav.mediation), td_string!(at, site.mediation_text)),
        ("heart", td_string!(at, site.nav.support), td_string!(at, site.support_text)),
        ("book", td_string!(at, site.nav.training), td_string!(at, site.training_text)),
    ];
    let steps = [
        (td_string!(at, site.how_1_title), td_string!(at, site.how_1)),
        (td_string!(at, site.how_2_title), td_string!(at, site.how_2)),
        (td_string!(at, site.how_3_title), td_string!(at, site.how_3)),
    ];
    view! {
        <Title text=format!("{} · {}", td_string!(at, site.name), td_string!(at, site.tagline)) />
        <Meta name="description" content=td_string!(at, site.home_lead) />
        <section class="hero">
            <div class="hero__inner">
                <h1 class="hero__title">{td_string!(at, site.home_title)}</h1>
                <p class="hero__lead">{td_string!(at, site.home_lead)}</p>
                <div class="hero__actions">
                    <a class="button button--primary" href=format!("/{code}/book")>{td_string!(at, site.book)}</a>
                </div>
            </div>
        </section>
        <section class="band">
            <div class="band__inner">
                <h2>{td_string!(at, site.services)}</h2>
                <div class="cards">
                    {services.map(|(icon, title, text)| view! {
                        <article class="card">
                            <Icon name=icon />
                            <h3 class="card__title">{title}</h3>
                            <p class="card__text">{text}</p>
                        </article>
                    }).collect_view()}
                </div>
            </div>
        </section>
        <section class="band band--tint">
            <div class="band__inner">
                <h2>{td_string!(at, site.how_title)}</h2>
                <ol class="steps">
                    {steps.map(|(title, text)| view! {
                        <li class="steps__item"><h3 class="steps__title">{title}</h3><p>{text}</p></li>
                    }).collect_view()}
                </ol>
            </div>
        </section>
    }
}
