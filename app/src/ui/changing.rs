use domain::booking::FieldError;
use leptos::prelude::*;

/// A part of a page that changes by itself. All such parts are of one type, and so travel to a client once.
pub type Changing = Box<dyn FnMut() -> AnyView + Send>;

/// What `view` shows, again whenever what it reads has changed.
pub fn changing<V: IntoAny>(mut view: impl FnMut() -> V + Send + 'static) -> Changing {
    Box::new(move || view().into_any())
}

/// Whether a field is to look wrong.
pub fn is_wrong(error: Signal<Option<FieldError>>) -> Signal<bool> {
    Signal::derive(move || error.get().is_some())
}
