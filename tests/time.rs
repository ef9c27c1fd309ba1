//! Dates: every form that is printed is read back, contexts resolve, and no input panics.

use jiff::civil::Date;
use panj::annotate::number::NumberWords;
use panj::annotate::time::{TimeContext, TimeMention, TimeWords, TimexType, is_edtf};
use panj::text::{SentenceKind, Text, Vocabulary, split, tokenize};
use proptest::prelude::*;

fn words() -> &'static (TimeWords, Vocabulary) {
    static WORDS: std::sync::OnceLock<(TimeWords, Vocabulary)> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        let yaml = include_str!("../rules/dates.yaml");
        let words = TimeWords::compile(yaml, &mut vocabulary).expect("the shipped words compile");
        (words, vocabulary)
    })
}

/// Every mention with its words.
fn mentions(source: &str, published: Option<Date>) -> Vec<(String, TimeMention)> {
    let (words, vocabulary) = words();
    let tokens = tokenize(source, vocabulary);
    let whole = 0..source.len();
    let sentences = split(source, &tokens, std::slice::from_ref(&whole));
    let text = Text {
        source,
        tokens,
        sentences,
    };
    let mut context = TimeContext::new(published, None);
    let mut out = Vec::new();
    let mut item = 0;
    for sentence in &text.sentences {
        if sentence.item != item {
            item = sentence.item;
            if item == 0 {
                context.leave_item()
            } else {
                context.enter_item()
            }
        }
        let found = words.find(&text, sentence.tokens(), &mut context);
        if sentence.kind == SentenceKind::Heading {
            context.heading(&found);
        }
        out.extend(
            found
                .into_iter()
                .map(|m| (text.span(m.tokens.clone()).to_owned(), m)),
        );
    }
    out
}

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a test date"))
}

/// The EDTF values of `source`, unknown ones left out.
fn edtf(source: &str, published: Option<Date>) -> Vec<String> {
    mentions(source, published)
        .into_iter()
        .filter_map(|(_, m)| m.edtf)
        .collect()
}

