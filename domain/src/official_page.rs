//! Pages that a centre has elsewhere: on a social network, or on the site of whom it belongs to.

use url::{Host, Url};

use crate::typed::clean;

/// The address of such a page: `https`, at a named host, without a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialPage(Url);

/// Not the address of a page that a family can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a page")]
pub struct NotAPage;

/// Bytes of an address, far above what networks give.
const MOST_BYTES: usize = 400;

/// What families know these hosts by.
const KNOWN: [(&str, &str); 12] = [
    ("facebook.com", "Facebook"),
    ("fb.com", "Facebook"),
    ("instagram.com", "Instagram"),
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("tiktok.com", "TikTok"),
    ("x.com", "X"),
    ("twitter.com", "X"),
    ("linkedin.com", "LinkedIn"),
    ("whatsapp.com", "WhatsApp"),
    ("wa.me", "WhatsApp"),
    ("t.me", "Telegram"),
];

impl OfficialPage {
    /// Reads an address as it was typed or copied; without a scheme it is `https`.
    ///
    /// # Errors
    /// For another scheme, an address of a machine, a name or a word to sign in with, and what is longer than any address.
    pub fn parse(typed: &str) -> Result<Self, NotAPage> {
        let typed = clean(typed);
        // What a browser's bar hides.
        let whole = if typed.contains("://") { typed } else { format!("https://{typed}") };
        let page = Url::parse(&whole).map_err(|_| NotAPage)?;
        let named = matches!(page.host(), Some(Host::Domain(name)) if name.trim_end_matches('.').contains('.'));
        let plain = page.scheme() == "https" && page.username().is_empty() && page.password().is_none();
        let right = named && plain && page.port().is_none() && page.as_str().len() <= MOST_BYTES;
        if right { Ok(Self(page)) } else { Err(NotAPage) }
    }

    /// The address, without a letter that means something in HTML or ends a line.
    pub fn address(&self) -> &str {
        self.0.as_str()
    }

    /// What families know it by: the network's name, or the host.
    pub fn name(&self) -> &str {
        let host = self.0.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        let of = |known: &str| host == known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.'));
        KNOWN.iter().find(|(known, _)| of(known)).map_or(host, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::{NotAPage, OfficialPage};

    #[test]
    fn a_page_is_known_by_its_network_or_its_host() {
        let known = [
            ("https://www.facebook.com/centre.fes", "https://www.facebook.com/centre.fes", "Facebook"),
            ("m.facebook.com/centre", "https://m.facebook.com/centre", "Facebook"),
            (" https://wa.me/212600000000 ", "https://wa.me/212600000000", "WhatsApp"),
            ("HTTPS://Social.gov.ma", "https://social.gov.ma/", "social.gov.ma"),
            ("notfacebook.com/a", "https://notfacebook.com/a", "notfacebook.com"),
            ("https://example.ma/وساطة", "https://example.ma/%D9%88%D8%B3%D8%A7%D8%B7%D8%A9", "example.ma"),
            ("https://a.ma/\"><b>", "https://a.ma/%22%3E%3Cb%3E", "a.ma"),
        ];
        for (typed, address, name) in known {
            let page = OfficialPage::parse(typed).unwrap();
            assert_eq!((page.address(), page.name()), (address, name), "{typed}");
        }
    }

    #[test]
    fn what_leads_elsewhere_than_to_a_page_is_refused() {
        let long = format!("https://a.ma/{}", "a".repeat(400));
        let wrong = [
            "",
            "facebook",
            "http://a.ma",
            "javascript:alert(1)",
            "javascript://a.ma/%0aalert(1)",
            "data:text/html,x",
            "https://user@a.ma",
            "https://a:b@a.ma",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://0x7f.1/",
            "https://localhost/",
            "https://a.ma:8443/",
            "https://",
            "mailto:a@b.ma",
            &long,
        ];
        for typed in wrong {
            assert_eq!(OfficialPage::parse(typed), Err(NotAPage), "{typed}");
        }
    }
}
