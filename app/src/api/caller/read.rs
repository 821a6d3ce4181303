//! What the desk is offered for a caller, and what is known of them.

use domain::{
    access::Verb,
    appointment::Mode,
    booking::BookingForm,
    calendar::{read_start, write_start},
    language::Language,
    preference::{Spoken, With},
};
use jiff::civil::DateTime;
use leptos_i18n::td_string;
use store::{Secret, Subject, Wish};

use super::told::{CallerBooked, CallerTimes, Pointed};
use crate::{
    api::{
        Failure,
        booking::{
            Choice,
            read::{Asker, services, times},
        },
    },
    here::{Here, here, staff_who_may},
    i18n::locale,
    ui::long_day,
};

/// A start in words.
pub fn when(language: Language, start: DateTime) -> String {
    format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M"))
}

pub async fn caller_offer(
    language: Language,
    choice: Choice,
    from: &str,
    minutes: Option<u32>,
) -> Result<CallerTimes, Failure> {
    staff_who_may(Verb::BookForCaller)?;
    let here = here()?;
    let offers = services(&here, language).await?;
    let chosen = offers.iter().find(|offer| offer.slug == choice.service).or(offers.first());
    let chosen = chosen.ok_or(Failure::NotFound)?.clone();
    let mode = Mode::from_str_opt(&choice.mode).filter(|mode| chosen.modes.contains(mode));
    let mode = mode.or(chosen.modes.first().copied()).unwrap_or(Mode::InPerson).as_str().to_owned();
    // What another service offers is not asked of this one.
    let known = |options: &[(String, String)], value: String| {
        if options.iter().any(|(of, _)| *of == value) { value } else { String::new() }
    };
    let (with, speaks) = (known(&chosen.with, choice.with), known(&chosen.speaks, choice.speaks));
    let (service, modes, spoken) = (chosen.slug, chosen.modes, chosen.speaks);
    let anyone = (String::new(), td_string!(locale(language), waiting.desk.any_person).to_owned());
    let none = chosen.with.is_empty();
    let withs = if none { Vec::new() } else { std::iter::once(anyone).chain(chosen.with).collect() };
    let choice = Choice { service, mode, with, speaks };
    let pointed = match read_start(from) {
        Some(start) => Some(pointed(&here, language, &choice, (start, minutes)).await?),
        None => None,
    };
    let day = from.split('T').next().unwrap_or_default();
    // Whoever cannot be waited for has a seat in a workshop, which lasts as long as it was set to.
    let sets = here.store.service_brief(&here.centre, &choice.service, language).await.is_ok();
    let free = times(here, language, choice.clone(), day, Asker::Desk { minutes }).await?;
    let minutes = sets.then(|| minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let services = offers.into_iter().map(|offer| (offer.slug, offer.name)).collect();
    let key = Secret::random().as_str().to_owned();
    let (days, later) = (free.days, free.later);
    Ok(CallerTimes { key, choice, withs, spoken, services, modes, days, later, pointed, minutes })
}

async fn pointed(
    here: &Here,
    language: Language,
    choice: &Choice,
    (start, minutes): (DateTime, Option<u32>),
) -> Result<Pointed, Failure> {
    let wish = Wish {
        service: choice.service.clone(),
        mode: Mode::from_str_opt(&choice.mode).ok_or(Failure::NotFound)?,
        with: With::parse(&choice.with),
        speaks: Spoken::from_code(&choice.speaks),
        desk: true,
        minutes,
    };
    let free = here.store.is_free(&here.centre, &wish, start, (here.now)()).await?;
    let words = (write_start(start), long_day(language, start.date()), start.strftime("%H:%M").to_string());
    Ok(Pointed { start: words, free })
}

pub async fn caller_person(id: &str) -> Result<BookingForm, Failure> {
    let reader = staff_who_may(Verb::BookForCaller)?;
    if id.is_empty() {
        return Ok(BookingForm::default());
    }
    let here = here()?;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let person = here.store.person_of_id(&here.centre, id).await?.ok_or(Failure::NotFound)?;
    here.store.reads(&here.centre, reader.id, Subject::Person(id), (here.now)().as_second()).await?;
    let (shown, link) = (person.contact.shown, person.contact.link);
    let (mobile, email) = if link.starts_with("mailto:") { (String::new(), shown) } else { (shown, String::new()) };
    Ok(BookingForm {
        name: person.name,
        channel: if link.is_empty() { "nobody" } else { "" }.to_owned(),
        mobile,
        email,
        language: person.contact.language.code().to_owned(),
        may_leave_message: if person.contact.may_leave_message { "yes" } else { "no" }.to_owned(),
        ..BookingForm::default()
    })
}

pub async fn caller_booked(id: &str) -> Result<CallerBooked, Failure> {
    let (here, reader) = (here()?, staff_who_may(Verb::BookForCaller)?);
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let card = here.store.card(&here.centre, &reader, id, reader.language).await?;
    let day = card.day.parse().map_err(|_| Failure::Server)?;
    let when = format!("{} · {}", long_day(reader.language, day), card.time);
    Ok(CallerBooked { id: card.id, reference: card.reference, when })
}
