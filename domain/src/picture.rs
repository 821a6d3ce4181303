//! Pictures of a centre: how a text names one, in which sizes it is kept, and what of it is seen where it is cut.

mod focus;

use std::{fmt, str::FromStr};

pub use focus::Focus;

/// Where pictures live, beneath the site.
pub const FOLDER: &str = "/media/";
/// Pixels of the sides in which a picture is kept, as far as it is as wide itself. A column of text is half as wide as the
/// last, and the finest telephones have two pixels where the page has one.
const WIDTHS: [u32; 4] = [320, 640, 960, 1280];
/// Pixels of the height of its largest size.
const TALLEST: u64 = 4096;
/// Letters and digits of a name: 60 bits.
const NAME: usize = 12;
/// Characters of what a picture shows.
pub const LONGEST_WORDS: usize = 200;

/// A picture as texts name it, with the pixels of its largest size, so that a page keeps its place before it comes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Picture {
    name: String,
    pub width: u32,
    pub height: u32,
}

/// How the files of a picture are written. Every browser reads the second, most read the first, which is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Webp,
    Jpeg,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Webp, Self::Jpeg];

    pub fn ending(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }

    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    pub fn kind(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The width and the format that a file's name says.
    pub fn of_file(file: &str) -> Option<(u32, Self)> {
        let (width, ending) = file.split_once('.')?;
        Some((width.parse().ok()?, Self::of_ending(ending)?))
    }
}

impl Picture {
    /// A picture under a name of lower-case letters and digits; nothing under another one.
    pub fn named(name: &str, width: u32, height: u32) -> Option<Self> {
        let right = name.len() == NAME && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        (right && width > 0 && height > 0).then(|| Self { name: name.to_owned(), width, height })
    }

    /// The name that says these random bits.
    pub fn name_of(bits: u64) -> String {
        let letter = |at: usize| char::from(b"abcdefghijkmnpqrstuvwxyz23456789"[(bits >> (at * 5)) as usize % 32]);
        (0..NAME).map(letter).collect()
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its sizes, the narrowest first.
    pub fn sizes(&self) -> Vec<(u32, u32)> {
        sizes(self.width, self.height)
    }

    /// The address of one of its files.
    pub fn file(&self, width: u32, format: Format) -> String {
        format!("{self}/{width}.{}", format.ending())
    }

    /// Its files of a format with their widths, as `srcset` says them.
    pub fn files(&self, format: Format) -> String {
        let files = self.sizes().into_iter().map(|(width, _)| format!("{} {width}w", self.file(width, format)));
        files.collect::<Vec<_>>().join(", ")
    }

    /// As a text is to say it: what it shows in brackets, then where it is.
    pub fn mark(&self, words: &str) -> String {
        let words: String = words.chars().filter(|c| !matches!(c, '[' | ']' | '\n' | '\r' | '\\')).collect();
        format!("![{words}]({self})")
    }
}

/// The sizes in which a picture of so many pixels is kept: no wider than it is, the narrowest first. Never none.
pub fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    // A tall one is narrower, so that no file has more lines than browsers of a telephone unpack.
    let fits = u64::from(width) * TALLEST / u64::from(height.max(1));
    let widest = width.min(WIDTHS[WIDTHS.len() - 1]).min(fits.try_into().unwrap_or(u32::MAX)).max(1);
    let widths = WIDTHS.into_iter().filter(|one| *one < widest).chain([widest]);
    widths
        .map(|one| (one, (u64::from(height) * u64::from(one)).div_ceil(u64::from(width.max(1))).max(1) as u32))
        .collect()
}

/// Its address, from which everything else follows.
impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FOLDER}{}-{}x{}", self.name, self.width, self.height)
    }
}

/// Not the address of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a picture")]
pub struct NoPicture;

impl FromStr for Picture {
    type Err = NoPicture;

    fn from_str(address: &str) -> Result<Self, NoPicture> {
        let (name, size) = address.strip_prefix(FOLDER).and_then(|rest| rest.split_once('-')).ok_or(NoPicture)?;
        let (width, height) = size.split_once('x').ok_or(NoPicture)?;
        let number = |text: &str| text.parse().ok().filter(|number: &u32| number.to_string() == text);
        let found = number(width).zip(number(height)).and_then(|(width, height)| Self::named(name, width, height));
        found.ok_or(NoPicture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_everything_of_a_picture() {
        let picture = Picture::named("abcdefgh2345", 960, 640).unwrap();
        assert_eq!(picture.to_string(), "/media/abcdefgh2345-960x640");
        assert_eq!(picture.to_string().parse(), Ok(picture.clone()));
        assert_eq!(picture.sizes(), [(320, 214), (640, 427), (960, 640)]);
        assert_eq!(picture.file(640, Format::Webp), "/media/abcdefgh2345-960x640/640.webp");
        let files = picture.files(Format::Jpeg);
        assert!(files.starts_with("/media/abcdefgh2345-960x640/320.jpg 320w, ") && files.ends_with("/960.jpg 960w"));
        assert_eq!(Format::of_file("640.webp"), Some((640, Format::Webp)));
        for file in ["640.png", "x.jpg", "640", ".jpg", "640.jpg.webp"] {
            assert_eq!(Format::of_file(file), None, "{file}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_picture_is_refused() {
        let wrong = [
            "",
            "/media/",
            "/media/abcdefgh2345",
            "/media/abcdefgh2345-960",
            "/media/abcdefgh2345-0x640",
            "/media/abcdefgh2345-+960x640",
            "/media/abcdefgh2345-0960x640",
            "/media/abcdefgh234-960x640",
            "/media/ABCDEFGH2345-960x640",
            "/media/../../../x/y-960x640",
            "/media/abcdefgh2345-960x640/640.webp",
            "https://example.org/media/abcdefgh2345-960x640",
        ];
        for address in wrong {
            assert_eq!(address.parse::<Picture>(), Err(NoPicture), "{address}");
        }
    }

    #[test]
    fn sizes_are_never_wider_than_the_picture_and_never_without_height() {
        assert_eq!(sizes(100, 50), [(100, 50)]);
        assert_eq!(sizes(320, 10), [(320, 10)]);
        assert_eq!(sizes(4000, 3000), [(320, 240), (640, 480), (960, 720), (1280, 960)]);
        assert_eq!(sizes(8000, 1).last(), Some(&(1280, 1)));
        assert_eq!(sizes(0, 0), [(1, 1)]);
        assert_eq!(sizes(1000, 10_000), [(320, 3200), (409, 4090)], "as an infographic is");
        assert_eq!(sizes(1, 50_000_000).len(), 1);
    }

    #[test]
    fn a_name_says_its_bits() {
        assert_ne!(Picture::name_of(1), Picture::name_of(2));
        for bits in [0, 1, u64::MAX, 0x0fff_ffff_ffff_ffff] {
            assert!(Picture::named(&Picture::name_of(bits), 1, 1).is_some(), "{bits}");
        }
    }

    #[test]
    fn a_mark_holds_whatever_a_picture_is_said_to_show() {
        let picture = Picture::named("abcdefgh2345", 960, 640).unwrap();
        assert_eq!(picture.mark("قاعة [1]\n\\"), "![قاعة 1](/media/abcdefgh2345-960x640)");
    }
}
