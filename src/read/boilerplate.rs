//! What a page has beside its report: buttons, notices, credits, addresses.
//!
//! In comes the text; out go the byte ranges to leave out. It never touches running prose: a mark
//! counts only where it has its line to itself, begins a short line, or is glued to its neighbour.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Where a mark makes its line boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// The line is the mark and nothing else.
    Whole,
    /// As `Whole`; and where it is glued to the text, the mark itself goes.
    Glued,
    /// A line of at most so many bytes begins with it.
    Start(usize),
    /// A line of at most so many bytes contains it.
    Within(usize),
    /// It names the owner of a photograph at the end of a caption.
    Credit,
    /// It begins an address that has its line to itself.
    Address,
}

use Rule::{Address, Credit, Glued, Start, Whole, Within};

const MARKS: &[(&str, Rule)] = &[
    ("Post a Comment", Glued),
    ("Leave a Comment", Glued),
    ("Leave a Reply", Glued),
    ("No comments:", Glued),
    ("Table of Contents", Glued),
    ("Share this article", Glued),
    ("Share this story", Glued),
    ("Continue reading", Glued),
    ("Skip to content", Glued),
    ("Tags", Whole),
    ("Tags:", Start(300)),
    ("Labels:", Start(200)),
    ("Filed under", Start(200)),
    ("Keywords:", Start(300)),
    ("Topics:", Start(200)),
    ("Share", Whole),
    ("Share this", Start(60)),
    ("Share on", Start(60)),
    ("Print", Whole),
    ("Email", Whole),
    ("Comments", Whole),
    ("Read more", Start(160)),
    ("Read also", Start(160)),
    ("Also read", Start(160)),
    ("See also:", Start(160)),
    ("Related articles", Start(60)),
    ("Related stories", Start(60)),
    ("Related posts", Start(60)),
    ("Related:", Start(160)),
    ("Related", Whole),
    ("Most read", Whole),
    ("Trending", Whole),
    ("Advertisement", Start(40)),
    ("Sponsored", Whole),
    ("Subscribe", Start(140)),
    ("Sign up for", Start(140)),
    ("Sign up to", Start(140)),
    ("Follow us", Start(140)),
    ("Click here", Start(140)),
    ("Home", Whole),
    ("Menu", Whole),
    ("Newer Post", Whole),
    ("Older Post", Whole),
    ("Photo:", Start(200)),
    ("Photo by", Start(120)),
    ("Image:", Start(200)),
    ("(Reporting by", Start(300)),
    ("Reporting by", Start(200)),
    ("©", Start(200)),
    ("Copyright", Start(200)),
    ("All rights reserved", Within(240)),
    ("cookies", Within(300)),
    ("Reuters", Credit),
    ("AFP", Credit),
    ("AP Photo", Credit),
    ("Getty Images", Credit),
    ("Anadolu", Credit),
    ("http://", Address),
    ("https://", Address),
    ("www.", Address),
];

static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(MARKS.iter().map(|(mark, _)| mark))
        .expect("a small automaton")
});

/// Finds the ranges that are no part of the report, in order.
pub(super) fn boilerplate(text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for hit in AUTOMATON.find_iter(text) {
        if cuts.last().is_some_and(|cut| cut.end > hit.start()) {
            continue;
        }
        let (mark, rule) = MARKS[hit.pattern().as_usize()];
        let range = hit.range();
        let cut = match rule {
            Whole => whole(text, &range),
            Glued => whole(text, &range).or_else(|| {
                let touched = cuts.last().is_some_and(|cut| cut.end == range.start);
                glued(text, &range, mark, touched).then(|| range.clone())
            }),
            Start(limit) if opens_line(text, range.start) && ends_word(text, range.end) => {
                line(text, &range, limit)
            }
            Within(limit) => line(text, &range, limit).filter(|line| notice(&text[line.clone()])),
            Credit if closes_line(text, range.end) => {
                line(text, &range, 400).filter(|line| caption(text, line, &range))
            }
            Address if opens_line(text, range.start) => {
                line(text, &range, 400).filter(|line| !text[line.clone()].contains([' ', '\t']))
            }
            _ => None,
        };
        cuts.extend(cut);
    }
    cuts
}

