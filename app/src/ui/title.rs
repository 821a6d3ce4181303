/// What the tab says, and what a screen reader reads first.
pub fn set_title(words: impl Into<String>) {
    let words = words.into();
    #[cfg(feature = "ssr")]
    {
        use leptos::prelude::*;
        use leptos_meta::Title;

        // It stands in the head; here it is nothing.
        drop(view! { <Title text=words /> });
    }
    #[cfg(feature = "hydrate")]
    leptos::prelude::document().set_title(&words);
}
