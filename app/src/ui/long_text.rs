use leptos::prelude::*;

/// Several lines to type in, on a page without a client. Its name is its id too.
#[component]
pub fn LongText(
    name: &'static str,
    value: String,
    /// Characters.
    most: usize,
    /// Ids of the hint and the error.
    described: &'static str,
    wrong: bool,
) -> impl IntoView {
    // The framework writes what stands in a text area as it is: what a person typed must not become a tag.
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    view! {
        <textarea class="field__input" id=name name=name rows="3" maxlength=most.to_string() dir="auto"
            aria-describedby=described aria-invalid=wrong.then_some("true")
        >
            {value}
        </textarea>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::LongText;
    use leptos::prelude::*;

    #[test]
    fn what_was_typed_never_becomes_a_tag() {
        let value = "</textarea><script>1 & 2".to_owned();
        let html = view! { <LongText name="reason" value most=500 described="reason-hint" wrong=true /> }.to_html();
        assert!(html.contains("&lt;/textarea>&lt;script>1 &amp; 2</textarea>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    }
}