/// Finds where two sentences were run together without a blank ("…directions.Officials say"):
/// the byte after the full stop.
pub(super) fn seams(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let mut seams = Vec::new();
    for (at, _) in text.match_indices('.') {
        let next = bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
        if !next || at < 3 || !lower(at - 1) || !lower(at - 2) || !lower(at - 3) || !lower(at + 2) {
            continue;
        }
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'\'' | b',');
        let after = bytes[at + 1..].iter().take(40).find(|byte| !word(byte));
        let before = bytes[..at].iter().rev().take(40).find(|byte| !word(byte));
        let prose =
            |byte: Option<&u8>| !matches!(byte, Some(b'.' | b'/' | b'@' | b':' | b'_' | b'('));
        if prose(after) && prose(before) {
            seams.push(at + 1);
        }
    }
    seams
}

/// How long a line can be and still be boilerplate, in bytes.
const LONGEST: usize = 400;

fn opens_line(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev().take(40);
    let mut before =
        before.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'*' | b'#' | b'>' | b'['));
    before
        .next()
        .is_none_or(|byte| *byte == b'\n' || *byte == b'\r')
}

/// Whether the line ends within the length of a photographer's name.
fn closes_line(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    rest.len() <= 60 || rest[..60].contains(&b'\n')
}

fn ends_word(text: &str, at: usize) -> bool {
    let lower = text[at..].chars().next().is_some_and(char::is_lowercase);
    !lower || !text[..at].ends_with(char::is_alphabetic)
}

fn whole(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    if !opens_line(text, range.start) {
        return None;
    }
    let line = line(text, range, LONGEST)?;
    let tail = text[range.end..line.end].trim();
    tail.chars()
        .all(|c| !c.is_alphabetic())
        .then_some(line)
        .filter(|_| tail.len() <= 8)
}

/// The line around `range`, without the blanks at its ends, if it is not longer than `limit`.
pub(super) fn line(text: &str, range: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let break_at = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let before = bytes[..range.start]
        .iter()
        .rev()
        .take(limit + 1)
        .position(break_at);
    let start = match before {
        Some(distance) => range.start - distance,
        None if range.start <= limit => 0,
        None => return None,
    };
    let after = bytes[range.end..].iter().take(limit + 1).position(break_at);
    let end = match after {
        Some(distance) => range.end + distance,
        None if bytes.len() - range.end <= limit => bytes.len(),
        None => return None,
    };
    let slice = &text[start..end];
    let start = start + slice.len() - slice.trim_start().len();
    let end = start + slice.trim().len();
    (end - start <= limit).then_some(start..end)
}

fn glued(text: &str, range: &Range<usize>, mark: &str, touched: bool) -> bool {
    if &text[range.clone()] != mark {
        return false;
    }
    let before = &text[..range.start];
    let last = before.trim_end().chars().next_back();
    let left = touched
        || opens_line(text, range.start)
        || !before.ends_with(char::is_whitespace)
        || last.is_some_and(|c| ".!?”\"0123456789:".contains(c));
    let after = &text[range.end..];
    let next = after.trim_start_matches([' ', ':']);
    let right = next.is_empty()
        || next.starts_with(['\n', '\r'])
        || after.starts_with(char::is_uppercase)
        || MARKS
            .iter()
            .any(|(mark, rule)| *rule == Glued && next.starts_with(mark));
    left && right
}

/// Whether a line that speaks of cookies or rights is a notice of the page's owner.
fn notice(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| line.contains(word));
    line.contains("all rights reserved")
        || any(&["website", "this site", "we use", "our site", "privacy"])
            && any(&[
                "accept",
                "consent",
                "use cookies",
                "uses cookies",
                "use of cookies",
                "policy",
            ])
}

/// Whether a line ends with the credit of a photograph: `. REUTERS`, `AFP/A. Name`, `(AP Photo/…)`.
fn caption(text: &str, line: &Range<usize>, credit: &Range<usize>) -> bool {
    let tail = text[credit.end..line.end].trim();
    let before = text[line.start..credit.start].trim_end();
    let name = &text[credit.clone()];
    if before.len() < 20 || tail.len() > 50 {
        return false;
    }
    if name.eq_ignore_ascii_case("AP Photo") || name.eq_ignore_ascii_case("Getty Images") {
        return name.starts_with(char::is_uppercase) && tail.len() <= 40 && !tail.ends_with('.');
    }
    let split = before.ends_with(['.', '/', '|', '©']) || before.ends_with(". (");
    split && (tail.is_empty() && !name.contains(char::is_lowercase) || tail.starts_with('/'))
        || before.ends_with(['/', '|', '©']) && tail.len() <= 30 && !tail.ends_with('.')
        || tail.starts_with('/')
            && !tail.ends_with('.')
            && tail.len() <= 40
            && before.ends_with('(')
}
