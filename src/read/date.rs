//! Complete dates in short strings, and the day of publication that a page states.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::Layout;

/// Finds the first complete date (day, month and year) in a short string. The last day of a period
/// ("10-16 March 2025") is none, nor is "03/04/2024", which two countries read differently.
pub fn full_date(text: &str) -> Option<(Range<usize>, Date)> {
    full_dates(text).next()
}

/// The day of publication that the page itself states: on a date line, else in the dateline.
pub fn published(text: &str, layout: &Layout) -> Option<Date> {
    let lines = layout.date_lines.iter().cloned();
    let dateline = layout
        .dateline
        .as_ref()
        .and_then(|dateline| dateline.date.clone());
    lines.chain(dateline).find_map(|range| {
        let line = &text[range];
        if PERIOD.is_match(line) && !LABEL.is_match(line) {
            None
        } else {
            full_date(line).map(|f| f.1)
        }
    })
}

/// All complete dates of a short string that do not belong to a period.
pub(super) fn full_dates(text: &str) -> impl Iterator<Item = (Range<usize>, Date)> {
    DATE.captures_iter(text).filter_map(move |captures| {
        let range = captures.get(0)?.range();
        let (before, after) = (&text[..range.start], &text[range.end..]);
        if PERIOD_BEFORE.is_match(before) || PERIOD_AFTER.is_match(after) {
            return None;
        }
        Some((range, date(&captures, after)?))
    })
}

pub(super) const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|\
    aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
pub(super) const WEEKDAY: &str = "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|\
    fri(?:day)?|sat(?:urday)?|sun(?:day)?)";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)(?-u:\b)(?:(?P<y1>[12]\d{{3}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?-u:\b)|(?P<d2>\d{{1,2}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<y2>[12]\d{{3}})(?-u:\b)|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of\s+|\s*-\s*|\s*)(?P<m3>{MONTH})\b(?:\.?,?\s+|\.|-)(?P<y3>[12]\d{{3}}|'?\d{{2}})(?-u:\b)|(?P<m4>{MONTH})\b\.?[\s-]*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(?P<y4>[12]\d{{3}})(?-u:\b))"
    ))
});
static PERIOD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)(?:\d(?:st|nd|rd|th)?|(?-u:\b){MONTH}\.?)\s*(?:-|–|—|/|&|(?-u:\b)(?:to|until|till|through|and)(?-u:\b))\s*(?:{WEEKDAY},?\s*)?$"
    ))
});
static PERIOD_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^\s*(?:-|–|—|to|until|till|through)\s*(?:{WEEKDAY},?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\.?\s+\d|\d{{4}}-\d|\d{{1,2}}[./]\d)"
    ))
});
/// Words that make the dates of a line those of a period.
pub(super) static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?-u:\b)(?:week (?:of|ending|from)|month of|period|covering|covers|between|since|from)(?-u:\b)",
    )
});
/// Words after which a page gives its own date.
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?-u:\b)(?:issued|published|posted|(?:last )?(?:updated|modified)|released|date|dated|filed)(?-u:\b)",
    )
});

/// Compiles a pattern that is a literal of this crate, so that only its tests can see it fail. `\d`
/// stands for the digits 0 to 9: with those of all scripts a pattern takes ten times as long to build.
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\d", "[0-9]")).expect("a literal pattern")
}

fn date(captures: &Captures<'_>, after: &str) -> Option<Date> {
    let number = |name: &str| {
        captures
            .name(name)?
            .as_str()
            .trim_start_matches('\'')
            .parse::<i16>()
            .ok()
    };
    let year = |name: &str| {
        let digits = captures.name(name)?.as_str();
        let year = number(name)?;
        match digits.trim_start_matches('\'').len() {
            2 if !short_year(digits, after) => None,
            2 if year < 50 => Some(2000 + year),
            2 => Some(1900 + year),
            _ => Some(year),
        }
    };
    let (year, month, day) = if captures.name("y1").is_some() {
        (year("y1")?, number("m1")?, number("d1")?)
    } else if captures.name("y2").is_some() {
        let (first, second) = (number("d2")?, number("m2")?);
        let dotted = captures.get(0)?.as_str().contains('.');
        match (first, second) {
            (day, month) if dotted || day > 12 || day == month => (year("y2")?, month, day),
            (month, day) if day > 12 => (year("y2")?, month, day),
            _ => return None,
        }
    } else if captures.name("y3").is_some() {
        (
            year("y3")?,
            month(captures.name("m3")?.as_str())?,
            number("d3")?,
        )
    } else {
        (
            year("y4")?,
            month(captures.name("m4")?.as_str())?,
            number("d4")?,
        )
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Two digits after a month are a year ("13 JUL 89 (RADIO)") and not a number of people or an hour.
fn short_year(digits: &str, after: &str) -> bool {
    let next = after.trim_start().chars().next();
    digits.starts_with('\'')
        || match next {
            None | Some('(' | '[' | ',' | '-' | '–' | '—' | '|' | ')' | ';') => true,
            Some(':') => !after.trim_start()[1..].starts_with(|c: char| c.is_ascii_digit()),
            Some('.') => after.trim() == ".",
            _ => false,
        }
}

fn month(name: &str) -> Option<i16> {
    let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let name = name.get(..3)?;
    names
        .iter()
        .position(|n| n.eq_ignore_ascii_case(name))
        .map(|index| index as i16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        full_date(text).map(|(range, date)| format!("{} {date}", &text[range]))
    }

    #[test]
    fn finds_dates_in_any_dress() {
        for (text, expected) in [
            ("2024-11-27T06:00Z", ""),
            ("on 2024-11-27, late", "2024-11-27 2024-11-27"),
            ("27.11.2024", "27.11.2024 2024-11-27"),
            ("Nov. 27, 2024", "Nov. 27, 2024 2024-11-27"),
            (
                "Wednesday, November 27, 2024",
                "November 27, 2024 2024-11-27",
            ),
            (
                "the 27th of November 2024",
                "27th of November 2024 2024-11-27",
            ),
            ("27 Sept 2024.", "27 Sept 2024 2024-09-27"),
            ("LIMA, 13 JUL 89 (RADIO SUR)", "13 JUL 89 1989-07-13"),
            ("13-Jul-09", "13-Jul-09 2009-07-13"),
            ("11/27/2024", "11/27/2024 2024-11-27"),
            ("27/11/2024", "27/11/2024 2024-11-27"),
        ] {
            let expected = (!expected.is_empty()).then(|| expected.to_owned());
            if text.contains('T') && expected.is_none() {
                assert_eq!(found(text).as_deref(), None, "{text}");
            } else {
                assert_eq!(found(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn refuses_periods_fragments_and_impossible_days() {
        for text in [
            "10-16 March 2025",
            "10–16 March 2025",
            "Week of 1-7 September 2023",
            "from 28 April to 4 May 2024",
            "28 April 2024 - 4 May 2024",
            "March 28 - April 2, 2024",
            "March 2024",
            "3 March",
            "31 February 2024",
            "03/04/2024",
            "3 May 12 people",
            "3 May 10:30",
            "maybe 3 2024",
            "11 2024-11",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
