//! What a button of the editor does to a text: a heading, a list, strong words, a link, a place. Positions are counted in
//! UTF-16 units, as browsers count them.

/// What replaces a part of a text, and what is selected then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part of the old text.
    pub part: (usize, usize),
    pub by: String,
    /// In the new text.
    pub selected: (usize, usize),
}

/// What begins a line of a heading or a list.
const BEGINNINGS: [&str; 3] = ["### ", "## ", "- "];

/// Applies `mark` to what is selected of `text`: `## ` and `- ` begin its lines, or no longer begin them; `**` stands around
/// it; `[/fr/]` makes it a link to an address that is typed next; anything else replaces it.
pub fn mark(text: &str, selected: (usize, usize), mark: &str) -> Change {
    let units: Vec<u16> = text.encode_utf16().collect();
    let end = selected.1.min(units.len());
    let start = selected.0.min(end);
    let of = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
    let length = |text: &str| text.encode_utf16().count();
    if BEGINNINGS.contains(&mark) {
        let new_line = u16::from(b'\n');
        let from = units[..start].iter().rposition(|unit| *unit == new_line).map_or(0, |at| at + 1);
        let to = units[end..].iter().position(|unit| *unit == new_line).map_or(units.len(), |at| end + at);
        let by = begun(&of(from, to), mark);
        let selected = (from, from + length(&by));
        // With nothing selected one goes on typing at the end of the line.
        let selected = if start == end { (selected.1, selected.1) } else { selected };
        return Change { part: (from, to), by, selected };
    }
    let inner = of(start, end);
    let (by, selected) = match mark.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => {
            let by = format!("[{inner}]({address})");
            let after = start + length(&by) - 1;
            // Words first where there are none.
            (by, if inner.is_empty() { (start + 1, start + 1) } else { (after - length(address), after) })
        }
        // Stars beside white space are no mark: a double click selects the blank behind a word, too.
        None if mark == "**" => {
            let word = inner.trim();
            let before = length(&inner[..inner.len() - inner.trim_start().len()]);
            let by = inner.replacen(word, &format!("**{word}**"), 1);
            let from = start + before + 2;
            if word.is_empty() {
                ("****".to_owned(), (start + 2, start + 2))
            } else {
                (by, (from, from + length(word)))
            }
        }
        None => (mark.to_owned(), (start + length(mark), start + length(mark))),
    };
    Change { part: (start, end), by, selected }
}

/// Lines that begin with `mark`; where all did, none does any more.
fn begun(lines: &str, mark: &str) -> String {
    let bare = |line: &str| BEGINNINGS.iter().find_map(|begin| line.strip_prefix(begin)).unwrap_or(line).to_owned();
    let had = lines.lines().any(|line| !line.is_empty())
        && lines.lines().all(|line| line.is_empty() || line.starts_with(mark));
    let alone = !lines.contains('\n');
    let lines = lines.split('\n').map(|line| match line {
        _ if had => bare(line),
        "" if !alone => String::new(),
        line => format!("{mark}{}", bare(line)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::mark;

    /// Does it where `|` stands once or twice in `text`, and shows what comes of it in the same way.
    fn done(text: &str, of: &str) -> String {
        let parts: Vec<&str> = text.split('|').collect();
        let units = |text: &str| text.encode_utf16().count();
        let start = units(parts[0]);
        let end = if parts.len() == 3 { start + units(parts[1]) } else { start };
        let text: Vec<u16> = parts.concat().encode_utf16().collect();
        let change = mark(&String::from_utf16(&text).unwrap(), (start, end), of);
        let by: Vec<u16> = change.by.encode_utf16().collect();
        let new = [&text[..change.part.0], &by, &text[change.part.1..]].concat();
        let (from, to) = change.selected;
        let of = |from: usize, to: usize| String::from_utf16(&new[from..to]).unwrap();
        let middle = if from == to { "|".to_owned() } else { format!("|{}|", of(from, to)) };
        format!("{}{middle}{}", of(0, from), of(to, new.len()))
    }

    #[test]
    fn a_button_does_what_one_would_have_typed() {
        let table = [
            ("un |mot| fort", "**", "un **|mot|** fort"),
            ("un | fort", "**", "un **|** fort"),
            ("un| mot |fort", "**", "un **|mot|** fort"),
            ("🙂 |قوي|", "**", "🙂 **|قوي|**"),
            ("a\nti|tre\nb", "## ", "a\n## titre|\nb"),
            ("a\n## ti|tre\nb", "## ", "a\ntitre|\nb"),
            ("- po|int", "## ", "## point|"),
            ("|un\n\ndeux|", "- ", "|- un\n\n- deux|"),
            ("|- un\n- deux|", "- ", "|un\ndeux|"),
            ("|- un\ndeux|", "- ", "|- un\n- deux|"),
            ("a\n|", "- ", "a\n- |"),
            ("lire |ceci|.", "[/fr/]", "lire [ceci](|/fr/|)."),
            ("lire |.", "[/fr/]", "lire [|](/fr/)."),
            ("appeler |x|", "{numéros}", "appeler {numéros}|"),
        ];
        for (text, of, result) in table {
            assert_eq!(done(text, of), result, "{text:?} {of}");
        }
    }

    #[test]
    fn a_selection_beyond_the_text_is_its_end() {
        assert_eq!(mark("ab", (9, 12), "**").by, "****");
        assert_eq!(mark("ab", (2, 1), "- ").by, "- ab");
    }
}
