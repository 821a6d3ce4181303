use serde::{Deserialize, Serialize};

/// What of a picture is seen where there is no room for all of it: which third of its height and of its width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Focus {
    TopLeft,
    Top,
    TopRight,
    Left,
    #[default]
    Middle,
    Right,
    BottomLeft,
    Bottom,
    BottomRight,
}

impl Focus {
    /// Row by row, as they lie in the picture.
    pub const ALL: [Self; 9] = [
        Self::TopLeft,
        Self::Top,
        Self::TopRight,
        Self::Left,
        Self::Middle,
        Self::Right,
        Self::BottomLeft,
        Self::Bottom,
        Self::BottomRight,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::TopLeft => "top_left",
            Self::Top => "top",
            Self::TopRight => "top_right",
            Self::Left => "left",
            Self::Middle => "middle",
            Self::Right => "right",
            Self::BottomLeft => "bottom_left",
            Self::Bottom => "bottom",
            Self::BottomRight => "bottom_right",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|focus| focus.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Focus;

    #[test]
    fn every_part_of_a_picture_has_a_word_of_its_own() {
        assert_eq!(Focus::ALL.map(|focus| Focus::from_str_opt(focus.as_str())), Focus::ALL.map(Some));
    }
}
