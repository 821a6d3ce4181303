use jiff::civil::Date;
use leptos::prelude::*;
use leptos_i18n::td_string;
use uuid::Uuid;

use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Tells a task.
#[component]
pub fn NewTask(
    at: Locale,
    returned: Returned,
    today: Date,
    /// Who may have it: id and name.
    staff: Vec<(String, String)>,
    /// Whom it is about.
    about: Option<(Uuid, String)>,
) -> impl IntoView {
    let mut owners = vec![(String::new(), td_string!(at, people.task.anybody).to_owned())];
    owners.extend(staff);
    let about = about.map(|(id, name)| {
        view! {
            <p>{td_string!(at, people.task.about)} " " <strong><bdi>{name}</bdi></strong></p>
            <input type="hidden" name="person" value=id.to_string() />
        }
    });
    view! {
        <section class="office__part">
            <h2>{td_string!(at, people.task.add_title)}</h2>
            <form class="form" method="post" action="/staff/tasks" autocomplete="off">
                {about}
                <Entry at returned=returned.clone() name="words" kind="text" label=td_string!(at, people.task.words) />
                <Entry at returned=returned.clone() name="due" kind="date" label=td_string!(at, people.task.until)
                    value=today.to_string() />
                <Pick at returned name="owner" label=td_string!(at, people.task.owner) options=owners />
                <button class="button button--primary" type="submit">{td_string!(at, people.task.add)}</button>
            </form>
        </section>
    }
}
