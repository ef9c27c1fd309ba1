//! Tokens to sentences: full stops that end one, abbreviations that do not, headings, list items.

use super::{Flags, Token};

/// What kind of line a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// Running text.
    Body,
    /// A title or a line of its own without a full stop; its date and place hold for what follows.
    Heading,
    /// The first sentence of a bullet, a numbered item or a time-stamped entry.
    Item,
}

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The kind of line.
    pub kind: SentenceKind,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
    /// Number of the list item or entry that it belongs to, counted over the document; 0 outside.
    pub item: u32,
}

impl Sentence {
    /// The tokens as a range.
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Abbreviations after which a full stop does not end a sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "brig",
    "adm", "cmdr", "gov", "sen", "rep", "rev", "fr", "st", "sr", "jr", "hon", "pres", "amb", "mt",
    "ft", "no", "nos", "art", "vs", "etc", "approx", "dept", "fig", "op", "msgr", "insp", "supt",
    "eng", "lic", "min", "sec", "u.s", "pvt", "atty", "det", "messrs",
];
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];
const COMPANY: &[&str] = &["inc", "co", "corp", "ltd", "bros", "plc"];

/// Splits the tokens of the regions in `keep` (byte ranges of body and headings, in order) into
/// sentences.
pub fn split(source: &str, tokens: &[Token], keep: &[std::ops::Range<usize>]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut state = State {
        paragraph: 0,
        item: 0,
        items: 0,
    };
    let mut at = 0;
    for region in keep {
        while at < tokens.len() && (tokens[at].start as usize) < region.start {
            at += 1;
        }
        let first = at;
        while at < tokens.len() && (tokens[at].end as usize) <= region.end {
            at += 1;
        }
        region_sentences(source, tokens, first..at, &mut state, &mut out);
        state.paragraph += 1;
    }
    out
}

struct State {
    paragraph: u32,
    item: u32,
    items: u32,
}

fn text<'a>(source: &'a str, token: &Token) -> &'a str {
    &source[token.start as usize..token.end as usize]
}

fn region_sentences(
    source: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
    state: &mut State,
    out: &mut Vec<Sentence>,
) {
    let mut line = range.start;
    while line < range.end {
        // Blocks end at an empty line, or at a line break that the typography explains.
        let mut end = line + 1;
        while end < range.end && !block_break(source, tokens, line, end, range.end) {
            end += 1;
        }
        if tokens[line].flags.has(Flags::PARAGRAPH) && line > range.start {
            state.paragraph += 1;
        }
        block(source, tokens, line..end, state, out);
        line = end;
    }
}

/// Whether the token at `at` begins a new block. A single line break does so only where the line
/// before is short, or ends a sentence, or the next begins an item: hard-wrapped text flows on.
fn block_break(source: &str, tokens: &[Token], line: usize, at: usize, end: usize) -> bool {
    let flags = tokens[at].flags;
    if flags.has(Flags::PARAGRAPH) {
        return true;
    }
    if !flags.has(Flags::LINE) {
        return false;
    }
    if bullet(source, tokens, at, end) > 0 {
        return true;
    }
    let last = text(source, &tokens[at - 1]);
    if matches!(last, "." | "!" | "?" | "\"" | "”" | ":") {
        return true;
    }
    // The start of the line just ended.
    let mut begin = at - 1;
    while begin > line && !tokens[begin].flags.has(Flags::LINE) {
        begin -= 1;
    }
    let width = tokens[at - 1].end - tokens[begin].start;
    !(45..=100).contains(&width)
}

/// How many tokens an item's mark takes at `at`: a bullet, `1.`, `(a)`, `19:40`, or 0.
fn bullet(source: &str, tokens: &[Token], at: usize, end: usize) -> usize {
    if !tokens[at].flags.has(Flags::LINE | Flags::PARAGRAPH) {
        return 0;
    }
    let first = text(source, &tokens[at]);
    let next = tokens.get(at + 1).filter(|_| at + 1 < end);
    let spaced = next.is_some_and(|t| t.flags.has(Flags::SPACE) && !t.flags.has(Flags::LINE));
    match first {
        "•" | "*" | "-" | "–" | "—" | "·" | "▪" | "●" | "►" | "‣" | "○" if spaced => {
            1
        }
        _ if tokens[at].flags.has(Flags::DIGIT) => {
            if first.len() == 5 && first.as_bytes()[2] == b':' {
                return 1;
            }
            let dot = next.is_some_and(|t| {
                matches!(text(source, t), "." | ")") && !t.flags.has(Flags::SPACE)
            });
            if first.len() <= 2 && dot { 2 } else { 0 }
        }
        // "(a) reaffirm", "(iv) call upon"
        "(" => {
            let inner = next.map_or("", |t| text(source, t));
            let closed = at + 2 < end && text(source, &tokens[at + 2]) == ")";
            let letter = inner.len() == 1 && inner.as_bytes()[0].is_ascii_alphanumeric();
            let roman = inner.len() <= 4 && inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
            if closed && (letter || roman) { 3 } else { 0 }
        }
        _ => 0,
    }
}

