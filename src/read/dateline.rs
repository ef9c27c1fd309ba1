//! The dateline: place, date and agency before the first words of a report.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::date::{MONTH, WEEKDAY, regex};

/// A dateline; all ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash or colon that ends it.
    pub span: Range<usize>,
    /// Where the report was filed.
    pub place: Option<Range<usize>>,
    /// When, with the weekday, and as incomplete as it stands.
    pub date: Option<Range<usize>>,
    /// The agency or station.
    pub source: Option<Range<usize>>,
}

/// How surely a paragraph's first words are a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A place and a dash: "Beirut – Two…".
    Weak,
    /// A place in capitals, or the name of an agency, and a dash or colon.
    Marked,
    /// A date or a source in brackets beside it.
    Full,
}

/// How long a line is at least that typography broke, in bytes.
const SHORT: usize = 45;

/// How far into a paragraph a dateline can reach, in bytes.
const REACH: usize = 160;

static DATE_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)(?:^|[,\s(])\s*((?:{WEEKDAY}\.?,?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s*{MONTH}\.?(?:,?\s*'?(?:\d{{4}}|\d{{2}}))?|{MONTH}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*,?$"
    ))
});

/// Reads a dateline at the start of the paragraph that begins at byte `at`.
pub(super) fn dateline(text: &str, at: usize) -> Option<(Dateline, Strength)> {
    let head = window(text, at);
    let (end, rest) = separator(head)?;
    let (mut found, mut strength) = parts(text, at..at + end)?;
    let colon = head[end..].starts_with(':');
    let place = found
        .place
        .clone()
        .map(|range| &text[range])
        .unwrap_or_default();
    if strength == Strength::Weak {
        if agency(place) && colon {
            found.source = found.place.take();
            strength = Strength::Marked;
        } else if capitals(place) {
            strength = Strength::Marked;
        } else if colon || place.split_whitespace().count() > 3 {
            return None;
        }
    }
    let rest = skip_marks(head, rest);
    let next = text[at + rest..].chars().next()?;
    let starts = next.is_uppercase() || next.is_numeric() || "\"“‘'«".contains(next);
    if strength == Strength::Weak && !starts {
        return None;
    }
    found.span = at..at + rest;
    Some((found, strength))
}

/// Reads a line that is a dateline and nothing else: "Tashkent, 12 June".
pub(super) fn lone_dateline(text: &str, line: Range<usize>) -> Option<Dateline> {
    if line.len() > 60 {
        return None;
    }
    let (mut found, _) = parts(text, line.clone())?;
    let place = &text[found.place.clone()?];
    let comma = text[line.clone()][place.len()..]
        .trim_start()
        .starts_with(',');
    if found.date.is_none() || found.source.is_some() || !comma || place.split(' ').count() > 4 {
        return None;
    }
    found.span = line;
    Some(found)
}

/// Whether `name` ends like the name of a news agency, paper or station.
pub(super) fn agency(name: &str) -> bool {
    let name = name.trim();
    let last = name.rsplit(' ').next().unwrap_or(name).to_ascii_lowercase();
    let several = name.contains(' ');
    matches!(
        last.as_str(),
        "reuters"
            | "afp"
            | "ap"
            | "upi"
            | "efe"
            | "dpa"
            | "xinhua"
            | "tass"
            | "interfax"
            | "anadolu"
    ) || several
        && matches!(
            last.as_str(),
            "agency"
                | "news"
                | "newswire"
                | "wire"
                | "press"
                | "radio"
                | "tv"
                | "television"
                | "newsroom"
                | "times"
                | "desk"
                | "herald"
                | "tribune"
                | "gazette"
        )
        || several && name.to_ascii_lowercase().ends_with("news service")
}

fn window(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[at..end];
    let blank = head.find("\n\n").or_else(|| head.find("\r\n\r\n"));
    // A short line heads what follows, and is no part of a dateline broken in two.
    let short = head.find('\n').filter(|&end| end < SHORT);
    &head[..short.or(blank).unwrap_or(head.len())]
}

/// The first dash or colon that can end a dateline: where it starts and where the rest begins.
fn separator(head: &str) -> Option<(usize, usize)> {
    let bytes = head.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let mut depth = 0usize;
    for (at, c) in head.char_indices() {
        let (before, after) = (at == 0 || blank(at - 1), blank(at + c.len_utf8()));
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '–' | '—' if before || after => return Some((at, at + c.len_utf8())),
            '-' if bytes.get(at + 1) == Some(&b'-') => return Some((at, at + 2)),
            '-' if (before || at > 0 && bytes[at - 1] == b')') && after => {
                return Some((at, at + 1));
            }
            ':' if !before && after && at + 1 < head.len() => return Some((at, at + 1)),
            ';' | '?' | '!' | '"' | '“' => return None,
            _ => {}
        }
    }
    None
}

