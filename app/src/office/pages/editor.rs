//! One page in one language: its words, what becomes of them, and beside a translation the original.

use domain::{
    access::Verb,
    content::{LONGEST_LEAD, LONGEST_TEXT, ORIGINAL, article_page, is_article},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{CentreSays, PageStand, PageWords, Thing, ThingKind};

use super::{
    differences::Differences,
    history::Versions,
    marks::Marks,
    planned::Planned,
    recording::{RecordingPart, refusal},
    stand_words,
    when::{When, period},
};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{
        Entry, LongEntry, Opened, PictureChoice, Reader, Returned, Seen, Tick, Wrongs, guarded, language_words,
        offered_pictures, open,
    },
    site::filled,
    written::{desk_address, html, places_of, usual_words},
};

/// The form of one page to read in one language.
#[component]
pub fn PageEditorPage() -> impl IntoView {
    let page = use_params_map().with_untracked(|map| map.get("page").unwrap_or_default());
    editor_page(|at| td_string!(at, admin.pages.one), page)
}

/// The form of one article in one language.
#[component]
pub fn ArticleEditorPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|map| map.get("slug").unwrap_or_default());
    editor_page(|at| td_string!(at, admin.articles.one), article_page(&slug))
}

fn editor_page(title: fn(Locale) -> &'static str, page: String) -> impl IntoView {
    let returned = Returned::of_request();
    let language = use_params_map().with_untracked(|map| map.get("language").unwrap_or_default());
    let asked = use_query_map().with_untracked(|query| ["saved", "version", "sound"].map(|name| query.get(name)));
    guarded(title, Verb::WritePages, move |reader| {
        let (returned, language) = (returned.clone(), Language::from_code(&language));
        async move { editor(reader, (page, language.ok_or(Failure::NotFound)?), returned, asked).await }
    })
}

async fn editor(
    reader: Reader,
    (page, language): (String, Language),
    returned: Returned,
    [saved, version, sound]: [Option<String>; 3],
) -> Result<AnyView, Failure> {
    let article = is_article(&page);
    let (usual, withdrawn) = if article {
        (PageWords::default(), reader.here.store.article(&reader.here.centre, &page).await?.withdrawn)
    } else {
        (usual_words(language, &page).ok_or(Failure::NotFound)?, false)
    };
    let Opened { edition, others } =
        open(&reader, &Thing::new(ThingKind::Page, format!("{page}:{}", language.code()))).await?;
    let (at, here) = (reader.at, reader.here.clone());
    let stands = here.store.page_stands(&here.centre, &[&page], (here.now)()).await?;
    let stand = |language| stands.get(&(page.clone(), language)).cloned().unwrap_or_default();
    let (own, original) = (stand(language), stand(ORIGINAL));
    let (history, count) = here.store.page_history(&here.centre, &page, language).await?;
    // A version that was asked for, or the draft, or what families read.
    // Of an article that families do not read there is nothing else to begin with than what was written last.
    let last = history.first().filter(|_| article && own.shown.is_none()).map(|of| of.id);
    let asked = version.clone().or_else(|| own.draft.or(last).map(|id| id.to_string()));
    let chosen = asked.and_then(|id| history.iter().find(|of| of.id.to_string() == id));
    let read_now = as_read(&reader, &page, language, &own).await?;
    let words = match chosen {
        Some(of) => of.words.clone(),
        None if version.is_some() => usual,
        None => read_now.clone().unwrap_or(usual),
    };
    let says = here.store.centre_says(here.centre.id, (here.now)()).await?;
    let beside = as_read(&reader, &page, ORIGINAL, &original).await?.filter(|_| language != ORIGINAL).map(|words| {
        view! {
            <details class="usual">
                <summary>{td_string!(at, admin.pages.original)}</summary>
                <div class="preview"><Read language=ORIGINAL words says=says.clone() /></div>
            </details>
        }
    });
    // A button beneath the form came back without its words.
    let wrongs = returned.clone();
    let returned = if returned.values.contains_key("title") { returned } else { Returned::default() };
    let typed = PageWords {
        title: returned.value("title", &words.title),
        lead: returned.value("lead", &words.lead),
        text: returned.value("text", &words.text).replace("\r\n", "\n"),
    };
    let differs = read_now.filter(|shown| *shown != typed);
    let differs = differs.map(|shown| view! { <Differences at language shown version=typed.clone() /> });
    let address = desk_address(&page, language);
    let (list, all) = match article {
        true => ("/staff/articles", td_string!(at, admin.articles.all)),
        false => ("/staff/pages", td_string!(at, admin.pages.all)),
    };
    let original_id = original.shown.map(|shown| shown.of.to_string()).unwrap_or_default();
    let pictures = offered_pictures(&reader).await?;
    let recording = here.store.recording(&here.centre, &page, language).await?.map(|recording| {
        let heard = if article {
            own.shown.is_some_and(|shown| recording.of == Some(shown.of))
        } else {
            says.heard.get(&(page.clone(), language)).is_some_and(|file| file.name == recording.file.name)
        };
        (recording, heard)
    });
    let text_hint = text_hint(at, language, &page);
    let told = saved.filter(|_| wrongs.values.is_empty()).map(|what| told(at, &what, article));
    // Nothing of them stands, so nothing is compared where somebody was faster.
    let said = Returned { clash: false, ..returned.clone() };
    // Whoever corrects what is planned corrects it where it is planned.
    let plan = chosen.and_then(|of| own.planned.iter().find(|plan| plan.of == of.id));
    let draft = chosen.filter(|of| own.draft == Some(of.id));
    let plan = plan.map(|plan| (Some(plan.from), plan.until)).or(draft.map(|of| of.wish));
    let plan = plan.map(|plan| period(&reader, plan));
    let (note, minor) = draft.map_or_else(Default::default, |of| (of.note.clone(), of.minor));
    let seen = edition.number;
    let place = if withdrawn {
        view! { <a href=format!("/staff/{page}")>{td_string!(at, admin.articles.withdrawn)}</a> }.into_any()
    } else {
        let see = (!article || own.shown.is_some()).then(|| {
            let href = format!("/{}/{page}", language.code());
            view! { " · " <a href=href>{td_string!(at, admin.pages.see)}</a> }
        });
        view! { {stand_words(at, &own, article)} {see} }.into_any()
    };
    let restore = own.shown.is_some().then_some(seen);
    Ok(view! {
        <p class="office__back"><a href=list>{all}</a></p>
        <h2><bdi lang=language.code()>{words.title.clone()}</bdi> " · " {language_words(at, language)}</h2>
        {told}
        <p class="office__back">{place}</p>
        {own.review.then(|| view! { <p class="notice" role="note">{td_string!(at, admin.pages.review)}</p> })}
        {own.outdated.then(|| view! { <p class="notice" role="note">{td_string!(at, admin.pages.outdated)}</p> })}
        {others}
        <Wrongs at returned=wrongs />
        {beside}
        {differs}
        <div class="writing">
            <form class="form" method="post" action=address.clone() novalidate autocomplete="off" data-preview="">
                <Seen reader=reader.clone() returned=returned.clone() edition page=address.clone() />
                <input type="hidden" name="original" value=returned.value("original", &original_id) />
                <Entry at returned=returned.clone() name="title" label=td_string!(at, admin.pages.page_title) kind="text" value=words.title.clone() />
                <LongEntry at returned=returned.clone() name="lead" label=td_string!(at, admin.pages.page_lead) language
                    value=words.lead.clone() most=LONGEST_LEAD hint=td_string!(at, admin.pages.lead_hint).to_owned() />
                <LongEntry at returned=returned.clone() name="text" label=td_string!(at, admin.pages.text) language
                    value=words.text.clone() most=LONGEST_TEXT rows=18 hint=text_hint
                    tools=view! { <Marks at language page=page.clone() /> <PictureChoice reader=reader.clone() language pictures /> }.into_any() />
                <Entry at returned=said.clone() value=note name="note" label=td_string!(at, admin.pages.note) kind="text" hint=td_string!(at, admin.pages.note_hint) />
                {(language == ORIGINAL).then(|| view! { <Tick returned=said.clone() name="minor" label=td_string!(at, admin.pages.minor) ticked=minor /> })}
                <When at returned=said plan />
                <div class="form__actions">
                    // The first is the one that the Enter key presses.
                    <button class="button" type="submit">{td_string!(at, admin.pages.keep)}</button>
                    <button class="button" type="submit" name="review" value="yes">{td_string!(at, admin.pages.ask_review)}</button>
                    <button class="button button--primary" type="submit" name="show" value="yes">{td_string!(at, admin.pages.show)}</button>
                    <button class="button" type="submit" name="preview" value="yes">{td_string!(at, admin.pages.look)}</button>
                </div>
            </form>
            <section class="preview page-preview">
                <h2 class="preview__title">{td_string!(at, admin.pages.preview)}</h2>
                <Read language words=typed says />
            </section>
        </div>
        <RecordingPart at page=page.clone() language shown=own.shown.map(|shown| shown.of) readable=!article || own.shown.is_some()
            recording wrong=sound.map(|why| refusal(at, &why)) />
        <Planned reader=reader.clone() planned=own.planned.clone() seen address=address.clone() />
        <Versions reader history count stand=own restore article address />
    }
    .into_any())
}

