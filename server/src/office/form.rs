//! What every form of the office needs: who sent it, what was typed, and the page to answer with.

use std::{collections::BTreeMap, ops::RangeInclusive};

use app::{
    cookies::cookie_in,
    office::{Returned, Wrong},
};
use axum::{
    extract::{FromRequest, Request},
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::{Verb, may},
    digits::to_latin_digits,
};
use leptos::prelude::provide_context;
use store::{Actor, Edit, StaffMember};

use crate::{render::staff_page, state::AppState};

/// A form as it was sent.
pub struct Typed {
    pub values: BTreeMap<String, String>,
    pub member: Option<StaffMember>,
    headers: HeaderMap,
    extensions: Extensions,
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (headers, extensions) = (request.headers().clone(), request.extensions().clone());
        let form = axum::Form::<BTreeMap<String, String>>::from_request(request, state).await;
        let axum::Form(mut values) = form.map_err(IntoResponse::into_response)?;
        // No text of this site has this character, and not every database keeps it.
        values.values_mut().for_each(|value| value.retain(|c| c != '\0'));
        let member = extensions.get::<StaffMember>().cloned();
        Ok(Self { values, member, headers, extensions })
    }
}

impl Typed {
    /// What a field says, without the white space around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |value| value.trim())
    }

    pub fn ticked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// Whoever sent it, when their roles allow `verb`.
    pub fn sender(&self, verb: Verb) -> Result<StaffMember, Box<Response>> {
        let Some(member) = &self.member else {
            return Err(Box::new(Redirect::to("/staff/sign-in").into_response()));
        };
        if may(&member.roles, verb) { Ok(member.clone()) } else { Err(Box::new(StatusCode::FORBIDDEN.into_response())) }
    }

    /// The edition that its page showed. A form that says none was shown before anybody had saved.
    pub fn seen(&self) -> i64 {
        self.get("seen").parse().unwrap_or(0)
    }

    /// What `member` changes by it, as they saw it.
    pub fn edit(&self, member: &StaffMember) -> Edit {
        Edit { by: Actor::Staff(member.id), seen: Some(self.seen()) }
    }

    /// A cookie that came with it.
    pub fn cookie(&self, name: &str) -> Option<String> {
        cookie_in(&self.headers, name)
    }

    /// The form without what must not come back.
    pub fn forgetting(mut self, names: &[&str]) -> Self {
        self.values.retain(|name, _| !names.contains(&name.as_str()));
        self
    }

    /// The page at `path` again, with what was typed and what is wrong with it.
    pub async fn again(self, state: &AppState, path: &str, wrong: Wrongs) -> Response {
        self.again_with(state, path, wrong, || {}).await
    }

    /// The same with what `context` provides.
    pub async fn again_with(
        self,
        state: &AppState,
        path: &str,
        wrong: Wrongs,
        context: impl Fn() + Clone + Send + Sync + 'static,
    ) -> Response {
        let conflict = wrong.iter().any(|(_, wrong)| wrong.is_conflict());
        let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        let returned = Returned { values: self.values.clone(), wrong, clash: false };
        let context = move || {
            provide_context(returned.clone());
            context();
        };
        self.page(state, path, status, context).await
    }

    /// The page at `path` again, with what was typed beside what stands: somebody else was faster.
    pub async fn clashes(self, state: &AppState, path: &str) -> Response {
        let returned = Returned { values: self.values.clone(), clash: true, ..Returned::default() };
        self.page(state, path, StatusCode::CONFLICT, move || provide_context(returned.clone())).await
    }

    /// The page at `path` as the answer to this form, with what `context` provides.
    pub async fn page(
        self,
        state: &AppState,
        path: &str,
        status: StatusCode,
        context: impl Fn() + Clone + Send + Sync + 'static,
    ) -> Response {
        let uri = Uri::try_from(path).unwrap_or_default();
        staff_page(state, uri, self.headers, self.extensions, status, context).await
    }
}

/// Fields and what is wrong with each.
pub type Wrongs = Vec<(&'static str, Wrong)>;

/// A form that is being read: every field is looked at before it is refused.
pub struct Fields<'a> {
    pub typed: &'a Typed,
    wrong: Wrongs,
}

impl<'a> Fields<'a> {
    pub fn of(typed: &'a Typed) -> Self {
        Self { typed, wrong: Wrongs::new() }
    }

    pub fn complain(&mut self, name: &'static str, wrong: Wrong) {
        self.wrong.push((name, wrong));
    }

    /// A text that is needed, of at most so many letters.
    pub fn text(&mut self, name: &'static str, longest: usize) -> String {
        if self.typed.get(name).is_empty() {
            self.complain(name, Wrong::Missing);
        }
        self.text_or_none(name, longest)
    }

    /// A text that may be left out.
    pub fn text_or_none(&mut self, name: &'static str, longest: usize) -> String {
        // Browsers count the end of a line as one letter, and send two.
        let text = self.typed.get(name).replace("\r\n", "\n");
        if text.chars().count() > longest {
            self.complain(name, Wrong::TooLong);
        }
        text
    }

    /// A number, in either row of digits; the least one when it cannot be read.
    pub fn number(&mut self, name: &'static str, within: RangeInclusive<u32>) -> u32 {
        let wrong = match to_latin_digits(self.typed.get(name)).parse() {
            Ok(number) if within.contains(&number) => return number,
            Ok(_) => Wrong::OutOfRange,
            Err(_) if self.typed.get(name).is_empty() => Wrong::Missing,
            Err(_) => Wrong::NotANumber,
        };
        self.complain(name, wrong);
        *within.start()
    }

    /// What was read, when nothing is wrong.
    pub fn read<T>(self, value: T) -> Result<T, Wrongs> {
        if self.wrong.is_empty() { Ok(value) } else { Err(self.wrong) }
    }
}

/// Reads `08:30` as minutes of the day, in steps of five; `24:00` is the end of the day.
pub fn read_minute(text: &str) -> Result<u16, Wrong> {
    let parts =
        text.split_once(':').and_then(|(hour, minute)| Some((hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?)));
    let minutes = parts.filter(|(hour, minute)| *hour <= 24 && *minute < 60).map(|(hour, minute)| hour * 60 + minute);
    minutes.filter(|minutes| *minutes <= 1440 && minutes % 5 == 0).ok_or(Wrong::NotATime)
}

/// Years that a centre plans in or looks back to. What comes back every week since the year one is looked at week by week.
const YEARS: RangeInclusive<i16> = 2020..=2100;

/// Reads an ISO day.
pub fn read_day(text: &str) -> Result<jiff::civil::Date, Wrong> {
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    let day = text.parse::<jiff::civil::Date>().ok().filter(|day| YEARS.contains(&day.year()));
    day.ok_or(Wrong::NotADay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_near_enough_to_plan_with() {
        assert!(read_day("2026-11-26").is_ok());
        for wrong in ["0001-01-01", "-9999-01-01", "9999-12-31", "2026-02-30", "x"] {
            assert_eq!(read_day(wrong), Err(Wrong::NotADay), "{wrong}");
        }
        assert_eq!(read_day(""), Err(Wrong::Missing));
    }

    #[test]
    fn a_time_is_read_in_steps_of_five_minutes() {
        assert_eq!(read_minute("08:30"), Ok(510));
        assert_eq!(read_minute("24:00"), Ok(1440));
        for wrong in ["", "8", "08:31", "24:05", "07:60", "a:b", "2000:00", "65535:00"] {
            assert_eq!(read_minute(wrong), Err(Wrong::NotATime), "{wrong}");
        }
    }
}
