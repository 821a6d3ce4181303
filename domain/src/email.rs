//! E-mail addresses, as far as a form should judge them.

use crate::typed::clean;

/// An address with one `@`, a local part and a domain with a dot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error("empty")]
    Empty,
    #[error("not an e-mail address")]
    Invalid,
}

/// RFC 5321, 4.5.3.1.3, less the brackets.
const MOST_BYTES: usize = 254;
/// RFC 5321, 4.5.3.1.1.
const MOST_LOCAL_BYTES: usize = 64;

impl EmailAddress {
    /// Cleans what was typed, and lowers the domain.
    ///
    /// # Errors
    /// When mail could not be sent there.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = clean(typed);
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, domain) = typed.split_once('@').ok_or(EmailError::Invalid)?;
        let domain = domain.to_ascii_lowercase();
        let labels: Vec<&str> = domain.split('.').collect();
        let named = labels.len() > 1 && labels.iter().all(|label| is_label(label)) && is_top(labels.last());
        if is_local(local) && named && typed.len() <= MOST_BYTES {
            Ok(Self(format!("{local}@{domain}")))
        } else {
            Err(EmailError::Invalid)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Atoms with dots between them (RFC 5321, 4.1.2), of letters, digits and the few signs that mailboxes have: what means
/// something in an address of the web, a header or a command is none of them.
fn is_local(local: &str) -> bool {
    let atom = |atom: &str| {
        !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '\''))
    };
    // What looks like an option is no address to hand to another program.
    local.len() <= MOST_LOCAL_BYTES && !local.starts_with('-') && local.split('.').all(atom)
}

/// A part of a host name (RFC 1123).
fn is_label(label: &str) -> bool {
    let right = !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    right && !label.starts_with('-') && !label.ends_with('-')
}

/// The last part is a name, not a number.
fn is_top(label: Option<&&str>) -> bool {
    label.is_some_and(|label| label.len() > 1 && label.bytes().any(|b| b.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::{EmailAddress, EmailError};

    #[test]
    fn the_domain_is_lowered_and_the_rest_is_kept() {
        let address = EmailAddress::parse("  Amina.B@Example.MA ").map(|a| a.as_str().to_owned());
        assert_eq!(address.as_deref(), Ok("Amina.B@example.ma"));
    }

    #[test]
    fn what_cannot_receive_mail_is_refused() {
        for typed in ["amina", "@a.ma", "a@", "a@ma", "a b@c.ma", "a@b..ma", "a@b@c.ma", "-X/tmp/a@b.ma"] {
            assert_eq!(EmailAddress::parse(typed), Err(EmailError::Invalid), "{typed}");
        }
        let harmful = [
            "a?bcc=evil%40evil.example&body=x@c.ma",
            "a,victim2@c.ma",
            "<a@c.ma>",
            "mailto:a@b.ma",
            "a;b@c.ma",
            "a|b@c.ma",
            "$(id)@c.ma",
            "a..b@c.ma",
            ".a@c.ma",
            "a@-b.ma",
            "a@b.1",
            "a@[127.0.0.1]",
            "é@c.ma",
        ];
        for typed in harmful {
            assert_eq!(EmailAddress::parse(typed), Err(EmailError::Invalid), "{typed}");
        }
        let unseen = EmailAddress::parse("a@b.ma\u{200B}").map(|address| address.as_str().to_owned());
        assert_eq!(unseen.as_deref(), Ok("a@b.ma"));
        assert_eq!(EmailAddress::parse(" "), Err(EmailError::Empty));
        assert_eq!(EmailAddress::parse(&format!("{}@b.ma", "a".repeat(250))), Err(EmailError::Invalid));
    }
}