fn block(
    source: &str,
    tokens: &[Token],
    range: std::ops::Range<usize>,
    state: &mut State,
    out: &mut Vec<Sentence>,
) {
    let mark = bullet(source, tokens, range.start, range.end);
    let mut start = range.start + mark;
    let first = out.len();
    let stamp = text(source, &tokens[range.start]).as_bytes().get(2) == Some(&b':');
    if mark > 0 && stamp {
        // The entries of a live blog tell one story: they are no items of a list.
        state.item = 0;
    } else if mark > 0 {
        state.items += 1;
        state.item = state.items;
    }
    if start >= range.end {
        return;
    }
    let mut at = start;
    while at < range.end {
        if let Some(end) = sentence_end(source, tokens, at, range.end) {
            push(out, start, end, state);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < range.end {
        push(out, start, range.end, state);
    }
    let last = text(source, &tokens[range.end - 1]);
    let single = out.len() - first == 1;
    let closed = matches!(last, "." | "!" | "?" | "\"" | "”" | ";" | ")" | "’" | "'");
    let length = range.end - range.start;
    if mark > 0 {
        out[first].kind = SentenceKind::Item;
    } else if single && !closed && last != "," && length <= 24 {
        out[first].kind = SentenceKind::Heading;
        state.item = 0;
    } else if single && length <= 12 && last == ":" {
        out[first].kind = SentenceKind::Heading;
    } else if tokens[range.start].flags.has(Flags::PARAGRAPH) {
        state.item = 0;
    }
    for sentence in &mut out[first..] {
        sentence.item = state.item;
    }
}

/// The longest sentence, in tokens. What follows in a text without full stops is cut into pieces, so
/// that no later step meets a sentence without bounds.
const LONGEST: usize = 256;

fn push(out: &mut Vec<Sentence>, mut start: usize, end: usize, state: &State) {
    while end - start > LONGEST {
        push(out, start, start + LONGEST, state);
        start += LONGEST;
    }
    out.push(Sentence {
        start: start as u32,
        end: end as u32,
        kind: SentenceKind::Body,
        paragraph: state.paragraph,
        item: state.item,
    });
}

/// If the token at `at` ends a sentence: the index one past it and its closing quotes or brackets.
fn sentence_end(source: &str, tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    let mark = text(source, &tokens[at]);
    let abbreviation = mark.len() > 1 && mark.ends_with('.');
    if !(matches!(mark, "." | "!" | "?" | "…") || abbreviation) {
        return None;
    }
    let mut end = at + 1;
    while end < limit
        && !tokens[end].flags.has(Flags::SPACE)
        && matches!(
            text(source, &tokens[end]),
            "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?"
        )
    {
        end += 1;
    }
    let Some(next) = tokens.get(end).filter(|_| end < limit) else {
        return Some(end);
    };
    if !next.flags.has(Flags::SPACE) {
        return None;
    }
    let lower = next.flags.0 & (Flags::CAPITAL | Flags::DIGIT | Flags::PUNCT) == 0;
    if lower {
        // A new sentence begins with a capital, unless the text has none at all.
        return None;
    }
    if mark != "." && !abbreviation {
        return Some(end);
    }
    if abbreviation {
        // "U.S. Army", "10 a.m. Wednesday": a capital after it proves little; a function word does.
        let following = text(source, next);
        return opener(following).then_some(end);
    }
    if at > 0 && !tokens[at].flags.has(Flags::SPACE) {
        let before = text(source, &tokens[at - 1]);
        let folded = before.to_lowercase();
        let word = folded.as_str();
        if before.chars().count() == 1 && before.chars().all(char::is_uppercase) {
            return None;
        }
        if TITLES.contains(&word) {
            // "No." and "St." end a sentence only before an opener in running text.
            return (word == "no" || word == "etc")
                .then_some(end)
                .filter(|_| !next.flags.has(Flags::DIGIT));
        }
        if MONTHS.contains(&word) && next.flags.has(Flags::DIGIT) {
            return None;
        }
        if COMPANY.contains(&word) && !opener(text(source, next)) {
            return None;
        }
    }
    Some(end)
}

fn opener(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "But"
            | "And"
            | "This"
            | "That"
            | "These"
            | "His"
            | "Her"
            | "Their"
            | "Its"
            | "After"
            | "Before"
            | "When"
            | "While"
            | "There"
            | "Police"
            | "No"
            | "Some"
            | "As"
            | "For"
            | "By"
            | "\""
            | "“"
            | "THE"
            | "A "
            | "IN"
            | "ON"
            | "HE"
            | "SHE"
            | "IT"
            | "THEY"
            | "BUT"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Vocabulary, tokenize};

    fn sentences(source: &str) -> Vec<&str> {
        let tokens = tokenize(source, &Vocabulary::default());
        split(source, &tokens, std::slice::from_ref(&(0..source.len())))
            .iter()
            .map(|s| {
                let (a, b) = (&tokens[s.start as usize], &tokens[s.end as usize - 1]);
                &source[a.start as usize..b.end as usize]
            })
            .collect()
    }

    #[test]
    fn keeps_abbreviations_and_splits_sentences() {
        assert_eq!(
            sentences(
                "Gen. Ali met Mr. Wu on Nov. 24. They left at 10 a.m. Tuesday. \"Go.\" He went."
            ),
            [
                "Gen. Ali met Mr. Wu on Nov. 24.",
                "They left at 10 a.m. Tuesday.",
                "\"Go.\"",
                "He went."
            ]
        );
    }

    #[test]
    fn finds_items_and_headings() {
        let source = "Weekly digest\n\n- Mali. A bomb exploded. Two died.\n- Chad. Nothing.";
        let tokens = tokenize(source, &Vocabulary::default());
        let found = split(source, &tokens, std::slice::from_ref(&(0..source.len())));
        assert_eq!(found[0].kind, SentenceKind::Heading);
        assert_eq!(found[1].kind, SentenceKind::Item);
        assert_eq!(
            found.iter().map(|s| s.item).collect::<Vec<_>>(),
            [0, 1, 1, 1, 2, 2]
        );
    }
}
