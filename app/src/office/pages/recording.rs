use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Recording;
use uuid::Uuid;

use crate::{
    i18n::Locale,
    ui::{Icon, Listen},
};

/// What a form came back with, when it held no recording.
pub fn refusal(at: Locale, why: &str) -> &'static str {
    match why {
        "busy" => td_string!(at, admin.sound.wrong_busy),
        "large" => td_string!(at, admin.sound.wrong_large),
        _ => td_string!(at, admin.sound.wrong_kind),
    }
}

/// How a page is read aloud: heard, said to be right still, recorded anew, or taken away.
#[component]
pub fn RecordingPart(
    at: Locale,
    page: String,
    language: Language,
    /// The version that families read; `None` for the page that the program brings.
    shown: Option<Uuid>,
    /// Whether families read anything that could be said.
    readable: bool,
    /// What there is, and whether families hear it.
    recording: Option<(Recording, bool)>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    let of = shown.map(|of| of.to_string()).unwrap_or_default();
    let hidden = {
        let (page, of) = (page.clone(), of.clone());
        move || {
            view! {
                <input type="hidden" name="page" value=page.clone() />
                <input type="hidden" name="language" value=language.code() />
                <input type="hidden" name="of" value=of.clone() />
            }
        }
    };
    let there = recording.map(|(Recording { file, .. }, says_it)| {
        let words = if says_it { td_string!(at, admin.sound.heard) } else { td_string!(at, admin.sound.silent) };
        let confirm = (readable && !says_it).then(|| {
            view! { <button class="button" type="submit" name="keep" value="yes">{td_string!(at, admin.sound.confirm)}</button> }
        });
        view! {
            <p class=if says_it { "office__none" } else { "notice" }>{words}</p>
            <Listen file=file.clone() />
            <form class="form__actions" method="post" action="/staff/recordings/change">
                {hidden()}
                <input type="hidden" name="file" value=file.name />
                {confirm}
                <button class="button button--danger" type="submit" name="remove" value="yes">{td_string!(at, admin.sound.remove)}</button>
            </form>
        }
    });
    let described = if wrong.is_some() { "sound-hint sound-error" } else { "sound-hint" };
    view! {
        <section class="office__part" id="recording">
            <h2>{td_string!(at, admin.sound.title)}</h2>
            <p>{td_string!(at, admin.sound.text)}</p>
            {there}
            {if readable {
                view! {
                    <form class="form" method="post" action="/staff/recordings" enctype="multipart/form-data" data-file=""
                        data-leaves=td_string!(at, admin.sound.leaves)>
                        {hidden()}
                        <div class="field" class:field--error=wrong.is_some()>
                            <label class="field__label" for="sound">{td_string!(at, admin.sound.file)}</label>
                            <p class="field__hint" id="sound-hint">{td_string!(at, admin.sound.file_hint)}</p>
                            {wrong.map(|words| view! {
                                <p class="field__error" id="sound-error" role="alert"><Icon name="alert" />{words}</p>
                            })}
                            <input class="field__input" id="sound" name="recording" type="file" accept="audio/*" required
                                aria-describedby=described aria-invalid=wrong.map(|_| "true") />
                        </div>
                        <p class="recorder">
                            <button class="button" type="button" data-record="">
                                <Icon name="sound" />
                                <span class="recorder__begin">{td_string!(at, admin.sound.record)}</span>
                                <span class="recorder__end">{td_string!(at, admin.sound.stop)}</span>
                            </button>
                        </p>
                        <p class="field__error" role="alert" data-failed="" hidden>{td_string!(at, admin.sound.no_microphone)}</p>
                        <audio class="listen" controls hidden></audio>
                        <button class="button button--primary" type="submit">{td_string!(at, admin.sound.send)}</button>
                    </form>
                }.into_any()
            } else {
                view! { <p class="office__none">{td_string!(at, admin.sound.unread)}</p> }.into_any()
            }}
        </section>
    }
}