fn check_all(cases: &[(&str, &str)], published: Option<Date>) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(source, wanted)| edtf(source, published) != [*wanted])
        .map(|(source, wanted)| {
            format!(
                "{source}\n  wanted {wanted}, found {:?}",
                edtf(source, published)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn reads_dates_without_a_publication_date() {
    check_all(
        &[
            ("The raid took place on November 26.", "XXXX-11-26"),
            ("The raid took place on 26 November 2024.", "2024-11-26"),
            (
                "Clashes on the nights of March 3 and 4 hurt two.",
                "XXXX-03-03/XXXX-03-04",
            ),
            ("It came late on December 23.", "XXXX-12-23"),
            ("Shelling went on throughout December.", "XXXX-12"),
            ("He has been held since August 2021.", "2021-08/.."),
            (
                "They met between 3 and 5 May 2023.",
                "2023-05-03/2023-05-05",
            ),
            (
                "The camp burnt in the night of 26 to 27 April 2019.",
                "2019-04-26/2019-04-27",
            ),
            (
                "It happened on 14-15 February 2020.",
                "2020-02-14/2020-02-15",
            ),
            ("It happened on 2024-11-27.", "2024-11-27"),
            ("It happened on 27.11.2024.", "2024-11-27"),
            ("It happened on 11/27/2024.", "2024-11-27"),
            ("It happened on 27/11/2024.", "2024-11-27"),
            ("CITED 13 JUL 89 BY THE STATION.", "1989-07-13"),
            ("They marched on May Day 1971.", "1971-05-01"),
            ("The strike began on the eve of 9 May 2022.", "2022-05-08"),
            ("In the 1990s the mine closed.", "199X"),
            ("In the summer of 2019 the mine closed.", "2019-22"),
            (
                "The mine closed in the third quarter of 2019.",
                "2019-07/2019-09",
            ),
            (
                "It lasted from 28 April to 3 May 2021.",
                "2021-04-28/2021-05-03",
            ),
            ("Talks lasted until 3 May 2021.", "../2021-05-03"),
            (
                "The second half of June 2019 was calm.",
                "2019-06-16/2019-06-30",
            ),
            ("In the summer of '98 he fought.", "1998-22"),
        ],
        None,
    );
}

#[test]
fn reads_dates_against_the_day_of_publication() {
    // A Wednesday.
    check_all(
        &[
            ("Gunmen killed two guards on Tuesday.", "2024-11-26"),
            ("Gunmen killed two guards on Wednesday.", "2024-11-27"),
            ("The ministers will meet on Friday.", "2024-11-29"),
            ("Gunmen attacked overnight.", "2024-11-26/2024-11-27"),
            ("The raid came early Tuesday.", "2024-11-26"),
            ("He was seized last week.", "2024-11-18/2024-11-24"),
            ("He was seized last October.", "2024-10"),
            ("He was seized in July.", "2024-07"),
            ("He was seized in December.", "2023-12"),
            ("He was seized last year.", "2023"),
            ("He was seized last month.", "2024-10"),
            ("Police found him this morning.", "2024-11-27"),
            ("Police found him today.", "2024-11-27"),
            ("Police found him yesterday evening.", "2024-11-26"),
            (
                "Five were killed in two attacks over the past week.",
                "2024-11-20/2024-11-27",
            ),
            ("He was killed on November 26.", "2024-11-26"),
            ("He was killed on March 3.", "2024-03-03"),
            ("The court will rule on March 3.", "2025-03-03"),
            ("He was arrested two days ago.", "2024-11-25"),
            ("He fled three years ago.", "2021"),
            ("She was freed on December 30 last year.", "2023-12-30"),
            ("She was freed in June last year.", "2023-06"),
            ("Voters will go to the polls next month.", "2024-12"),
            ("The bridge fell over the weekend.", "2024-11-23/2024-11-24"),
            (
                "The march, on Saturday, 23 November, drew thousands.",
                "2024-11-23",
            ),
            ("The blast came at 7:15 p.m. on Monday.", "2024-11-25"),
        ],
        day("2024-11-27"),
    );
}

#[test]
fn counts_from_what_was_named_before() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The first blast came on Saturday, 2 September. On Sunday morning another hit.",
            &["XXXX-09-02", "XXXX-09-03"],
        ),
        (
            "Troops came on 5 May 2021. The next day they left.",
            &["2021-05-05", "2021-05-06"],
        ),
        (
            "Troops came on 5 May 2021. A week later they left.",
            &["2021-05-05", "2021-05-12"],
        ),
        (
            "Troops came on 5 May 2021. Two days earlier they left.",
            &["2021-05-05", "2021-05-03"],
        ),
        (
            "Troops came on 5 May 2021. They left the same evening.",
            &["2021-05-05", "2021-05-05"],
        ),
        (
            "He left in June 2021. In September that year he died.",
            &["2021-06", "2021-09"],
        ),
        (
            "He died in June 2021. On May 9 of the previous year he fled.",
            &["2021-06", "2020-05-09"],
        ),
        ("On Tuesday he fled.", &[]),
        (
            "Week of 1-7 September 2023\n\nOn Monday a mine killed two.",
            &["2023-09-01/2023-09-07", "2023-09-04"],
        ),
        (
            "Period covered: 22 to 28 April\n\nOn Monday a mine killed two.",
            &["XXXX-04-22/XXXX-04-28"],
        ),
        (
            "Thursday, 25 April 2024\n\nA mine killed two men today. Three died on Tuesday.",
            &["2024-04-25", "2024-04-25", "2024-04-23"],
        ),
        (
            "Monday, 10 March. A mine killed two men in the morning.",
            &["XXXX-03-10", "XXXX-03-10"],
        ),
    ];
    for (source, wanted) in cases {
        assert_eq!(edtf(source, None), *wanted, "{source}");
    }
}

#[test]
fn a_title_about_an_old_day_dates_nothing() {
    let source = "Looking back on the flood of 3 May 1999\n\nA dam broke on Monday, killing two.";
    assert_eq!(
        edtf(source, day("2024-11-27")),
        ["1999-05-03", "2024-11-25"]
    );
}

#[test]
fn leaves_alone_what_is_no_date() {
    for source in [
        "He may march with them.",
        "HE MAY GO HOME.",
        "Theresa May spoke, and May left.",
        "The March family sat in the sun.",
        "They killed 2000 people with 12 rifles.",
        "The AK-47 and the T-72 were found on the road.",
    ] {
        assert_eq!(
            edtf(source, day("2024-11-27")),
            Vec::<String>::new(),
            "{source}"
        );
    }
}

