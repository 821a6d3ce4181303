//! A page to read is written: kept, shown to families, looked at before, or brought back to the usual one.

use app::{
    office::{Returned, Wrong},
    written::{desk_address, pictures_in, tells_help, usual_words},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    calendar::instant_of,
    content::{LONGEST_LEAD, LONGEST_NOTE, LONGEST_TEXT, LONGEST_TITLE, ORIGINAL},
    language::Language,
    schedule::at_minute,
    typed::clean,
};
use jiff::Timestamp;
use leptos::prelude::provide_context;
use store::{Centre, NewRevision, PageWords, Period, StaffMember};

use super::form::{Fields, Typed, Wrongs, read_day, read_minute};
use crate::{at::At, now, state::AppState, unavailable::broken};

pub async fn save(At(state): At, Path((page, language)): Path<(String, String)>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(language) = Language::from_code(&language).filter(|language| usual_words(*language, &page).is_some())
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    write(state, (&page, language), member, typed).await
}

/// Writes a page or an article that exists.
pub async fn write(state: AppState, (page, language): (&str, Language), member: StaffMember, typed: Typed) -> Response {
    let edit = (member.id, typed.edit(&member));
    let address = desk_address(page, language);
    let (store, centre) = (&state.here.store, &state.here.centre);
    let mut what = ["restore", "show", "review"].into_iter().find(|what| typed.ticked(what)).unwrap_or("keep");
    let call_off = typed.get("call_off").parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let done = if let Some(begins) = call_off {
        what = "call_off";
        store.call_page_off(centre, (page, language), begins, edit, now()).await
    } else if what == "restore" {
        store.show_usual_page(centre, page, language, edit, now()).await
    } else {
        let (new, period) = match read(&typed, (page, language), centre) {
            Ok(_) if typed.ticked("preview") => {
                let returned = Returned { values: typed.values.clone(), ..Returned::default() };
                return typed.page(&state, &address, StatusCode::OK, move || provide_context(returned.clone())).await;
            }
            Ok(new) => new,
            Err(wrong) => return typed.again(&state, &address, wrong).await,
        };
        if what == "show" && period.from > now() {
            what = "plan";
        }
        let show = ["show", "plan"].contains(&what).then_some(period);
        store.write_page(centre, &new, show, edit, now()).await.map(|_| ())
    };
    match done {
        Ok(()) => Redirect::to(&format!("{address}?saved={what}")).into_response(),
        // A button beneath the form came without its words.
        Err(store::Error::Stale) if ["restore", "call_off"].contains(&what) => {
            typed.again(&state, &address, vec![("", Wrong::Faster)]).await
        }
        Err(store::Error::Stale) => typed.clashes(&state, &address).await,
        Err(store::Error::NoPicture) => typed.again(&state, &address, vec![("text", Wrong::NoPicture)]).await,
        Err(store::Error::OwnWords) => typed.again(&state, &address, vec![("", Wrong::OwnWords)]).await,
        // What was called off has begun meanwhile.
        Err(store::Error::NotFound) if what == "call_off" => Redirect::to(&address).into_response(),
        // The original that stood beside it is none: the form is not one of ours.
        Err(store::Error::NotFound) => StatusCode::BAD_REQUEST.into_response(),
        Err(error) => broken(&error),
    }
}

fn read(typed: &Typed, (page, language): (&str, Language), centre: &Centre) -> Result<(NewRevision, Period), Wrongs> {
    let mut fields = Fields::of(typed);
    let title = clean(&fields.text("title", LONGEST_TITLE));
    let lead = fields.text("lead", LONGEST_LEAD).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fields.text("text", LONGEST_TEXT);
    let note = clean(&fields.text_or_none("note", LONGEST_NOTE));
    // Whoever is in danger and finds no number there is worse off than without the page.
    if page == "danger" && !text.is_empty() && !tells_help(language, &text) {
        fields.complain("text", Wrong::NoNumbers(language));
    }
    let seen = typed.get("original").parse().ok().filter(|_| language != ORIGINAL);
    let minor = typed.ticked("minor") && language == ORIGINAL;
    let shown = pictures_in(&text);
    if shown.iter().any(|shown| shown.words.is_empty()) {
        fields.complain("text", Wrong::NoPictureWords);
    }
    let pictures = shown.into_iter().map(|shown| shown.picture).collect();
    let words = PageWords { title, lead, text };
    let review = typed.ticked("review");
    // Without a time a day is meant whole.
    let begins = moment(&mut fields, ("from_day", "from_time"), 0, centre);
    let from = begins.unwrap_or_else(now);
    let until = moment(&mut fields, ("until_day", "until_time"), 1440, centre);
    // A draft may be meant for days that are over.
    let earliest = if typed.ticked("show") { Some(from.max(now())) } else { begins };
    if until.zip(earliest).is_some_and(|(until, earliest)| until <= earliest) {
        fields.complain("until_day", Wrong::Backwards);
    }
    let new = NewRevision {
        page: page.to_owned(),
        language,
        words,
        pictures,
        minor,
        seen,
        note,
        review,
        wish: (begins, until),
    };
    fields.read((new, Period { from, until }))
}

/// A day and a time as the centre's clocks show them; nothing where no day is given.
fn moment(
    fields: &mut Fields<'_>,
    (day, time): (&'static str, &'static str),
    usual: u16,
    centre: &Centre,
) -> Option<Timestamp> {
    let typed = fields.typed;
    if typed.get(day).is_empty() {
        if !typed.get(time).is_empty() {
            fields.complain(day, Wrong::Missing);
        }
        return None;
    }
    let minute = if typed.get(time).is_empty() { Ok(usual) } else { read_minute(typed.get(time)) };
    let date = read_day(typed.get(day)).map_err(|wrong| fields.complain(day, wrong)).ok()?;
    let minute = minute.map_err(|wrong| fields.complain(time, wrong)).ok()?;
    let moment = instant_of(at_minute(date, minute.into()), &centre.zone);
    if moment.is_none() {
        fields.complain(time, Wrong::NotATime);
    }
    moment
}
