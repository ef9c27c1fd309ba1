//! Pages in the shapes that reports come in: what is head, what is report.

use panj::read::{Layout, layout, published};

fn parts(text: &str) -> (Layout, Vec<&str>) {
    let layout = layout(text);
    let body = layout
        .body
        .iter()
        .map(|region| &text[region.clone()])
        .collect();
    (layout, body)
}

fn at(text: &str, range: &Option<std::ops::Range<usize>>) -> String {
    range
        .as_ref()
        .map(|range| text[range.clone()].to_owned())
        .unwrap_or_default()
}

/// Place, date and source of the dateline, and the body.
fn filed(text: &str) -> ([String; 3], String) {
    let (layout, body) = parts(text);
    let line = layout.dateline.unwrap_or_default();
    (
        [
            at(text, &line.place),
            at(text, &line.date),
            at(text, &line.source),
        ],
        body.join("|"),
    )
}

const BLAST: &str = "A mine killed two herders near the old fort, elders said.";

#[test]
fn leaves_running_prose_whole() {
    for text in [
        "A mine killed two herders. Their sheep came home alone on 3 May 2024, by evening.",
        "By Monday the rebels held the bridge. Police: nothing to add.",
        "A mine laid by the side of the road that leads from the old fort to\nMazar killed two herders on Tuesday evening as they were driving their\nflock home, elders of the village said.",
        "The editor told Reuters that a table of contents had leaked.\n\nHe was held on Friday.",
        "He left. Paris – the city he loved – was quiet; see example.com/News for more.",
    ] {
        let (layout, body) = parts(text);
        assert_eq!(body, [text], "{layout:?}");
    }
}

#[test]
fn reads_a_newspaper_page() {
    let text = format!(
        "Thursday, May 2, 2024\n\nMine kills two herders near old fort\n\nAmira Solh\n    Ghazni, April 30 – {BLAST}\n\nIt was the third this year.\n\nNo comments:\n\nPost a Comment"
    );
    let (layout, body) = parts(&text);
    assert_eq!(
        at(&text, &layout.title),
        "Mine kills two herders near old fort"
    );
    assert_eq!(at(&text, &layout.byline), "Amira Solh");
    assert_eq!(
        published(&text, &layout),
        Some(jiff::civil::date(2024, 5, 2))
    );
    assert_eq!(
        body.join("|"),
        format!("{BLAST}\n\nIt was the third this year.")
    );
    let text = format!("Mine kills two\n\nBy a staff reporter\n\nGHAZNI: {BLAST}");
    let (layout, body) = parts(&text);
    assert_eq!(at(&text, &layout.byline), "By a staff reporter");
    assert_eq!(body, [BLAST]);
}

#[test]
fn reads_datelines() {
    for (head, place, date, source) in [
        ("Ghazni, Nov. 3 – ", "Ghazni", "Nov. 3", ""),
        (
            "GHAZNI, March 3 (Steppe Wire) — ",
            "GHAZNI",
            "March 3",
            "Steppe Wire",
        ),
        (
            "SAN RAMON, 13 JUL 89 (RADIO SUR) -- [TEXT] ",
            "SAN RAMON",
            "13 JUL 89",
            "RADIO SUR",
        ),
        (
            "ZHOB, Pakistan, Tuesday, January 7, 2025 (Hill Desk) - ",
            "ZHOB, Pakistan",
            "Tuesday, January 7, 2025",
            "Hill Desk",
        ),
        ("AIZAWL: ", "AIZAWL", "", ""),
        ("Steppe News Agency: ", "", "", "Steppe News Agency"),
        ("LEEDS (Reuters) - ", "LEEDS", "", "Reuters"),
        ("Tripoli – ", "Tripoli", "", ""),
        ("San José, 4 de abril ", "", "", ""),
        ("UPDATE: ", "", "", ""),
        ("Police – ", "", "", ""),
    ] {
        let text = format!("{head}{BLAST}");
        let (found, body) = filed(&text);
        assert_eq!(found, [place, date, source], "{head}");
        let kept = if found.iter().all(String::is_empty) {
            text.as_str()
        } else {
            BLAST
        };
        assert_eq!(body, kept);
    }
}

