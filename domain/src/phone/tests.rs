use super::{PhoneError, PhoneNumber};

fn e164(typed: &str) -> Result<String, PhoneError> {
    PhoneNumber::parse(typed).map(|number| number.e164().to_owned())
}

#[test]
fn a_moroccan_mobile_is_read_however_it_is_written() {
    let written = [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+212612345678",
        "+212 6 12 34 56 78",
        "(+212) 0612345678",
        "00212 612 345 678",
        "٠٦ ١٢ ٣٤ ٥٦ ٧٨",
        "\u{200E}+212 612-345678\u{202C}",
        "\u{200B}0612345678\u{FEFF}",
        "۰۶۱۲۳۴۵۶۷۸",
        "06·12·34·56·78",
        "06−12−34−56−78",
        "０６１２３４５６７８",
    ];
    for typed in written {
        assert_eq!(e164(typed).as_deref(), Ok("+212612345678"), "{typed}");
    }
}

#[test]
fn what_is_wrong_with_a_number_is_said_exactly() {
    let cases = [
        ("", PhoneError::Empty),
        ("   ", PhoneError::Empty),
        ("+", PhoneError::TooShort),
        ("0612", PhoneError::TooShort),
        ("06123456789", PhoneError::TooLong),
        ("call me", PhoneError::NotANumber),
        ("612345678", PhoneError::UnknownCountry),
        ("0312345678", PhoneError::NotPossible),
        ("+33 1", PhoneError::TooShort),
        ("+1234567890123456", PhoneError::TooLong),
    ];
    for (typed, error) in cases {
        assert_eq!(e164(typed), Err(error), "{typed}");
    }
}

#[test]
fn numbers_are_shown_the_way_people_write_them() {
    let shown = |typed| PhoneNumber::parse(typed).map(|number| number.display());
    assert_eq!(shown("+212612345678").as_deref(), Ok("06 12 34 56 78"));
    assert_eq!(shown("0535123456").as_deref(), Ok("05 35 12 34 56"));
}

#[test]
fn only_mobile_numbers_are_mobile() {
    let mobile = |typed| PhoneNumber::parse(typed).map(|number| number.is_mobile());
    assert_eq!(mobile("0712345678"), Ok(true));
    assert_eq!(mobile("0535123456"), Ok(false));
}

#[cfg(feature = "full")]
#[test]
fn foreign_numbers_follow_their_own_plans() {
    assert_eq!(e164("+33 6 12 34 56 78").as_deref(), Ok("+33612345678"));
    let mobile = |typed| PhoneNumber::parse(typed).map(|number| number.is_mobile());
    assert_eq!(mobile("+33 6 12 34 56 78"), Ok(true));
    assert_eq!(mobile("+33 1 42 68 53 00"), Ok(false));
    assert_eq!(mobile("+1 212 555 2368"), Ok(true), "nobody can tell there");
    assert_eq!(e164("+33 9999"), Err(PhoneError::TooShort));
    assert_eq!(e164("+33 0000000000"), Err(PhoneError::NotPossible));
    let shown = PhoneNumber::parse("0033612345678").map(|number| number.display());
    assert_eq!(shown.as_deref(), Ok("+33 6 12 34 56 78"));
}
