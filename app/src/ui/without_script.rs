use leptos::prelude::*;

/// A button that sends its form, for whoever has no script. The browser reads it as text where there is script, so nothing
/// of it is woken.
#[component]
pub fn WithoutScript(
    words: &'static str,
    /// A name and a value that it sends; empty for none.
    #[prop(optional)]
    name: &'static str,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let sends = if name.is_empty() { String::new() } else { format!(" name=\"{name}\" value=\"{value}\"") };
    let button = format!("<button class=\"button button--small\" type=\"submit\"{sends}>{words}</button>");
    view! { <noscript inner_html=button></noscript> }
}