#[test]
fn reads_capitals_of_old_wires() {
    let text = "SAN RAMON, 13 JUL 89 (RADIO SUR) -- [TEXT] THE ARMY REPORTED THAT FOUR\nSOLDIERS WERE KILLED BY A MINE. THEY WERE ON PATROL.\n";
    let (found, body) = filed(text);
    assert_eq!(found, ["SAN RAMON", "13 JUL 89", "RADIO SUR"]);
    assert!(
        body.starts_with("THE ARMY REPORTED THAT FOUR\nSOLDIERS"),
        "{body}"
    );
    assert_eq!(
        published(text, &layout(text)),
        Some(jiff::civil::date(1989, 7, 13))
    );
}

#[test]
fn tells_publication_from_period() {
    let day = |line: &str| {
        let text = format!("Border bulletin\n{line}\n\n{BLAST}");
        published(&text, &layout(&text)).map(|date| date.to_string())
    };
    for (line, expected) in [
        ("Issued: Monday, 4 March 2024, 06:00 UTC", "2024-03-04"),
        ("Interview summary, 3 May 2022", "2022-05-03"),
        (
            "Week of 1-7 May 2023. Issued on Monday, 8 May 2023.",
            "2023-05-08",
        ),
        ("Nairobi, 7 May 2023", "2023-05-07"),
        ("Sunday, 18 June 2023", "2023-06-18"),
        ("Published 2023-06-18 10:30 GMT", "2023-06-18"),
        ("Last updated: 18.06.2023", "2023-06-18"),
    ] {
        assert_eq!(day(line).as_deref(), Some(expected), "{line}");
    }
    for line in [
        "Week of 1-7 May 2023",
        "Period covered: 22 to 28 April 2023",
        "10-16 March 2025",
        "Nairobi, 7 May",
    ] {
        assert_eq!(day(line), None, "{line}");
    }
}

#[test]
fn keeps_days_that_head_the_sections_of_a_diary() {
    let text = format!(
        "Monday, 4 March 2024\n\n{BLAST}\n\nTuesday, 5 March 2024\n\nA clinic burned down in the night."
    );
    let (layout, body) = parts(&text);
    assert_eq!((layout.date_lines.len(), body), (0, vec![text.as_str()]));
}

#[test]
fn keeps_headings_of_a_digest() {
    let text = format!(
        "Highland digest\n\nSouth Kivu\n{BLAST}\n\nBurkina Faso\nA clinic burned down in the night."
    );
    let (layout, body) = parts(&text);
    assert_eq!(at(&text, &layout.title), "Highland digest");
    assert_eq!(body, [&text[17..]]);
}

#[test]
fn leaves_out_what_pages_have_beside_reports() {
    let lines = [
        "Table of Contents",
        "Tags",
        "Tags: mines, herders",
        "Share this:",
        "Read more: Mines of the north",
        "Related articles",
        "Advertisement",
        "Subscribe to our newsletter",
        "ADVERTISEMENT",
        "This website uses cookies. Accept our cookie policy to go on.",
        "https://example.org/a/b",
        "A soldier rests at a gate near the fort of Ghazni, May 3, 2011. REUTERS",
        "Herders bury their dead near the fort of Ghazni. AFP/A. Name",
        "© 2024 Steppe Wire",
        "Copyright 2024 Steppe Wire. All rights reserved.",
        "(Reporting by A. Name; Editing by B. Name)",
    ];
    for line in lines {
        let text = format!("{BLAST}\n\n{line}\n\nIt was the third this year.");
        let (_, body) = parts(&text);
        assert_eq!(body, [BLAST, "It was the third this year."], "{line}");
    }
}