/// What families read; nothing of an article that is not shown.
async fn as_read(
    reader: &Reader,
    page: &str,
    language: Language,
    stand: &PageStand,
) -> Result<Option<PageWords>, Failure> {
    let Some(shown) = stand.shown else { return Ok(usual_words(language, page)) };
    Ok(reader.here.store.page_words(&reader.here.centre, shown.of).await?)
}

/// What became of what was sent.
fn told(at: Locale, what: &str, article: bool) -> impl IntoView + use<> {
    let words = match what {
        "restore" if article => td_string!(at, admin.articles.saved_hidden),
        "restore" => td_string!(at, admin.pages.saved_usual),
        "plan" => td_string!(at, admin.pages.saved_planned),
        "call_off" => td_string!(at, admin.pages.saved_called_off),
        "recorded" => td_string!(at, admin.sound.saved),
        "silenced" => td_string!(at, admin.sound.removed),
        "review" => td_string!(at, admin.pages.saved_review),
        "show" => td_string!(at, admin.pages.saved_shown),
        _ => td_string!(at, admin.pages.saved_draft),
    };
    view! { <p class="chosen" role="status">{words}</p> }
}

/// A page as families read it, with what the centre has set.
#[component]
fn Read(language: Language, words: PageWords, says: CentreSays) -> impl IntoView {
    let text = filled(&html(language, &words.text), language, &says);
    view! {
        <div class="article" lang=language.code() dir=language.dir()>
            <p class="article__title">{words.title}</p>
            <p class="article__lead">{words.lead}</p>
            <div class="prose" inner_html=text></div>
        </div>
    }
}

/// How a text is written, and the places that this page has.
fn text_hint(at: Locale, language: Language, page: &str) -> String {
    let places = places_of(language, page).join(" ");
    let contact = format!("/{}/contact", language.code());
    let mut words = td_string!(at, admin.pages.text_hint, contact = contact).to_string();
    if !places.is_empty() {
        words = format!("{words} {}", td_string!(at, admin.pages.places, places = places));
    }
    words
}