#[test]
fn keeps_impossible_dates_without_a_value() {
    for (source, span) in [
        ("It happened on 31 February.", "31 February"),
        ("It happened on February 30, 2024.", "February 30, 2024"),
        ("It happened on November 26, 20225.", "November 26, 20225"),
        ("It happened on 2023-02-29.", "2023-02-29"),
        ("It happened on 45.13.2024.", "45.13.2024"),
    ] {
        for published in [None, day("2024-11-27")] {
            let found = mentions(source, published);
            assert_eq!(found.len(), 1, "{source}");
            let (words, mention) = &found[0];
            assert_eq!(
                (words.as_str(), mention.value.as_str()),
                (span, ""),
                "{source}"
            );
            assert_eq!(mention.edtf, None, "{source}");
        }
    }
}

#[test]
fn tells_durations_sets_and_references_from_dates() {
    for (source, kind, value) in [
        ("They fought for three days.", TimexType::Duration, "P3D"),
        (
            "They fought for two and a half hours.",
            TimexType::Duration,
            "PT2H30M",
        ),
        ("They meet every Friday.", TimexType::Set, "XXXX-WXX-5"),
        ("They meet each month.", TimexType::Set, "P1M"),
        ("They live there now.", TimexType::Date, "PRESENT_REF"),
        ("They came recently.", TimexType::Date, "PAST_REF"),
    ] {
        let found = mentions(source, day("2024-11-27"));
        assert_eq!(found.len(), 1, "{source}");
        assert_eq!(
            (found[0].1.kind, found[0].1.value.as_str()),
            (kind, value),
            "{source}"
        );
        assert!(!found[0].1.dates_events, "{source}");
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn suffix(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// Every way to write a full date.
fn forms(date: Date) -> Vec<String> {
    let (y, m, d) = (date.year(), date.month(), date.day());
    let month = MONTHS[m as usize - 1];
    let short = &month[..3];
    let upper = short.to_uppercase();
    let weekday = WEEKDAYS[date.weekday().to_monday_zero_offset() as usize];
    let th = suffix(d);
    let mut out = vec![
        format!("{y}-{m:02}-{d:02}"),
        format!("{d:02}.{m:02}.{y}"),
        format!("{m}/{d}/{y}"),
        format!("{d} {month} {y}"),
        format!("{d} {month}, {y}"),
        format!("{d}{th} {month} {y}"),
        format!("{d}{th} of {month}, {y}"),
        format!("the {d}{th} of {month} {y}"),
        format!("{month} {d}, {y}"),
        format!("{month} {d} {y}"),
        format!("{month} {d}{th}, {y}"),
        format!("{d}-{short}-{y}"),
        format!("{weekday}, {d} {month} {y}"),
        format!("{weekday}, {month} {d}, {y}"),
        format!("{weekday} {d} {month} {y}"),
    ];
    if (1950..2050).contains(&y) {
        out.push(format!("{d} {upper} {:02}", y % 100));
    }
    if m != 5 {
        out.push(format!("{short}. {d}, {y}"));
    }
    out
}

prop_compose! {
    fn any_date()(y in 1900i16..2100, m in 1i8..=12, d in 1i8..=28) -> Date {
        Date::new(y, m, d).expect("a date of the first four weeks")
    }
}

proptest! {
    #[test]
    fn reads_back_every_full_date(
        date in any_date(),
        published in proptest::option::of(any_date()),
    ) {
        for form in forms(date) {
            let source = format!("Two men were killed on {form}, police said.");
            let found = mentions(&source, published);
            prop_assert_eq!(found.len(), 1, "{}", source);
            let (span, mention) = &found[0];
            prop_assert_eq!(span, &form);
            let wanted = date.to_string();
            prop_assert_eq!(&mention.value, &wanted, "{}", source);
            prop_assert_eq!(mention.edtf.as_deref(), Some(wanted.as_str()));
            prop_assert_eq!((mention.earliest, mention.latest), (Some(date), Some(date)));
        }
    }

    #[test]
    fn leaves_an_unknown_year_open(date in any_date()) {
        let (m, d) = (date.month(), date.day());
        let month = MONTHS[m as usize - 1];
        let th = suffix(d);
        for form in [format!("{d} {month}"), format!("{month} {d}"), format!("{month} {d}{th}")] {
            let source = format!("Two men were killed on {form}.");
            let found = mentions(&source, None);
            prop_assert_eq!(found.len(), 1, "{}", source);
            let wanted = format!("XXXX-{m:02}-{d:02}");
            prop_assert_eq!(found[0].1.edtf.as_deref(), Some(wanted.as_str()), "{}", source);
            prop_assert_eq!(found[0].1.earliest, None);
        }
    }

    #[test]
    fn a_past_weekday_is_the_last_one(published in any_date(), weekday in 0usize..7) {
        let source = format!("Two men were killed on {}.", WEEKDAYS[weekday]);
        let found = mentions(&source, Some(published));
        let date = found[0].1.earliest.expect("a day");
        prop_assert_eq!(date.weekday().to_monday_zero_offset() as usize, weekday);
        let days = date.until(published).expect("a span").get_days();
        prop_assert!((0..7).contains(&days));
    }

    #[test]
    fn no_input_panics(source in "\\PC{0,80}", published in proptest::option::of(any_date())) {
        check(&source, published)?;
    }

    #[test]
    fn no_mix_of_time_words_panics(
        picks in proptest::collection::vec((0usize..1000, 0usize..4), 1..14),
        published in proptest::option::of((1i16..=9999, 1i8..=12, 1i8..=28)),
    ) {
        let pieces = [
            "the", "last", "next", "May", "March", "31", "29", "February", "2024", "0000", "9999",
            "week", "weeks", "ago", "later", "earlier", "year", "-", "/", ",", ".", "to", "and",
            "of", "Tuesday", "Sundays", "night", "overnight", "third", "quarter", "half", "a",
            "few", "two", "hundred", "million", "trillion", "999999999999", "1/2", "p.m.",
            "12:30", "'80s", "1990s", "early", "end", "between", "from", "since", "until",
            "every", "fiscal", "year-ago", "previous", "day", "summer", "decade", "century",
            "20th", "noon", "eve", "Christmas", "past", "today", "tomorrow", "yesterday", "that",
            "same", "this", "each", "about", "than", "more", "thousand", "years", "9", "10",
            "11.11.2011", "GMT", "0700", "’", "’99", "\n\n", "period", "following", "’s", "won",
        ];
        let joints = [" ", " ", "-", ""];
        let mut source = String::new();
        for (pick, joint) in picks {
            source.push_str(pieces[pick % pieces.len()]);
            source.push_str(joints[joint]);
        }
        let published = published.and_then(|(y, m, d)| Date::new(y, m, d).ok());
        check(&source, published)?;
    }
}

/// Numbers of any text: spans in order, bounds the right way round.
fn count(source: &str) -> Result<(), TestCaseError> {
    static NUMBERS: std::sync::OnceLock<(NumberWords, Vocabulary)> = std::sync::OnceLock::new();
    let (numbers, vocabulary) = NUMBERS.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        let yaml = include_str!("../rules/dates.yaml");
        let numbers = NumberWords::compile(yaml, &mut vocabulary).expect("the words compile");
        (numbers, vocabulary)
    });
    let tokens = tokenize(source, vocabulary);
    let size = tokens.len();
    let text = Text {
        source,
        tokens,
        sentences: Vec::new(),
    };
    let mut found = Vec::new();
    numbers.find(&text, 0..size, &mut found);
    let mut end = 0;
    for mention in found {
        prop_assert!(mention.tokens.start >= end && mention.tokens.end > mention.tokens.start);
        prop_assert!(mention.tokens.end <= size);
        end = mention.tokens.end;
        if let (Some(min), Some(max)) = (mention.count.min, mention.count.max) {
            prop_assert!(min <= max, "{:?} in {:?}", mention, source);
        }
    }
    Ok(())
}

fn check(source: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    count(source)?;
    let found = mentions(source, published);
    let mut end = 0;
    for (span, mention) in found {
        prop_assert!(!span.is_empty() && source.contains(&span));
        prop_assert!(mention.tokens.start >= end && mention.tokens.end > mention.tokens.start);
        end = mention.tokens.end;
        if let Some(edtf) = &mention.edtf {
            prop_assert!(is_edtf(edtf), "{:?} in {:?}", edtf, source);
        }
        if let (Some(first), Some(last)) = (mention.earliest, mention.latest) {
            prop_assert!(first <= last, "{:?} in {:?}", mention, source);
        }
    }
    Ok(())
}
