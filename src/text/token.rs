//! The tokeniser: one pass over the bytes, one vocabulary look-up a word.

use serde::{Deserialize, Serialize};

use super::Vocabulary;

/// An entry of the [`Vocabulary`]; words that no pack file mentions are [`Word::UNKNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Word(pub u32);

impl Word {
    /// A word that stands in no lexicon and no gazetteer.
    pub const UNKNOWN: Word = Word(0);
}

/// What the spelling of a token says, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u16);

impl Flags {
    /// The first letter is upper case.
    pub const CAPITAL: u16 = 1;
    /// Two or more letters, all upper case.
    pub const UPPER: u16 = 2;
    /// Starts with a digit.
    pub const DIGIT: u16 = 4;
    /// No letter and no digit.
    pub const PUNCT: u16 = 8;
    /// White space (or the start of the text) stands before it.
    pub const SPACE: u16 = 16;
    /// A hyphen or dash without spaces joins it to the token before (`gold-mining`); the hyphen is
    /// no token of its own.
    pub const JOINED: u16 = 32;
    /// A line break stands before it.
    pub const LINE: u16 = 64;
    /// An empty line stands before it.
    pub const PARAGRAPH: u16 = 128;
    /// Part of a person's name, as far as given names and surnames beside each other tell.
    pub const PERSON: u16 = 256;

    /// Whether any of `bits` is set.
    #[inline]
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// One token: a word, a number, a clitic (`'s`, `n't`) or a punctuation mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its folded form in the vocabulary.
    pub word: Word,
    /// Its spelling.
    pub flags: Flags,
}

const LETTER: u8 = 1;
const NUMBER: u8 = 2;
const BLANK: u8 = 3;
const MARK: u8 = 4;
const WIDE: u8 = 5;

const CLASS: [u8; 256] = {
    let mut table = [MARK; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        table[i] = if b.is_ascii_alphabetic() {
            LETTER
        } else if b.is_ascii_digit() {
            NUMBER
        } else if b.is_ascii_whitespace() || b < 0x20 || b == 0x7f {
            BLANK
        } else if b >= 0x80 {
            WIDE
        } else {
            MARK
        };
        i += 1;
    }
    table
};

fn char_at(source: &str, at: usize) -> char {
    source[at..].chars().next().unwrap_or(' ')
}

fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a letter starts at `at`, and how many bytes it takes.
#[inline]
fn letter(bytes: &[u8], source: &str, at: usize) -> usize {
    match bytes.get(at).map(|&b| CLASS[b as usize]) {
        Some(LETTER) => 1,
        Some(WIDE) if source.is_char_boundary(at) => {
            let c = char_at(source, at);
            if is_word_char(c) || matches!(c, '\u{02bb}' | '\u{02bc}') {
                c.len_utf8()
            } else {
                0
            }
        }
        _ => 0,
    }
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// The length of an apostrophe (straight or curly) at `at`, or 0.
fn apostrophe(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\'' | b'`') => 1,
        Some(0xe2)
            if bytes[at..].starts_with("\u{2019}".as_bytes())
                || bytes[at..].starts_with("\u{2018}".as_bytes()) =>
        {
            3
        }
        _ => 0,
    }
}

/// The length of a hyphen or dash at `at` that can join two words, or 0.
fn hyphen(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'-') => 1,
        Some(0xe2)
            if bytes[at..].starts_with("\u{2010}".as_bytes())
                || bytes[at..].starts_with("\u{2011}".as_bytes())
                || bytes[at..].starts_with("\u{2013}".as_bytes()) =>
        {
            3
        }
        _ => 0,
    }
}

/// Splits `source` into tokens and looks each word up in `vocabulary`.
///
/// Numbers keep inner separators (`1,360`, `2.5`); abbreviations of single letters keep their full
/// stops (`U.S.`, `a.m.`); clitics are split off (`Tajikistan` `'s`, `do` `n't`); a hyphen between
/// two words becomes [`Flags::JOINED`] on the second.
pub fn tokenize(source: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let bytes = source.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5 + 4);
    let mut scratch = String::new();
    let mut at = 0;
    let mut before = Flags::SPACE | Flags::LINE | Flags::PARAGRAPH;
    while at < bytes.len() {
        let class = CLASS[bytes[at] as usize];
        if class == BLANK {
            before |= Flags::SPACE;
            if bytes[at] == b'\n' {
                before |= if before & Flags::LINE != 0 {
                    Flags::PARAGRAPH
                } else {
                    Flags::LINE
                };
            }
            at += 1;
            continue;
        }
        if class == WIDE {
            let c = char_at(source, at);
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                before |= Flags::SPACE;
                if matches!(c, '\u{2028}' | '\u{2029}') {
                    before |= Flags::LINE;
                }
                at += c.len_utf8();
                continue;
            }
        }
        let start = at;
        let mut flags = before;
        before = 0;
        if letter(bytes, source, at) > 0 {
            at = word_end(bytes, source, at);
            flags |= shape(&source[start..at]);
        } else if class == NUMBER {
            at = number_end(bytes, at);
            flags |= Flags::DIGIT;
        } else if let Some(end) = clitic(bytes, source, at, flags) {
            at = end;
        } else {
            at += source[at..].chars().next().map_or(1, char::len_utf8);
            flags |= Flags::PUNCT;
        }
        let text = &source[start..at];
        let word = vocabulary.look_up(text, &mut scratch);
        tokens.push(Token {
            start: start as u32,
            end: at as u32,
            word,
            flags: Flags(flags),
        });
        // `n't` is cut off its verb; the verb keeps its own entry ("did", "was", "ca").
        if flags & Flags::PUNCT == 0
            && let Some(cut) = negation(bytes, source, start, at)
        {
            let verb = vocabulary.look_up(&source[start..cut], &mut scratch);
            let not = vocabulary.look_up("n't", &mut scratch);
            if let Some(last) = tokens.last_mut() {
                last.end = cut as u32;
                last.word = verb;
            }
            tokens.push(Token {
                start: cut as u32,
                end: at as u32,
                word: not,
                flags: Flags(0),
            });
        }
        // A hyphen that binds: no space on either side, a word or number next.
        if flags & Flags::PUNCT == 0 {
            let length = hyphen(bytes, at);
            if length > 0 && (letter(bytes, source, at + length) > 0 || digit(bytes, at + length)) {
                before = Flags::JOINED;
                at += length;
            }
        }
    }
    tokens
}

