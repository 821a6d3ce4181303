//! What somebody pastes from a word processor or from another page, as this site writes it: headings, lists, strong words
//! and links. Everything else of it is left behind.

/// Where a piece of what is pasted begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph,
    /// 1 to 6.
    Heading(u8),
    Point,
    /// A point of a numbered list.
    Numbered,
}

/// What is pasted, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What follows is one.
    Block(Block),
    Text {
        text: String,
        strong: bool,
        link: Option<String>,
    },
}

/// The pieces as text with marks.
pub fn marked(pieces: &[Piece]) -> String {
    let mut written: Vec<(Block, String)> = Vec::new();
    let mut block = Block::Paragraph;
    let mut runs: Vec<(String, bool, Option<String>)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Block(next) => {
                end(&mut written, block, &mut runs);
                block = *next;
            }
            Piece::Text { text, strong, link } => {
                // A heading is strong by itself.
                let strong = *strong && !matches!(block, Block::Heading(_));
                match runs.last_mut().filter(|(_, of, to)| *of == strong && to == link) {
                    Some((before, ..)) => before.push_str(text),
                    None => runs.push((text.clone(), strong, link.clone())),
                }
            }
        }
    }
    end(&mut written, block, &mut runs);
    let mut text = String::new();
    for (n, (block, line)) in written.iter().enumerate() {
        let is_list = |block: Block| matches!(block, Block::Point | Block::Numbered);
        match n.checked_sub(1).map(|before| written[before].0) {
            None => {}
            Some(before) if is_list(*block) && before == *block => text.push('\n'),
            Some(_) => text.push_str("\n\n"),
        }
        let number = written[..=n].iter().rev().take_while(|(of, _)| of == block).count();
        match block {
            Block::Paragraph => {}
            Block::Heading(1 | 2) => text.push_str("## "),
            Block::Heading(_) => text.push_str("### "),
            Block::Point => text.push_str("- "),
            Block::Numbered => text.push_str(&format!("{number}. ")),
        }
        text.push_str(line);
    }
    text
}

/// Writes a block that says anything.
fn end(written: &mut Vec<(Block, String)>, block: Block, runs: &mut Vec<(String, bool, Option<String>)>) {
    let mut line = String::new();
    for (text, strong, link) in runs.drain(..) {
        let (before, within, after) = apart(&text);
        line.push_str(before);
        if !within.is_empty() {
            let inner = within.trim_matches(is_sign);
            let strong = strong && !inner.is_empty();
            let (begin, end) = within.split_once(inner).filter(|_| strong).unwrap_or_default();
            let words = escaped(if strong { inner } else { &within });
            let words = match link.filter(|link| is_address(link)) {
                Some(link) => format!("[{words}]({link})"),
                None => words,
            };
            let words = if strong { format!("**{words}**") } else { words };
            line.push_str(&format!("{}{words}{}", escaped(begin), escaped(end)));
        }
        line.push_str(after);
    }
    // Where one strong part ends and the next begins there is no end.
    let line = line.replace("****", "").split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.is_empty() {
        written.push((block, plain_beginning(block, line)));
    }
}

/// The white space around some words, and the words: marks stand close to them.
fn apart(text: &str) -> (&'static str, String, &'static str) {
    let within = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blank = |there: bool| if there { " " } else { "" };
    (blank(text.starts_with(char::is_whitespace)), within, blank(text.ends_with(char::is_whitespace)))
}

/// Whether it may stand between a mark and a letter, where the mark would be none.
fn is_sign(c: char) -> bool {
    matches!(c, ':' | ';' | ',' | '.' | '!' | '?' | '«' | '»' | '(' | ')' | '"' | '“' | '”' | '،' | '؛' | '؟')
        || c.is_whitespace()
}

/// Text that stays as it was written.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '*' | '[' | ']' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// A paragraph that begins like a list or a heading is none.
fn plain_beginning(block: Block, line: String) -> String {
    let begins = ["# ", "## ", "### ", "- ", "+ ", "> "].iter().any(|begin| line.starts_with(begin));
    if block == Block::Paragraph && begins { format!("\\{line}") } else { line }
}

/// Whether it is a link that means something on another page, too, and does not end the mark.
fn is_address(link: &str) -> bool {
    let begins = ["https://", "http://", "mailto:", "tel:"].iter().any(|begin| link.starts_with(begin));
    begins && !link.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text { text: text.into(), strong: false, link: None }
    }

    fn strong(words: &str) -> Piece {
        Piece::Text { text: words.into(), strong: true, link: None }
    }

    fn link(words: &str, to: &str) -> Piece {
        Piece::Text { text: words.into(), strong: false, link: Some(to.into()) }
    }

    #[test]
    fn what_a_word_processor_writes_becomes_marks() {
        let heading = |level| Piece::Block(Block::Heading(level));
        let [paragraph, point, numbered] = [Block::Paragraph, Block::Point, Block::Numbered].map(Piece::Block);
        let table = [
            (vec![heading(1), strong("Titre"), paragraph.clone(), text("Du\u{a0} texte.\n")], "## Titre\n\nDu texte."),
            (vec![heading(4), text("Plus bas")], "### Plus bas"),
            (
                vec![point.clone(), text("un"), point.clone(), text("deux"), paragraph.clone(), text("fin")],
                "- un\n- deux\n\nfin",
            ),
            (
                vec![numbered.clone(), text("un"), numbered, text("deux"), point.clone(), text("trois")],
                "1. un\n2. deux\n\n- trois",
            ),
            (vec![text("un "), strong("mot "), text("fort")], "un **mot** fort"),
            (vec![strong("deux "), strong("mots")], "**deux mots**"),
            (vec![link("ici ", "https://example.org/a"), text("et là")], "[ici](https://example.org/a) et là"),
            (vec![link("rien", "javascript:alert(1)"), link(" faux", "https://a.example/)x")], "rien faux"),
            (vec![text("2 * 3 [x]")], "2 \\* 3 \\[x\\]"),
            (vec![paragraph.clone(), text("- pas une liste")], "\\- pas une liste"),
            (vec![paragraph.clone(), text(" \u{a0}"), paragraph, strong(" ")], ""),
            (vec![strong("Note :"), text("texte")], "**Note** :texte"),
            (
                vec![strong("a "), Piece::Text { text: "b".into(), strong: true, link: Some("tel:19".into()) }],
                "**a** **[b](tel:19)**",
            ),
            (
                vec![strong("a"), Piece::Text { text: "b".into(), strong: true, link: Some("tel:19".into()) }],
                "**a[b](tel:19)**",
            ),
            (vec![strong("!"), text(" fin")], "! fin"),
            (vec![link("[1]", "https://example.org/1")], "[\\[1\\]](https://example.org/1)"),
            (vec![text("الوساطة "), strong("مجانية")], "الوساطة **مجانية**"),
            (vec![], ""),
        ];
        for (pieces, written) in table {
            assert_eq!(marked(&pieces), written, "{pieces:?}");
        }
    }
}
