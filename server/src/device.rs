//! What a browser says it is, in words that its owner recognises.

use axum::http::{HeaderMap, header};

/// Browser and system, as far as both can be told; nothing of what was sent goes on.
pub fn device_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let first =
        |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    // Each names those before it, too.
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    let words: Vec<&str> = [browser, system].into_iter().flatten().collect();
    if words.is_empty() { "?".to_owned() } else { words.join(" · ") }
}

#[cfg(test)]
mod tests {
    use super::device_of;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_browser_is_told_by_its_own_name() {
        let of = |agent: &'static str| {
            device_of(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]))
        };
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36";
        assert_eq!(of(chrome), "Chrome · Android");
        assert_eq!(
            of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0"),
            "Firefox · Windows"
        );
        assert_eq!(of("curl/8.5 <script>"), "?");
    }
}
