//! Words of a fixed set, and civil days, as columns of text.

use domain::{
    access::Role,
    appointment::{Mode, Status},
    contact::Channel,
    holidays::Holiday,
    language::Language,
    look::{Appearance, Density, FirstScreen},
    message::Template,
    offer::Family,
    picture::{Focus, Format},
    preference::{Gender, Spoken},
    recurrence::Recurrence,
    reference::Reference,
    sound::Sound,
    theme::Theme,
};
use jiff::civil::{Date, DateTime};
use sea_orm::{
    ColIdx, DbErr, QueryResult, TryFromU64, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, StringLen, ValueType, ValueTypeErr},
};

/// What is written as one word.
pub trait Text: Sized {
    fn to_text(&self) -> String;
    fn from_text(text: &str) -> Option<Self>;
}

/// A column that holds such a word. A row with another one cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word<T>(pub T);

impl<T: Text> From<Word<T>> for Value {
    fn from(word: Word<T>) -> Self {
        Self::String(Some(word.0.to_text()))
    }
}

impl<T: Text> TryGetable for Word<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        let unknown = || TryGetError::DbErr(DbErr::Type(format!("“{text}” is not one of the words of its column")));
        T::from_text(&text).map(Self).ok_or_else(unknown)
    }
}

impl<T: Text> ValueType for Word<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let Value::String(Some(text)) = value else { return Err(ValueTypeErr) };
        T::from_text(&text).map(Self).ok_or(ValueTypeErr)
    }

    fn type_name() -> String {
        "Word".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::String(StringLen::None)
    }
}

/// A word of a key is never a number that the database chose.
impl<T> TryFromU64 for Word<T> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64(std::any::type_name::<Self>()))
    }
}

impl<T: Text> Nullable for Word<T> {
    fn null() -> Value {
        Value::String(None)
    }
}

impl Text for Date {
    fn to_text(&self) -> String {
        self.to_string()
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Text for DateTime {
    fn to_text(&self) -> String {
        self.to_string()
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Text for Reference {
    fn to_text(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Text for Recurrence {
    fn to_text(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// Several, with spaces between them.
impl<T: Text> Text for Vec<T> {
    fn to_text(&self) -> String {
        self.iter().map(Text::to_text).collect::<Vec<_>>().join(" ")
    }

    fn from_text(text: &str) -> Option<Self> {
        text.split_whitespace().map(T::from_text).collect()
    }
}

/// `Text` by the type's own functions.
macro_rules! text {
    ($($of:ty, $write:ident, $read:ident;)*) => {
        $(impl Text for $of {
            fn to_text(&self) -> String {
                self.$write().to_owned()
            }

            fn from_text(text: &str) -> Option<Self> {
                Self::$read(text)
            }
        })*
    };
}

text! {
    Status, as_str, from_str_opt;
    Mode, as_str, from_str_opt;
    Role, as_str, from_str_opt;
    Family, as_str, from_str_opt;
    Holiday, as_str, from_str_opt;
    Channel, as_str, from_str_opt;
    Gender, as_str, from_str_opt;
    Appearance, as_str, from_str_opt;
    Density, as_str, from_str_opt;
    FirstScreen, as_str, from_str_opt;
    Template, as_str, from_str_opt;
    Language, code, from_code;
    Spoken, code, from_code;
    Theme, as_str, from_str_opt;
    Focus, as_str, from_str_opt;
    Format, ending, of_ending;
    Sound, ending, of_ending;
}
