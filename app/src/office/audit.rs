//! Who did and who read what.

mod words;

use std::collections::BTreeMap;

use domain::access::Verb;
use jiff::{Timestamp, ToSpan, civil::Date};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use store::{Act, AuditFilter, AuditLine, Centre};

use self::words::{act_words, actor_words, subject_words};
use super::{AdminTabs, Entry, LARGE, Pick, Reader, Returned, guarded, moment};
use crate::{api::Failure, i18n::Locale};

/// Lines of one page.
const LINES: u64 = 100;

/// The lines of the centre's audit, the last first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    guarded(
        |at| td_string!(at, admin.audit.title),
        Verb::SeeAudit,
        move |reader| {
            let asked = asked.clone();
            async move { lines(reader, asked).await }
        },
    )
}

/// The table as a file, at once or written in the background.
#[component]
fn Take(at: Locale, query: String, large: bool) -> impl IntoView {
    let words = td_string!(at, admin.audit.export);
    if large {
        view! {
            <form class="office__row" method="post" action="/staff/exports">
                <input type="hidden" name="asked" value=query />
                <button class="button" type="submit" name="kind" value="audit_csv">{words}</button>
                <p class="office__none">{td_string!(at, admin.exports.large)}</p>
            </form>
        }
        .into_any()
    } else {
        view! { <p><a class="button" href=format!("/staff/audit/export.csv?{query}") rel="external">{words}</a></p> }
            .into_any()
    }
}

/// What a query asks for. What cannot be read asks for nothing.
pub fn filter_of(centre: &Centre, get: impl Fn(&str) -> Option<String>) -> AuditFilter {
    let day = |name: &str| get(name).and_then(|day| day.parse::<Date>().ok());
    let start =
        |day: Date| centre.zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().map(Timestamp::as_second).ok();
    let first = day("from").and_then(start);
    let end = day("to").and_then(|day| day.checked_add(1.day()).ok()).and_then(start);
    let within = (first.is_some() || end.is_some()).then(|| (first.unwrap_or(0), end.unwrap_or(i64::MAX)));
    AuditFilter {
        staff_id: get("staff").and_then(|id| id.parse().ok()),
        act: get("act").and_then(|act| Act::from_str_opt(&act)),
        subject: get("subject").filter(|subject| !subject.is_empty()),
        within,
        before: get("before").and_then(|sequence| sequence.parse().ok()),
    }
}

async fn lines(reader: Reader, asked: ParamsMap) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, &reader.here);
    let filter = filter_of(&here.centre, |name| asked.get(name));
    let lines = here.store.audit_lines(&here.centre, &filter, LINES).await?;
    let names: BTreeMap<i64, String> =
        here.store.accounts(&here.centre).await?.into_iter().map(|account| (account.id, account.name)).collect();
    let older = lines.last().filter(|_| lines.len() as u64 == LINES).map(|line| address_before(&asked, line.sequence));
    let size = here.store.audit_count(&here.centre, &filter).await?;
    let none = lines.is_empty().then(|| view! { <p class="office__none">{td_string!(at, admin.audit.none)}</p> });
    let rows = lines.iter().map(|line| row(&reader, &names, line)).collect_view();
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/audit" />
        <p>{td_string!(at, admin.audit.lead)}</p>
        {filter_form(&reader, &names, &asked)}
        {none}
        <div class="sheet__scroll" tabindex="0" role="region" aria-label=td_string!(at, admin.audit.title)><table class="sheet">
            <thead><tr>
                <th scope="col">{td_string!(at, admin.audit.when)}</th>
                <th scope="col">{td_string!(at, admin.audit.who)}</th>
                <th scope="col">{td_string!(at, admin.audit.what)}</th>
                <th scope="col">{td_string!(at, admin.audit.about)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="office__row">
            {older.map(|address| view! { <a class="button" href=address>{td_string!(at, admin.audit.older)}</a> })}
        </p>
        <Take at query=query_of(&asked) large={size > LARGE} />
    }
    .into_any())
}

fn row(reader: &Reader, names: &BTreeMap<i64, String>, line: &AuditLine) -> impl IntoView + use<> {
    let at = reader.at;
    let when = Timestamp::from_second(line.at).map(|when| moment(reader, when)).unwrap_or_default();
    let (kind, which) = subject_words(at, names, &line.subject);
    let detail = line.detail.clone();
    view! {
        <tr>
            <td>{when}</td>
            <td><bdi>{actor_words(at, names, &line.actor)}</bdi></td>
            <td>{act_words(at, line.act)}</td>
            <td>
                {kind} " " <bdi dir="auto">{which}</bdi>
                {(!detail.is_empty()).then(|| view! { <bdi class="entry__more" dir="ltr">{detail}</bdi> })}
            </td>
        </tr>
    }
}

fn filter_form(reader: &Reader, names: &BTreeMap<i64, String>, asked: &ParamsMap) -> impl IntoView + use<> {
    let at = reader.at;
    let chosen = |name: &str| asked.get(name).unwrap_or_default();
    let anybody = (String::new(), td_string!(at, admin.audit.anybody).to_owned());
    let people = names.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let people: Vec<_> = std::iter::once(anybody).chain(people).collect();
    let anything = (String::new(), td_string!(at, admin.audit.anything).to_owned());
    let acts = Act::ALL.into_iter().map(|act| (act.as_str().to_owned(), act_words(at, act).to_owned()));
    let acts: Vec<_> = std::iter::once(anything).chain(acts).collect();
    let none = Returned::default();
    view! {
        <form class="office__row" method="get" action="/staff/audit">
            <Pick at returned=none.clone() name="staff" label=td_string!(at, admin.audit.who) options=people value=chosen("staff") />
            <Pick at returned=none.clone() name="act" label=td_string!(at, admin.audit.what) options=acts value=chosen("act") />
            <Entry at returned=none.clone() name="from" kind="date" label=td_string!(at, admin.audit.from) value=chosen("from") />
            <Entry at returned=none name="to" kind="date" label=td_string!(at, admin.audit.to) value=chosen("to") />
            <button class="button" type="submit">{td_string!(at, admin.audit.filter)}</button>
        </form>
    }
}

fn query_of(asked: &ParamsMap) -> String {
    let kept = ["staff", "act", "subject", "from", "to"];
    let mut map = ParamsMap::new();
    for name in kept {
        if let Some(value) = asked.get(name).filter(|value| !value.is_empty()) {
            map.insert(name, value);
        }
    }
    map.to_query_string().trim_start_matches('?').to_owned()
}

fn address_before(asked: &ParamsMap, sequence: i64) -> String {
    let query = query_of(asked);
    let and = if query.is_empty() { "" } else { "&" };
    format!("/staff/audit?{query}{and}before={sequence}")
}