/// Reads all of `range` as place, date and bracketed source, in any of the usual orders.
fn parts(text: &str, range: Range<usize>) -> Option<(Dateline, Strength)> {
    let mut found = Dateline::default();
    let mut head = trim(text, range);
    let slice = &text[head.clone()];
    if let Some(open) = slice.find(['(', '[']) {
        let close = open + slice[open..].find([')', ']'])?;
        found.source = Some(head.start + open + 1..head.start + close);
        let after = trim(text, head.start + close + 1..head.end);
        head = trim(text, head.start..head.start + open);
        if !after.is_empty() {
            let captures = DATE_AT_END.captures(&text[after.clone()])?;
            let date = captures.get(1)?;
            if date.start() > 2 {
                return None;
            }
            found.date = Some(after.start + date.start()..after.start + date.end());
        }
    }
    if found.date.is_none()
        && text[head.clone()].len() < REACH
        && let Some(date) = DATE_AT_END
            .captures(&text[head.clone()])
            .and_then(|c| c.get(1))
    {
        found.date = Some(head.start + date.start()..head.start + date.end());
        head = trim(text, head.start..head.start + date.start());
    }
    if head.is_empty() {
        found.source.as_ref()?;
        return Some((found, Strength::Full));
    }
    if !place(&text[head.clone()]) {
        return None;
    }
    found.place = Some(head);
    let full = found.date.is_some() || found.source.is_some();
    Some((found, if full { Strength::Full } else { Strength::Weak }))
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start =
        range.start + slice.len() - slice.trim_start_matches([' ', ',', '\n', '\r', '\t']).len();
    let end = range.start + slice.trim_end_matches([' ', ',', '\n', '\r', '\t']).len();
    start..end.max(start)
}

/// Whether `name` is spelt like a place: up to three parts of capitalised words, on one line.
fn place(name: &str) -> bool {
    if name.len() > 70 || name.contains(['\n', '\r']) || name.matches(',').count() > 2 {
        return false;
    }
    let first = name
        .split([' ', ','])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if NO_PLACE.contains(&first.as_str()) {
        return false;
    }
    name.split(',').all(|part| {
        let words = part.split_whitespace();
        (1..=5).contains(&words.clone().count())
            && words.clone().enumerate().all(|(index, word)| {
                let particle = [
                    "de", "del", "la", "el", "al", "of", "the", "and", "los", "las",
                ];
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                let letters = |c: char| c.is_alphabetic() || "'’ʻʼ`-./".contains(c);
                word.chars().all(letters)
                    && (capital || index > 0 && particle.contains(&word) || word.starts_with("al-"))
            })
    })
}

/// First words of what looks like a place before a dash or colon and is none.
const NO_PLACE: &[&str] = &[
    "a",
    "an",
    "the",
    "on",
    "in",
    "at",
    "by",
    "for",
    "from",
    "after",
    "before",
    "while",
    "when",
    "and",
    "but",
    "or",
    "also",
    "now",
    "today",
    "yesterday",
    "meanwhile",
    "however",
    "yes",
    "no",
    "note",
    "update",
    "updated",
    "breaking",
    "summary",
    "background",
    "analysis",
    "opinion",
    "exclusive",
    "watch",
    "live",
    "video",
    "photo",
    "photos",
    "explainer",
    "factbox",
    "part",
    "chapter",
    "section",
    "security",
    "politics",
    "key",
    "latest",
    "weekly",
    "daily",
    "what",
    "why",
    "how",
    "who",
    "where",
    "incident",
    "overnight",
    "flash",
    "situation",
    "report",
    "press",
    "statement",
    "source",
    "sources",
    "question",
    "answer",
    "warning",
    "correction",
    "subject",
    "to",
    "re",
    "date",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "this",
    "that",
    "these",
    "police",
    "read",
    "read more",
    "tags",
    "morning",
    "evening",
    "overview",
    "conclusion",
    "result",
    "toll",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "title",
];

fn capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}

/// Skips what stands between dateline and report: dashes, blanks, "[Text]".
fn skip_marks(head: &str, mut at: usize) -> usize {
    loop {
        let rest = head[at..].trim_start_matches([' ', '-', '–', '—', '\n', '\r', '\t', '\u{a0}']);
        at = head.len() - rest.len();
        match rest.strip_prefix('[').and_then(|inner| inner.find(']')) {
            Some(close) if close <= 40 => at += close + 2,
            _ => return at,
        }
    }
}
