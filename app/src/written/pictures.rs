//! Pictures in a text: the centre's own, in the size that a page needs. What is no picture of the centre's is the words that
//! stood for it.

use domain::picture::{Format, Picture};
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, TextMergeStream};

/// How wide a picture is seen: as wide as the column of text, which is as wide as a telephone.
const SIZES: &str = "(min-width: 44rem) 40rem, 100vw";

/// A picture as a text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureInText {
    pub picture: Picture,
    /// What it shows, for whoever does not see it.
    pub words: String,
}

/// The pictures of a text, in its order.
pub fn pictures_in(text: &str) -> Vec<PictureInText> {
    let text = without_marks(text);
    let mut events = TextMergeStream::new(Parser::new(&text));
    let mut found = Vec::new();
    while let Some(event) = events.next() {
        if let Event::Start(Tag::Image { dest_url, .. }) = event {
            let words = words_within(&mut events);
            found.extend(dest_url.parse().ok().map(|picture| PictureInText { picture, words }));
        }
    }
    found
}

/// A text in which a mark that somebody typed is none.
pub(super) fn without_marks(text: &str) -> String {
    text.replace("<!--", "\\<!--")
}

/// The same events with the files of each picture in its place.
pub(super) fn with_pictures<'a>(mut events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    std::iter::from_fn(move || match events.next()? {
        Event::Start(Tag::Image { dest_url, .. }) => {
            let words = words_within(&mut events);
            Some(match dest_url.parse() {
                Ok(picture) => Event::InlineHtml(files(&picture, &words).into()),
                Err(_) => Event::Text(CowStr::from(words)),
            })
        }
        event => Some(event),
    })
}

/// The words between the beginning of a picture and its end. One within its words is words, too.
fn words_within<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let (mut words, mut depth) = (String::new(), 1);
    while depth > 0 {
        match events.next() {
            Some(Event::Start(Tag::Image { .. })) => depth += 1,
            Some(Event::End(TagEnd::Image)) => depth -= 1,
            Some(Event::Text(text) | Event::Code(text)) => words.push_str(&text),
            Some(Event::SoftBreak | Event::HardBreak) => words.push(' '),
            Some(_) => {}
            None => break,
        }
    }
    words.trim().to_owned()
}

fn files(picture: &Picture, words: &str) -> String {
    let Picture { width, height, .. } = picture;
    let words = words.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    let usual = picture.sizes().into_iter().map(|(width, _)| width).find(|width| *width >= 640).unwrap_or(*width);
    format!(
        "<picture><source type=\"{}\" srcset=\"{}\" sizes=\"{SIZES}\"><img src=\"{}\" srcset=\"{}\" sizes=\"{SIZES}\" \
         width=\"{width}\" height=\"{height}\" alt=\"{words}\" loading=\"lazy\" decoding=\"async\"></picture>",
        Format::Webp.kind(),
        picture.files(Format::Webp),
        picture.file(usual, Format::Jpeg),
        picture.files(Format::Jpeg),
    )
}
