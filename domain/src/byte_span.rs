//! Which bytes of a file a browser asks for: players ask for a recording in spans.

/// The first and the last byte that a browser asks for (RFC 9110, 14.1.2) of a file of `size` bytes: one span only, as every
/// player asks. `Ok(None)` where it asks for all, or in a way that may be answered with all.
///
/// # Errors
/// [`BeyondEnd`] when nothing of the file is asked for.
pub fn span_asked(range: Option<&str>, size: u64) -> Result<Option<(u64, u64)>, BeyondEnd> {
    let Some((first, last)) = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-')) else {
        return Ok(None);
    };
    let (first, last) = (first.trim(), last.trim());
    let number = |text: &str| text.parse::<u64>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let span = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => (first, last.min(size.saturating_sub(1))),
        (Some(first), None) if last.is_empty() => (first, size.saturating_sub(1)),
        // The last so many bytes.
        (None, Some(last)) if first.is_empty() && last > 0 => (size.saturating_sub(last), size.saturating_sub(1)),
        (None, Some(0)) if first.is_empty() => return Err(BeyondEnd),
        _ => return Ok(None),
    };
    if span.0 >= size { Err(BeyondEnd) } else { Ok(Some(span)) }
}

/// Nothing of the file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("beyond the end of the file")]
pub struct BeyondEnd;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_what_a_player_asks_for() {
        let asked = [
            (None, Ok(None)),
            (Some("bytes=0-"), Ok(Some((0, 99)))),
            (Some("bytes=0-0"), Ok(Some((0, 0)))),
            (Some("bytes=10-19"), Ok(Some((10, 19)))),
            (Some("bytes=90-500"), Ok(Some((90, 99)))),
            (Some("bytes=-10"), Ok(Some((90, 99)))),
            (Some("bytes=-500"), Ok(Some((0, 99)))),
            (Some("bytes=100-"), Err(BeyondEnd)),
            (Some("bytes=-0"), Err(BeyondEnd)),
            (Some("bytes=5-1"), Ok(None)),
            (Some("bytes=1-2,5-6"), Ok(None)),
            (Some("bytes=+1-2"), Ok(None)),
            (Some("bytes=a-b"), Ok(None)),
            (Some("bytes=-"), Ok(None)),
            (Some("lines=1-2"), Ok(None)),
            (Some("bytes=99999999999999999999-"), Ok(None)),
        ];
        for (range, span) in asked {
            assert_eq!(span_asked(range, 100), span, "{range:?}");
        }
        assert_eq!(span_asked(Some("bytes=0-"), 0), Err(BeyondEnd));
    }
}