#[test]
fn cuts_what_is_glued() {
    let text = format!("Post a CommentTable of ContentsHerders die\n{BLAST}Post a Comment");
    assert_eq!(parts(&text).1.concat().matches("Comment").count(), 0);
    let text = format!("He gave directions.Officials say so.\n\n{BLAST}");
    let (_, body) = parts(&text);
    assert_eq!(body[0], "He gave directions.");
    assert!(body[1].starts_with("Officials say so."));
}

#[test]
fn drops_a_title_that_is_repeated() {
    let text = format!("Mine kills two\n\nMine kills two\nReuters\n\n{BLAST}");
    assert_eq!(parts(&text).1, [BLAST]);
    let text = format!("JOINT NOTE\non the clearing of mines\n\nAstana, 12 June\n\n{BLAST}");
    let (layout, body) = parts(&text);
    assert_eq!(
        at(&text, &layout.title),
        "JOINT NOTE\non the clearing of mines"
    );
    assert_eq!(
        at(&text, &layout.dateline.unwrap_or_default().place),
        "Astana"
    );
    assert_eq!(body, [BLAST]);
}

#[test]
fn survives_any_text() {
    for text in [
        "",
        " ",
        "\n\n",
        "Tags",
        "–",
        "A –",
        "É – “",
        "(",
        "[x] - ",
        "By",
        "3 May 2024",
        "\u{feff}",
        "....",
        "KABUL (",
        "a.B",
    ] {
        let found = layout(text);
        assert!(
            found
                .body
                .iter()
                .all(|r| text.get(r.clone()).is_some_and(|s| !s.is_empty())),
            "{text}"
        );
        assert_eq!(found.body.is_empty(), text.trim().is_empty(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn regions_are_in_order_and_on_characters(
        text in "([A-Z]{1,6}|[a-zé]{1,6}|[–—:,.()“”]|-|Tags|Reuters|Post a Comment|May|3|2024| |\r?\n){0,60}"
    ) {
        let found = layout(&text);
        let mut last = 0;
        for region in &found.body {
            proptest::prop_assert!(region.start >= last && region.end > region.start);
            proptest::prop_assert!(text.get(region.clone()).is_some());
            last = region.end;
        }
        published(&text, &found);
    }
}

#[test]
fn takes_time_in_proportion_to_the_text() {
    for piece in [
        "Reuters (",
        "cookies ",
        "Tags. Tags",
        "a.Babc",
        "Post a Comment ",
        "http://x ",
        "é – ",
    ] {
        let text = piece.repeat(2_000_000 / piece.len());
        let start = std::time::Instant::now();
        layout(&text);
        // Generous: a quadratic pass would take minutes.
        assert!(start.elapsed().as_secs() < 10, "{piece}");
    }
}

#[test]
fn reads_datelines_that_run_over_a_line_break() {
    for text in [
        "SAN RAMON, 13 JUL 89 (RADIO CADENA\nDEL SUR) -- [TEXT] FOUR MEN WERE KILLED BY A MINE."
            .to_owned(),
        format!("GHAZNI, March 3 (Steppe Wire) —\n{BLAST}"),
        format!("Amira Solh\nGHAZNI, March 3 (Steppe Wire) — {BLAST}"),
    ] {
        let (layout, body) = parts(&text);
        assert_eq!(layout.title, None, "{text}");
        assert!(layout.dateline.is_some(), "{text}");
        assert!(
            body.concat().starts_with(['F', 'A']) && body.len() == 1,
            "{body:?}"
        );
    }
}

#[test]
fn reads_pages_with_two_byte_line_ends() {
    let text = format!(
        "Mine kills two\r\n\r\nBy Amira Solh\r\n3 May 2024\r\n\r\nGHAZNI: {BLAST}\r\n\r\nTags\r\n"
    );
    let (layout, body) = parts(&text);
    assert_eq!(at(&text, &layout.title), "Mine kills two");
    assert_eq!(at(&text, &layout.byline), "By Amira Solh");
    assert_eq!(
        published(&text, &layout),
        Some(jiff::civil::date(2024, 5, 3))
    );
    assert_eq!(body, [BLAST]);
}
