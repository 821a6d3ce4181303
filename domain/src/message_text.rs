//! The text of a message as somebody writes it, with places in braces that are filled in for each person.

use crate::message::{Place, Template};

/// Letters of a text; a link comes to it.
pub const LONGEST_TEXT: usize = 400;

/// A text that says what its message has to say, and leaves open nothing that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageText(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Place(Place),
}

/// Why a text is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageTextError {
    #[error("the text is empty")]
    Empty,
    #[error("the text has more than {LONGEST_TEXT} letters")]
    TooLong,
    #[error("a brace stands alone")]
    LoneBrace,
    #[error("no place has this name, or this message does not know it")]
    Unknown,
    #[error("the text does not say what it must")]
    Missing(Place),
}

impl MessageText {
    /// Reads a text for `template`; `place_of` says what a name in braces stands for.
    ///
    /// # Errors
    /// [`MessageTextError`], the first that is found.
    pub fn parse(
        text: &str,
        template: Template,
        place_of: impl Fn(&str) -> Option<Place>,
    ) -> Result<Self, MessageTextError> {
        let text = tidy(text);
        if text.is_empty() {
            return Err(MessageTextError::Empty);
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(MessageTextError::TooLong);
        }
        let pieces = pieces(&text, |name| {
            place_of(name).filter(|place| template.knows().contains(place)).ok_or(MessageTextError::Unknown)
        })?;
        let missing = template.needs().iter().find(|place| !pieces.contains(&Piece::Place(**place)));
        match missing {
            Some(place) => Err(MessageTextError::Missing(*place)),
            None => Ok(Self(pieces)),
        }
    }

    /// The text with `name_of` each place in braces.
    pub fn written(&self, name_of: impl Fn(Place) -> String) -> String {
        self.filled(|place| format!("{{{}}}", name_of(place)))
    }

    /// The text with `value_of` each place.
    pub fn filled(&self, value_of: impl Fn(Place) -> String) -> String {
        let words = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Place(place) => value_of(*place),
        });
        words.collect()
    }
}

/// Lines without the white space around them, and none empty at either end.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

fn pieces(
    text: &str,
    place_of: impl Fn(&str) -> Result<Place, MessageTextError>,
) -> Result<Vec<Piece>, MessageTextError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or(MessageTextError::LoneBrace)?;
        push_words(&mut pieces, words)?;
        pieces.push(Piece::Place(place_of(name.trim())?));
        rest = after;
    }
    push_words(&mut pieces, rest)?;
    Ok(pieces)
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) -> Result<(), MessageTextError> {
    if words.contains('}') {
        return Err(MessageTextError::LoneBrace);
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place_of(name: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.as_str() == name).or((name == "اليوم").then_some(Place::Day))
    }

    fn read(template: Template, text: &str) -> Result<MessageText, MessageTextError> {
        MessageText::parse(text, template, place_of)
    }

    #[test]
    fn a_text_says_what_its_message_has_to_say() {
        use MessageTextError::{Empty, LoneBrace, Missing, TooLong, Unknown};
        for (template, text, wrong) in [
            (Template::Moved, "", Empty),
            (Template::Moved, "  \n ", Empty),
            (Template::Moved, "{day}", Missing(Place::Time)),
            (Template::Moved, "{time}", Missing(Place::Day)),
            (Template::Offered, "{day} {time}", Missing(Place::Until)),
            (Template::Moved, "{day} {time} {name}", Unknown),
            // Known, and not to this message.
            (Template::Moved, "{day} {time} {code}", Unknown),
            (Template::Waiting, "{day}", Unknown),
            (Template::Moved, "{day} {time", LoneBrace),
            (Template::Moved, "{day} {time} }", LoneBrace),
            (Template::Moved, "} {day} {time}", LoneBrace),
            (Template::Waiting, &"a".repeat(LONGEST_TEXT + 1), TooLong),
        ] {
            assert_eq!(read(template, text), Err(wrong), "{text}");
        }
        for template in Template::ALL {
            let all = template.knows().iter().map(|place| format!("{{{}}}", place.as_str())).collect::<String>();
            assert!(read(template, &format!("x {all}")).is_ok(), "{template:?}");
        }
    }

    #[test]
    fn places_are_filled_and_named_in_any_language() {
        let text = read(Template::Moved, " {اليوم}،\r\n {  time } ").unwrap();
        assert_eq!(text.filled(|place| place.as_str().to_uppercase()), "DAY،\nTIME");
        assert_eq!(text.written(|place| place.as_str().to_owned()), "{day}،\n{time}");
        // What is filled in is never read as a place again.
        assert_eq!(text.filled(|_| "{day}".to_owned()), "{day}،\n{day}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(words in "[a-z ، \n]{0,40}", more in "[a-z.]{0,40}") {
            let text = format!("{words}{{time}}{more}{{day}}");
            let read = MessageText::parse(&text, Template::Reminder, place_of).unwrap();
            let written = read.written(|place| place.as_str().to_owned());
            prop_assert_eq!(MessageText::parse(&written, Template::Reminder, place_of), Ok(read));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[{}a-z \n]{0,60}") {
            for template in Template::ALL {
                if let Ok(read) = MessageText::parse(&text, template, place_of) {
                    let open = read.filled(|_| "x".to_owned()).contains(['{', '}']);
                    prop_assert!(!open);
                }
            }
        }
    }
}
