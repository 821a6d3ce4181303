use super::*;
use crate::{
    api::content::{page, slugs},
    office::Wrong,
};

#[test]
fn the_usual_page_written_anew_is_the_usual_page() {
    for language in Language::ALL {
        for slug in slugs() {
            let words = usual_words(language, slug).unwrap();
            assert!(!words.text.contains('<'), "{language:?} {slug}: {}", words.text);
            let (ours, usual) = (written(language, &words), page(language, slug).unwrap());
            assert_eq!((&ours.title, &ours.lead), (&usual.title, &usual.lead));
            let bare = |html: &str| {
                let spans = without_spans(html)
                    .replace("\n", "")
                    .replace(" />", ">")
                    .replace("&quot;", "\"")
                    .replace("&nbsp;", "\u{a0}");
                spans.replace("<p></p>", "")
            };
            assert_eq!(bare(&ours.html), bare(&usual.html), "{language:?} {slug}");
        }
    }
}

#[test]
fn no_tag_and_no_script_gets_to_a_page() {
    let typed = [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[here](javascript:alert(1))",
        "[here](  JaVaScRiPt:alert(1))",
        "<javascript:alert(1)>",
        "[here](data:text/html,x)",
        "<a href=\"https://x\" onclick=\"x()\">a</a>",
        "![x](https://example.org/x.png)",
        "<!-- a note -->",
        "<style>p{}</style>",
        "<svg/onload=alert(1)>",
        "<span lang=\"ar\" dir=\"rtl\" onclick=\"x\">a</span>",
        "```\n<script>\n```",
    ];
    for text in typed {
        let html = html(Language::Fr, text);
        let tags: Vec<&str> =
            html.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag).collect();
        for tag in tags {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            assert!(["p", "a", "br", "em"].contains(&name), "{text}: {html}");
            assert!(!tag.contains("on") || tag.starts_with("a href"), "{text}: {html}");
        }
        assert!(!html.to_lowercase().contains("href=\"javascript") && !html.contains("href=\"data"), "{text}: {html}");
    }
}

#[test]
fn a_picture_of_the_centre_is_shown_in_its_sizes_and_no_other_one() {
    let text = "Avant ![deux \"mains\" & <b>](/media/abcdefgh2345-960x640) après";
    let shown = html(Language::Fr, text);
    assert!(
        shown.contains("<source type=\"image/webp\" srcset=\"/media/abcdefgh2345-960x640/320.webp 320w, "),
        "{shown}"
    );
    assert!(shown.contains(" src=\"/media/abcdefgh2345-960x640/640.jpg\""), "{shown}");
    assert!(shown.contains(" width=\"960\" height=\"640\" alt=\"deux &quot;mains&quot; &amp; &lt;b&gt;\""), "{shown}");
    let found = pictures_in(text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].picture.name(), found[0].words.as_str()), ("abcdefgh2345", "deux \"mains\" &"));
    let foreign = [
        "![x](https://example.org/x.png)",
        "![x](//example.org/media/abcdefgh2345-960x640)",
        "![x](/media/../staff)",
        "![x](javascript:alert(1))",
        "![x](/media/abcdefgh2345-960x640/640.jpg)",
    ];
    for text in foreign {
        let shown = html(Language::Fr, text);
        assert_eq!((shown.trim(), pictures_in(text).len()), ("<p>x</p>", 0), "{text}");
    }
    // Arabic words within a picture of a French text are words and no tag.
    let arabic = html(Language::Fr, "![قاعة](/media/abcdefgh2345-960x640)");
    assert!(arabic.contains("alt=\"قاعة\""), "{arabic}");
    // One without words is refused when it is saved; here it is at least a picture.
    assert_eq!(pictures_in("![](/media/abcdefgh2345-960x640)")[0].words, "");
}

#[test]
fn marks_that_somebody_typed_are_words_and_places_are_filled_once() {
    for text in ["<!-- help -->\n\nx\n\n<!-- /help -->", "<!-- address<!-- help --> -->", "a <!-- /help --> b"] {
        let html = html(Language::Fr, text);
        assert!(!html.contains("<!--") && html.contains("&lt;!--"), "{text}: {html}");
    }
    assert!(!is_ours("<span lang=\"<!-- stairs -->ar\" dir=\"rtl\">"));
    let twice = html(Language::Fr, "{numéros}\n\nEt\n\n{numéros}");
    assert_eq!(twice.matches("<!-- help -->").count(), 1, "{twice}");
    assert!(!twice.contains("{numéros}"), "{twice}");
}

#[test]
fn what_lies_too_deep_lies_flat() {
    let deep = format!("{}a", "> ".repeat(4_000));
    let html = html(Language::Fr, &deep);
    assert_eq!((html.matches("<blockquote>").count(), html.matches("</blockquote>").count()), (DEEPEST, DEEPEST));
    assert!(html.contains(">a<"), "{html}");
}

#[test]
fn whoever_leaves_the_numbers_out_is_told_how_the_page_writes_them() {
    for at in Language::ALL.map(locale) {
        for language in Language::ALL {
            let words = Wrong::NoNumbers(language).words(at);
            assert!(tells_help(language, words), "{at:?} {language:?}: {words}");
        }
    }
}

#[test]
fn headings_stand_below_the_title_and_arabic_words_are_marked() {
    let html = html(Language::Fr, "# Un\n\n#### Deux\n\nLe mot مركز الأسرة, puis 12.");
    assert!(html.contains("<h2>Un</h2>") && html.contains("<h3>Deux</h3>"), "{html}");
    assert!(html.contains("<span lang=\"ar\" dir=\"rtl\">مركز الأسرة</span>, puis 12."), "{html}");
}

#[test]
fn a_place_brings_the_usual_words_between_its_marks() {
    for language in Language::ALL {
        let text = format!("Avant\n\n{}\n\nAprès", typed(language, "help"));
        assert!(tells_help(language, &text));
        let html = html(language, &text);
        assert!(html.contains("<!-- help -->") && html.contains("tel:19") && html.contains("<!-- /help -->"), "{html}");
    }
    assert_eq!(places_of(Language::Fr, "danger"), ["{numéros}"]);
    assert!(places_of(Language::Fr, "about").is_empty());
}