fn word_end(bytes: &[u8], source: &str, start: usize) -> usize {
    let mut at = start + letter(bytes, source, start);
    // U.S., a.m., J.F.K.: single letters, each with its full stop.
    if bytes.get(at) == Some(&b'.') && letter(bytes, source, at + 1) > 0 {
        let mut end = at;
        while bytes.get(end) == Some(&b'.') {
            let length = letter(bytes, source, end + 1);
            if length == 0 || letter(bytes, source, end + 1 + length) > 0 {
                break;
            }
            end += 1 + length;
        }
        if end > at {
            return end + usize::from(bytes.get(end) == Some(&b'.'));
        }
    }
    loop {
        // Nearly all letters of nearly all words.
        at += bytes[at..]
            .iter()
            .take_while(|&&b| CLASS[b as usize] == LETTER)
            .count();
        let length = letter(bytes, source, at);
        if length > 0 {
            at += length;
            continue;
        }
        if digit(bytes, at) {
            at += 1;
            continue;
        }
        let mark = apostrophe(bytes, at);
        if mark > 0 {
            let next = letter(bytes, source, at + mark);
            if next > 0 && clitic_end(bytes, source, at, mark).is_none() {
                at += mark + next;
                continue;
            }
        }
        return at;
    }
}

/// The end of a clitic that starts with an apostrophe at `at`: `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`.
fn clitic_end(bytes: &[u8], source: &str, at: usize, mark: usize) -> Option<usize> {
    let rest = &bytes[at + mark..];
    for tail in ["s", "re", "ve", "ll", "d", "m"] {
        let n = tail.len();
        if rest.len() >= n
            && rest[..n].eq_ignore_ascii_case(tail.as_bytes())
            && letter(bytes, source, at + mark + n) == 0
            && !digit(bytes, at + mark + n)
        {
            return Some(at + mark + n);
        }
    }
    None
}

fn clitic(bytes: &[u8], source: &str, at: usize, flags: u16) -> Option<usize> {
    let mark = apostrophe(bytes, at);
    if mark == 0 || flags & Flags::SPACE != 0 {
        return None;
    }
    clitic_end(bytes, source, at, mark)
}

/// Where `n't` begins in a word such as `didn't`.
fn negation(bytes: &[u8], source: &str, start: usize, end: usize) -> Option<usize> {
    if end - start < 4 || !matches!(bytes[end - 1], b't' | b'T') {
        return None;
    }
    for mark in [1, 3] {
        let cut = end.checked_sub(2 + mark)?;
        if cut > start
            && matches!(bytes[cut], b'n' | b'N')
            && source.is_char_boundary(cut + 1)
            && apostrophe(bytes, cut + 1) == mark
        {
            return Some(cut);
        }
    }
    None
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        while digit(bytes, at) {
            at += 1;
        }
        let separator = matches!(bytes.get(at), Some(b'.' | b',' | b':'));
        if separator && digit(bytes, at + 1) {
            at += 1;
            continue;
        }
        // 1990s, 10th, 62nd, 7am: letters stay with their digits.
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        return at;
    }
}

fn shape(word: &str) -> u16 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return 0;
    };
    if !first.is_uppercase() {
        return 0;
    }
    let mut more = false;
    for c in letters {
        more = true;
        if c.is_lowercase() {
            return Flags::CAPITAL;
        }
    }
    if more {
        Flags::CAPITAL | Flags::UPPER
    } else {
        Flags::CAPITAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokenize(source, &Vocabulary::default())
            .iter()
            .map(|t| &source[t.start as usize..t.end as usize])
            .collect()
    }

    #[test]
    fn splits_words_numbers_and_clitics() {
        assert_eq!(
            words("Tajikistan’s 1,360-km border."),
            ["Tajikistan", "’s", "1,360", "km", "border", "."]
        );
        assert_eq!(words("It didn't."), ["It", "did", "n't", "."]);
        assert_eq!(
            words("the U.S. at 10 a.m."),
            ["the", "U.S.", "at", "10", "a.m."]
        );
        assert_eq!(
            words("N'Djamena and Sana'a"),
            ["N'Djamena", "and", "Sana'a"]
        );
        assert_eq!(words("AK-47, $4.2m"), ["AK", "47", ",", "$", "4.2m"]);
        assert_eq!(
            words("the workers' union"),
            ["the", "workers", "'", "union"]
        );
    }

    #[test]
    fn marks_hyphens_and_breaks() {
        let source = "A gold-mining\n\nsite";
        let tokens = tokenize(source, &Vocabulary::default());
        assert!(tokens[2].flags.has(Flags::JOINED));
        assert!(tokens[3].flags.has(Flags::PARAGRAPH));
    }
}
