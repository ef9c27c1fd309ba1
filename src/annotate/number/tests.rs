//! Counts, and what is not one.

use super::*;
use crate::text::tokenize;
use crate::text::{Text, Vocabulary};

type Read = (String, Option<u64>, Option<u64>, bool, NumberKind);

fn read(source: &str) -> Vec<Read> {
    let mut vocabulary = Vocabulary::default();
    let yaml = include_str!("../../../rules/dates.yaml");
    let words = NumberWords::compile(yaml, &mut vocabulary).unwrap();
    let tokens = tokenize(source, &vocabulary);
    let size = tokens.len();
    let text = Text {
        source,
        tokens,
        sentences: Vec::new(),
    };
    let mut out = Vec::new();
    words.find(&text, 0..size, &mut out);
    out.iter()
        .map(|m| {
            let span = text.span(m.tokens.clone()).to_owned();
            (span, m.count.min, m.count.max, m.count.approximate, m.kind)
        })
        .collect()
}

#[test]
fn reads_counts() {
    use NumberKind::Cardinal;
    for (source, span, min, max, approximate) in [
        ("killed five people", "five", Some(5), Some(5), false),
        (
            "more than a dozen were hurt",
            "more than a dozen",
            Some(13),
            None,
            false,
        ),
        ("at least 20 people", "at least 20", Some(20), None, false),
        ("several villagers", "several", Some(3), None, true),
        ("dozens of homes", "dozens", Some(24), None, true),
        ("10 to 12 gunmen", "10 to 12", Some(10), Some(12), false),
        (
            "between 25 and 30 gunmen",
            "between 25 and 30",
            Some(25),
            Some(30),
            false,
        ),
        ("14-15 soldiers", "14-15", Some(14), Some(15), false),
        ("up to ten men", "up to ten", Some(0), Some(10), false),
        (
            "as many as 200 fled",
            "as many as 200",
            Some(0),
            Some(200),
            false,
        ),
        ("about 20 men", "about 20", Some(20), Some(20), true),
        (
            "nearly 1,360 homes",
            "nearly 1,360",
            Some(1360),
            Some(1360),
            true,
        ),
        ("some 40 houses", "some 40", Some(40), Some(40), true),
        (
            "one hundred and twenty-three men",
            "one hundred and twenty-three",
            Some(123),
            Some(123),
            false,
        ),
        (
            "1.2 million refugees",
            "1.2 million",
            Some(1_200_000),
            Some(1_200_000),
            false,
        ),
        ("two dozen fighters", "two dozen", Some(24), Some(24), true),
        ("half a dozen cars", "half a dozen", Some(6), Some(6), true),
        ("a couple of men", "a couple of", Some(2), Some(2), true),
        ("scores of people", "scores", Some(40), None, true),
        (
            "no fewer than 9 men",
            "no fewer than 9",
            Some(9),
            None,
            false,
        ),
        ("fewer than 9 men", "fewer than 9", Some(0), Some(8), false),
        (
            "2 to 3 million people",
            "2 to 3 million",
            Some(2_000_000),
            Some(3_000_000),
            false,
        ),
        (
            "hundreds of thousands marched",
            "hundreds of thousands",
            Some(200_000),
            None,
            true,
        ),
        (
            "two thousand five hundred men",
            "two thousand five hundred",
            Some(2500),
            Some(2500),
            false,
        ),
        (
            "the toll has gone up to 11, he said",
            "11",
            Some(11),
            Some(11),
            false,
        ),
        (
            "several hundred people",
            "several hundred",
            Some(300),
            None,
            true,
        ),
        ("a few dozen men", "a few dozen", Some(36), None, true),
        ("a 30-strong band", "30", Some(30), Some(30), false),
    ] {
        assert_eq!(
            read(source),
            [(span.to_owned(), min, max, approximate, Cardinal)],
            "{source}"
        );
    }
}

#[test]
fn keeps_other_numbers_apart() {
    let kinds = |source: &str| read(source).into_iter().map(|m| m.4).collect::<Vec<_>>();
    assert_eq!(kinds("a 34-year-old man"), [NumberKind::Age]);
    assert_eq!(kinds("a man aged 34"), [NumberKind::Age]);
    assert_eq!(kinds("Ivan Petrov, 34, was hurt"), [NumberKind::Age]);
    assert_eq!(
        kinds("$4.2m and 20 million kroner"),
        [NumberKind::Money, NumberKind::Money]
    );
    assert_eq!(
        kinds("25 km away, 30 percent"),
        [NumberKind::Measure, NumberKind::Percent]
    );
    assert_eq!(
        kinds("the third and 10th men"),
        [NumberKind::Ordinal, NumberKind::Ordinal]
    );
    assert_eq!(kinds("two-thirds of them"), [NumberKind::Fraction]);
    assert_eq!(
        kinds("AK-47 rifles, a Su-25 and an RPG-7 on Highway 61"),
        []
    );
    assert_eq!(kinds("In 2021 at 19:40 and 7 p.m. on 5 May 2020"), []);
    assert_eq!(kinds("a three-day siege"), [NumberKind::Measure]);
    assert_eq!(
        kinds("No one came on 11 and 12 June or between 3 and 5 May"),
        []
    );
    assert_eq!(kinds("the 1996 campaign, 1-7 September"), []);
    assert_eq!(kinds("2000 villagers"), [NumberKind::Cardinal]);
}
