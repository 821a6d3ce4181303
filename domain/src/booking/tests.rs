use super::{BookingForm, BookingRequest, Field, FieldError, Hand, With, check_field};
use crate::contact::Channel;

fn good() -> BookingForm {
    BookingForm {
        service: "information-meeting".into(),
        mode: "in_person".into(),
        with: String::new(),
        speaks: String::new(),
        start: "2026-11-24T10:00".into(),
        name: "أمينة".into(),
        channel: "mobile".into(),
        mobile: "٠٦١٢٣٤٥٦٧٨".into(),
        email: String::new(),
        language: "ar".into(),
        may_leave_message: "no".into(),
        consent: "yes".into(),
        key: "0".repeat(64),
    }
}

fn errors(form: &BookingForm) -> Vec<(Field, FieldError)> {
    BookingRequest::try_from(form).err().unwrap_or_default()
}

#[test]
fn a_complete_form_is_a_request() {
    let request = BookingRequest::try_from(&good()).expect("complete");
    assert_eq!(request.contact.address.as_stored(), "+212612345678");
    assert_eq!(request.with, With::Anyone);
    assert!(!request.contact.may_leave_message);
}

#[test]
fn an_empty_form_says_everything_at_once_in_the_order_of_the_form() {
    let fields: Vec<Field> = errors(&BookingForm::default()).into_iter().map(|(field, _)| field).collect();
    use Field::{Channel, Consent, Key, Language, Mode, Name, Service, Start};
    assert_eq!(fields, [Service, Mode, Start, Name, Channel, Language, Consent, Key]);
}

#[test]
fn only_the_chosen_channel_is_asked_for() {
    let by_email =
        BookingForm { channel: "email".into(), mobile: "nonsense".into(), may_leave_message: String::new(), ..good() };
    assert_eq!(errors(&by_email), [(Field::Email, FieldError::EmailEmpty)]);
    let with_address = BookingForm { email: "a@b.ma".into(), ..by_email };
    assert_eq!(errors(&with_address), []);
}

#[test]
fn a_fixed_line_cannot_receive_the_message() {
    let fixed = BookingForm { mobile: "0535 12 34 56".into(), ..good() };
    assert_eq!(check_field(&fixed, Field::Mobile), Some(FieldError::PhoneNotMobile));
}

#[test]
fn consent_and_the_message_question_need_an_answer() {
    let silent = BookingForm { consent: String::new(), may_leave_message: String::new(), ..good() };
    let expected = [(Field::MayLeaveMessage, FieldError::ChoiceMissing), (Field::Consent, FieldError::ConsentMissing)];
    assert_eq!(errors(&silent), expected);
}

#[test]
fn debug_output_shows_nobody() {
    let shown = format!("{:?}", good());
    assert!(!shown.contains("أمينة") && !shown.contains("٠٦١٢") && !shown.contains("0000"), "{shown}");
}

#[test]
fn the_desk_takes_any_telephone_an_address_or_nothing_and_a_family_does_not() {
    let with = |channel: &str, mobile: &str, email: &str| BookingForm {
        channel: channel.into(),
        mobile: mobile.into(),
        email: email.into(),
        ..good()
    };
    for (form, channel) in [
        (with("", "0612345678", ""), Channel::Mobile),
        (with("", "05 35 12 34 56", ""), Channel::Landline),
        (with("", "", "amina@example.com"), Channel::Email),
        (with("", "0612345678", "amina@example.com"), Channel::Mobile),
        (with("email", "0612345678", "amina@example.com"), Channel::Email),
        (with("nobody", "", ""), Channel::Nobody),
    ] {
        let read = BookingRequest::read(&form, Hand::Desk).map(|request| request.contact.address.channel());
        assert_eq!(read, Ok(channel), "{form:?}");
        if channel != Channel::Email || form.channel.is_empty() {
            assert!(!errors(&form).is_empty(), "a family cannot leave {channel:?} like this");
        }
    }
    let nothing = BookingRequest::read(&with("", "", ""), Hand::Desk);
    assert_eq!(nothing, Err(vec![(Field::Mobile, FieldError::PhoneEmpty)]));
    let called = BookingForm { mode: "telephone".into(), ..with("nobody", "", "") };
    assert_eq!(BookingRequest::read(&called, Hand::Desk), Err(vec![(Field::Channel, FieldError::PhoneToCall)]));
}
