use domain::{access::Verb, content::article_page};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{Article, Thing, ThingKind};

use super::{desk_title, themes};
use crate::{
    api::Failure,
    office::{Entry, Opened, Pick, Reader, Returned, Seen, Wrongs, guarded, language_words, open},
};

/// What an article is about, and whether families may read it.
#[component]
pub fn ArticleFatePage() -> impl IntoView {
    let returned = Returned::of_request();
    let slug = use_params_map().with_untracked(|map| map.get("slug").unwrap_or_default());
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    guarded(
        |at| td_string!(at, admin.articles.one),
        Verb::WritePages,
        move |reader| async move { fate(reader, &slug, returned, saved).await },
    )
}

async fn fate(reader: Reader, slug: &str, returned: Returned, saved: bool) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, reader.here.clone());
    let page = article_page(slug);
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Page, &page)).await?;
    let article = here.store.article(&here.centre, &page).await?;
    let used = here.store.pages_that_lead_to(&here.centre, &page, (here.now)()).await?;
    let led = here.store.articles_led_to(&here.centre, &page).await?;
    let address = format!("/staff/{page}");
    let (title_language, title) = desk_title(&reader, &article);
    let used = used.into_iter().map(|(page, language, title)| {
        let href = format!("/{}/{page}", language.code());
        view! { <li><a href=href><bdi lang=language.code()>{title}</bdi></a> " · " {language_words(at, language)}</li> }
    });
    let led = led.into_iter().map(|other| {
        let (language, title) = desk_title(&reader, &other);
        let href = format!("/staff/{}", other.page);
        view! { <li><a href=href><bdi lang=language>{title}</bdi></a> " · " {td_string!(at, admin.articles.withdrawn)}</li> }
    });
    let used = used.map(IntoAny::into_any).chain(led.map(IntoAny::into_any)).collect::<Vec<_>>();
    // What came back is of one of the two forms.
    let of_fate = ["withdraw", "back"].iter().any(|button| returned.values.contains_key(*button));
    let (own, of_fate) =
        if of_fate { (Returned::default(), returned.clone()) } else { (returned.clone(), Returned::default()) };
    let seen = of_fate.error("leads_to").map(|_| of_fate.value("seen", ""));
    let seen = seen.unwrap_or_else(|| edition.number.to_string());
    Ok(view! {
        <p class="office__back"><a href="/staff/articles">{td_string!(at, admin.articles.all)}</a></p>
        <h2><bdi lang=title_language>{title}</bdi></h2>
        {saved.then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.articles.saved)}</p> })}
        {others}
        <Wrongs at returned=returned.clone() />
        <form class="form" method="post" action=address.clone() novalidate autocomplete="off">
            <Seen reader=reader.clone() returned=own.clone() edition page=address.clone() />
            <Pick at returned=own name="theme" label=td_string!(at, admin.articles.theme) options=themes(at)
                value=article.theme.as_str() />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, admin.articles.save)}</button>
            </div>
        </form>
        <section class="office__part">
            <h2>{td_string!(at, admin.articles.withdrawal)}</h2>
            {(!used.is_empty()).then(|| view! {
                <p>{td_string!(at, admin.articles.used)}</p>
                <ul>{used}</ul>
            })}
            <Withdrawal reader returned=of_fate article seen address />
        </section>
    }
    .into_any())
}

/// The article is taken from families, or given back to them.
#[component]
fn Withdrawal(reader: Reader, returned: Returned, article: Article, seen: String, address: String) -> impl IntoView {
    let at = reader.at;
    if article.withdrawn {
        let to = article.leads_to.map(|to| view! { " " <bdi dir="ltr">{to}</bdi> });
        return view! {
            <p>{td_string!(at, admin.articles.is_withdrawn)} {to}</p>
            <form method="post" action=address>
                <input type="hidden" name="seen" value=seen />
                <button class="button" type="submit" name="back" value="yes">{td_string!(at, admin.articles.put_back)}</button>
            </form>
        }
        .into_any();
    }
    view! {
        <p>{td_string!(at, admin.articles.withdrawal_text)}</p>
        <form class="form" method="post" action=address novalidate autocomplete="off">
            <input type="hidden" name="seen" value=seen />
            <Entry at returned name="leads_to" label=td_string!(at, admin.articles.leads_to) kind="text"
                hint=td_string!(at, admin.articles.leads_to_hint) />
            <div class="form__actions">
                <button class="button button--danger" type="submit" name="withdraw" value="yes">{td_string!(at, admin.articles.withdraw)}</button>
            </div>
        </form>
    }
    .into_any()
}
