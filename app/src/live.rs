//! What changes on a page by itself, once its client is awake. On the server nothing does.

use std::future::Future;

#[cfg(feature = "hydrate")]
use domain::booking::BookingForm;
use domain::booking::{Check, Field, FieldError, FieldErrors, check_field};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};

use crate::api::Failure;

/// Milliseconds over which those who heard of a change ask again.
#[cfg(feature = "hydrate")]
const SPREAD: u64 = 800;

/// Longer than a tap or a click lasts.
#[cfg(feature = "hydrate")]
const AFTER_A_TAP: std::time::Duration = std::time::Duration::from_millis(300);

/// Asks again whenever somebody took or freed a time, and shows the answer.
pub fn keep_fresh<T, Asked>(shown: RwSignal<T>, ask: impl Fn() -> Asked + Clone + 'static)
where
    T: PartialEq + Send + Sync + 'static,
    Asked: Future<Output = Result<T, Failure>> + 'static,
{
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let ask = ask.clone();
        crate::browser::listen("/live/times", "changed", move || {
            let ask = ask.clone();
            let asked = async move {
                // A page that cannot ask keeps what it shows: the booking itself says when a time is gone.
                if let Ok(fresh) = ask().await
                    && shown.try_with_untracked(|old| *old != fresh) == Some(true)
                {
                    shown.set(fresh);
                }
            };
            // Thousands hear it at once.
            let clock = window().performance().map_or(0.0, |clock| clock.now());
            let wait = std::time::Duration::from_millis(clock as u64 % SPREAD);
            set_timeout(move || leptos::task::spawn_local(asked), wait);
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (shown, ask);
}

/// What was typed, once the fingers rest.
pub fn settled(typed: RwSignal<String>) -> RwSignal<String> {
    let settled = RwSignal::new(typed.get_untracked());
    #[cfg(feature = "hydrate")]
    {
        /// Longer than between two letters of who types fast.
        const REST: u32 = 150;
        let pending = StoredValue::new_local(None);
        Effect::new(move |_| {
            let now = typed.get();
            let timer = gloo_timers::callback::Timeout::new(REST, move || settled.set(now));
            pending.set_value(Some(timer));
        });
    }
    settled
}

/// Answers a form that only asks for another screen: the client shows it without loading a page.
pub fn follow_form() -> impl Fn(SubmitEvent) + 'static {
    #[cfg(feature = "hydrate")]
    let navigate = leptos_router::hooks::use_navigate();
    move |event| {
        #[cfg(feature = "hydrate")]
        if let Some(address) = crate::browser::address_asked_by(&event) {
            event.prevent_default();
            crate::browser::moves::leave_for(&address);
            navigate(&address, leptos_router::NavigateOptions::default());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }
}

/// What is wrong with a booking form: with the client, each answer is checked as it is given, and the whole before it
/// is sent. The server checks again.
#[derive(Clone, Copy)]
pub struct Checked {
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))] // the server checks what comes
    check: Check,
    errors: RwSignal<FieldErrors>,
    /// What the summary above the form says; it changes only when the form is sent.
    pub summary: RwSignal<FieldErrors>,
}

impl Checked {
    /// A family's form.
    pub fn new(errors: FieldErrors) -> Self {
        Self::of(errors, check_field)
    }

    /// A form whose fields are checked by `check`.
    pub fn of(errors: FieldErrors, check: Check) -> Self {
        Self { check, errors: RwSignal::new(errors.clone()), summary: RwSignal::new(errors) }
    }

    /// Shows what is wrong.
    pub fn show(self, errors: FieldErrors) {
        self.errors.set(errors.clone());
        self.summary.set(errors);
    }

    /// Whether the server would take the form; shows why not.
    #[cfg(feature = "hydrate")]
    pub fn passes(self, form: &BookingForm) -> bool {
        let wrong = |field| (self.check)(form, field).map(|error| (field, error));
        let errors: FieldErrors = Field::ALL.into_iter().filter_map(wrong).collect();
        let passes = errors.is_empty();
        self.show(errors);
        passes
    }

    /// The error of one field, as it changes.
    pub fn error(self, field: Field) -> Signal<Option<FieldError>> {
        Signal::derive(move || {
            self.errors.with(|errors| errors.iter().find(|(of, _)| *of == field).map(|(_, error)| *error))
        })
    }

    /// Checks the field that has just been answered.
    pub fn check_changed(self, event: &Event) {
        #[cfg(feature = "hydrate")]
        if let Some((form, field)) = crate::browser::changed_field(event) {
            // Another channel makes the error of the first meaningless.
            let stale =
                move |of: Field| of == field || (field == Field::Channel && matches!(of, Field::Mobile | Field::Email));
            let error = (self.check)(&form, field);
            // What the answer moves must not slip away under a finger that is already on its way to it.
            set_timeout(
                move || {
                    self.errors.try_update(|errors| {
                        errors.retain(|(of, _)| !stale(*of));
                        errors.extend(error.map(|error| (field, error)));
                    });
                },
                AFTER_A_TAP,
            );
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }

    /// Keeps a form back that the server would refuse.
    pub fn check_all(self, event: &SubmitEvent) {
        #[cfg(feature = "hydrate")]
        if let Some(form) = crate::browser::submitted_form(event) {
            // Without a line the browser would leave the page, and what was typed with it.
            if !self.passes(&form) || crate::browser::lacks_line() {
                event.prevent_default();
            }
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }
}
