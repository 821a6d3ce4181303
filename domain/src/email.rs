//! E-mail addresses, as far as a form should judge them.

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

impl EmailAddress {
    /// Trims, and lowers the domain.
    ///
    /// # Errors
    /// When mail could not be sent there.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, domain) = typed.split_once('@').ok_or(EmailError::Invalid)?;
        let domain = domain.to_ascii_lowercase();
        let clean =
            |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || c == '@');
        let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
        // What looks like an option is no address to hand to another program.
        if clean(local) && !local.starts_with('-') && clean(&domain) && dotted && typed.len() <= MOST_BYTES {
            Ok(Self(format!("{local}@{domain}")))
        } else {
            Err(EmailError::Invalid)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
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
        assert_eq!(EmailAddress::parse(" "), Err(EmailError::Empty));
        assert_eq!(EmailAddress::parse(&format!("{}@b.ma", "a".repeat(250))), Err(EmailError::Invalid));
    }
}
