//! The lines of a page, and what the shape of each says.
//!
//! In comes a line with what stands around it; out goes whether it can be a date line, a byline, a
//! title. It never decides: the [`header`](super::header) does, from the order of the lines.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::date::{LABEL, MONTH, PERIOD, WEEKDAY, full_dates, regex};
use super::dateline::agency;

/// The lines that are not blank, without the blanks at their ends.
pub(super) struct Lines<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl Lines<'_> {
    pub fn peek(&self) -> Option<Range<usize>> {
        Lines {
            text: self.text,
            at: self.at,
        }
        .next()
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = rest[..length].trim();
            let start = self.at + rest[..length].len() - rest[..length].trim_start().len();
            self.at += (length + 1).min(rest.len());
            if !line.is_empty() {
                return Some(start..start + line.len());
            }
        }
        None
    }
}

/// The part of the line that is a date line, and whether it is a date and nothing else.
pub(super) fn date_line(text: &str, line: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let shown = &text[line.clone()];
    if line.len() > 140 || !shown.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    for (date, _) in full_dates(shown) {
        let (before, after) = (&shown[..date.start], &shown[date.end..]);
        if let Some(label) = LABEL.find_iter(before).last() {
            let opens = before[..label.start()].trim_end();
            let opens =
                opens.is_empty() || opens.ends_with(['.', '|', '-', '–', '—', '·', '(', '*']);
            let gap = before.len() - label.end();
            if opens && gap <= 30 && ends(after) {
                return Some((line.start + label.start()..line.end, false));
            }
        }
        if PERIOD.is_match(before) || !ends(after) {
            continue;
        }
        if BARE.is_match(before) {
            return Some((line.clone(), true));
        }
        let label = before.trim_end();
        let label = match label.rsplit_once([',', '|', '–', '—', ' ']) {
            Some((head, day)) if is_weekday(day) => head.trim_end(),
            _ => label,
        };
        let split = label.ends_with([',', '|', '–', '—', '-', ':', '·']);
        let words = label
            .split_whitespace()
            .filter(|w| w.contains(char::is_alphabetic))
            .count();
        if split && words <= 3 && label.starts_with(char::is_uppercase) {
            return Some((line.clone(), false));
        }
    }
    None
}

pub(super) fn byline(line: &str) -> bool {
    line.len() <= 100
        && BYLINE.is_match(line)
        && !NOT_AUTHOR.is_match(line)
        && line.split_whitespace().count() <= 14
        && !sentence(line)
}

pub(super) fn agency_line(line: &str) -> bool {
    let staff = [
        "staff reporter",
        "staff writer",
        "news desk",
        "web desk",
        "newsroom",
        "our correspondent",
    ];
    line.len() <= 50
        && (agency(line) && capitalised(line)
            || staff.iter().any(|name| line.eq_ignore_ascii_case(name)))
}

/// Whether a line is two to four capitalised words, as a name is and a place name can be.
pub(super) fn name(line: &str) -> bool {
    let heading = [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "region",
        "province",
        "district",
        "key",
        "latest",
        "security",
        "front",
        "update",
        "summary",
        "report",
        "background",
        "overview",
        "situation",
        "developments",
        "week",
        "news",
    ];
    let words: Vec<&str> = line.split([' ', '-']).collect();
    line.len() <= 50
        && (2..=4).contains(&words.len())
        && capitalised(line)
        && line.contains(char::is_lowercase)
        && !words
            .iter()
            .any(|word| heading.contains(&word.to_ascii_lowercase().as_str()))
}

pub(super) fn title_shape(shown: &str) -> bool {
    let last = shown.chars().next_back().unwrap_or('.');
    let mark = ['•', '-', '–', '—', '·', '▪', '●', '>', '|'];
    !shown.starts_with(mark)
        && !shown.starts_with("* ")
        && !matches!(last, '.' | ',' | ';' | ':' | '…')
        && shown.split_whitespace().count() <= 28
        && shown.contains(char::is_alphabetic)
}

/// Whether the line break after `line` only keeps a paragraph narrow.
pub(super) fn wrapped(text: &str, line: &Range<usize>) -> bool {
    let mut lines = Lines {
        text,
        at: line.start,
    };
    let mut widest = 0;
    let mut last = None::<Range<usize>>;
    let mut second = None;
    for next in lines.by_ref().take(6) {
        if last
            .as_ref()
            .is_some_and(|last| text[last.end..next.start].matches('\n').count() > 1)
        {
            break;
        }
        widest = widest.max(next.len());
        if last.is_some() && second.is_none() {
            second = Some(next.clone());
        }
        last = Some(next);
    }
    let Some(second) = second else { return false };
    let second = &text[second];
    if second.starts_with(char::is_lowercase) {
        return true;
    }
    let word = second.split_whitespace().next().unwrap_or_default().len();
    (58..=100).contains(&widest) && line.len() + 1 + word > widest
}

/// Whether a line ends as a sentence does.
pub(super) fn sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    line.ends_with(['.', '!', '?'])
        && !line.ends_with("..")
        && line
            .split_whitespace()
            .next_back()
            .is_some_and(|word| word.len() > 2)
}

pub(super) fn same(title: &str, line: &str) -> bool {
    title.len() == line.len() && title.eq_ignore_ascii_case(line)
}

fn capitalised(line: &str) -> bool {
    let particle = |word: &str| {
        matches!(
            word,
            "and" | "de" | "del" | "al" | "bin" | "ibn" | "van" | "von" | "of" | "the"
        )
    };
    line.split_whitespace().enumerate().all(|(index, word)| {
        let letters = word
            .chars()
            .all(|c| c.is_alphabetic() || ".'’-".contains(c));
        let short = word.chars().filter(|c| *c != '.').count() <= 2 || !word.ends_with('.');
        letters && short && (word.starts_with(char::is_uppercase) || index > 0 && particle(word))
    })
}

/// Whether nothing but a time or a remark follows the date.
fn ends(after: &str) -> bool {
    let remark = after.trim_start().starts_with(['-', '–', '—', '|', '·']);
    TAIL.is_match(after)
        || remark && after.len() <= 70 && !after.ends_with('.') && after.contains(' ')
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    word.ends_with("day")
        || matches!(
            word.as_str(),
            "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"
        )
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:By|BY|by)\s+(?:\p{Lu}|(?:a|an|our|the)\s+(?:own\s+|special\s+)?(?i:staff|correspondent|reporter|newsroom|news|special))|(?i:from our (?:own |special )?correspondent)|(?i:written by|author:|reporter:)\s*\p{Lu})",
    )
});
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^[\s*_#(]*(?:on\s+)?(?:{WEEKDAY}\.?,?\s*(?:the\s+)?)?$"
    ))
});
static NOT_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^by\s+(?:the (?:end|time)|{WEEKDAY}\b|{MONTH}\b|\d)"
    ))
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[\s,.;|·–—-]*(?:(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*\(?(?:[a-z]{2,5}(?:[+-]\d+(?::\d+)?)?)?\)?)?[\s|.*_)]*$",
    )
});
