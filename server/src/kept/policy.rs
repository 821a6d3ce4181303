//! A page that many are given can have no nonce: its policy names its scripts by what they say.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The page without nonces, and the policy with the hash of each inline script in the nonce's place.
pub fn name_scripts(html: &str, policy: &str) -> (String, String) {
    let Some(nonce) = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map(|(nonce, _)| nonce)
    else {
        return (html.to_owned(), policy.to_owned());
    };
    let bare = html.replace(&format!(" nonce=\"{nonce}\""), "");
    let hashes = inline_scripts(&bare).map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
    // The same script twice is named once.
    let hashes = hashes.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ");
    let policy =
        policy.replace(&format!(" 'nonce-{nonce}'"), &if hashes.is_empty() { hashes } else { format!(" {hashes}") });
    (bare, policy)
}

/// What stands in the scripts of a page that a browser runs.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let runs = !attributes.contains(" src=") && !attributes.contains("json");
        (runs && !script.is_empty()).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::name_scripts;

    #[test]
    fn inline_scripts_are_named_by_their_hash_and_nothing_else_is() {
        let html = "<script nonce=\"x/1=\" src=\"/a.js\"></script><script nonce=\"x/1=\">alert(1)</script>\
                    <script type=\"application/ld+json\">{}</script><script>alert(1)</script>";
        let (bare, policy) =
            name_scripts(html, "default-src 'none'; script-src 'self' 'nonce-x/1=' 'wasm-unsafe-eval'; img-src 'self'");
        assert!(!bare.contains("nonce"), "{bare}");
        // `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert_eq!(policy, format!("default-src 'none'; script-src 'self' {hash} 'wasm-unsafe-eval'; img-src 'self'"));
    }

    #[test]
    fn a_page_without_inline_scripts_allows_none() {
        let (bare, policy) = name_scripts("<p>نعم</p>", "script-src 'self' 'nonce-abc'; img-src 'self'");
        assert_eq!((&*bare, &*policy), ("<p>نعم</p>", "script-src 'self'; img-src 'self'"));
        assert_eq!(name_scripts("<p>", "default-src 'none'").1, "default-src 'none'");
    }
}
