//! How small records travel to the browser.

/// A record that travels as a row of its values, without their names: shorter on the line, and a reader of rows is half
/// the code of a reader of names. Both ends are of one build. The record says so to serde: `from = "Row", into = "Row"`.
#[macro_export]
macro_rules! travels_as_row {
    ($name:ident as $row:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        type $row = ($($kind,)*);

        impl From<$row> for $name {
            fn from(($($field,)*): $row) -> Self {
                Self { $($field),* }
            }
        }

        impl From<$name> for $row {
            fn from(record: $name) -> Self {
                ($(record.$field,)*)
            }
        }
    };
}
