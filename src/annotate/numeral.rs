//! Plain numerals: digits with separators, number words, and the two mixed.
//!
//! In comes a token; out goes the number that begins there, with the index one past it. It knows no
//! hedge, no unit and no range.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Flags, Text, Vocabulary, Word};

/// The `numbers` part of `rules/dates.yaml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberFile {
    /// Words for numbers.
    pub cardinals: BTreeMap<String, u64>,
    /// Words that multiply what stands before them.
    pub scales: BTreeMap<String, u64>,
    /// Words for ranks.
    pub ordinals: BTreeMap<String, u64>,
    /// Words for the decades of a century.
    pub decades: BTreeMap<String, i16>,
    /// Words for no exact number.
    pub vague: Vec<Vague>,
    /// Words before a number that open it on one side or blur it.
    pub hedges: BTreeMap<Hedge, Vec<String>>,
    /// The same after a number.
    pub after: BTreeMap<Hedge, Vec<String>>,
    /// After these, "up to" says where a figure stands now, not how high it may go.
    pub moves: Vec<String>,
    /// Words for twelve.
    pub dozen: Vec<String>,
    /// Signs and words for hundredths.
    pub percent: Vec<String>,
    /// Signs of money before the amount.
    pub money_before: Vec<String>,
    /// Words for money after the amount.
    pub money_after: Vec<String>,
    /// Units of measure.
    pub measures: Vec<String>,
    /// Nouns joined to a number that count people: a six-member crew.
    pub strength: Vec<String>,
    /// What a digit after these numbers is a name.
    pub labels: Vec<String>,
    /// Words for parts.
    pub fractions: Vec<String>,
    /// Words before an age.
    pub aged: Vec<String>,
}

/// A word for no exact number.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Vague {
    /// The word or words.
    pub words: String,
    /// What it stands for at the least.
    pub least: u64,
    /// And at the most; open if missing.
    pub most: Option<u64>,
}

/// What a hedge does to the number beside it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub(super) enum Hedge {
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
    About,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Kind {
    Cardinal(u64),
    Scale(u64),
    Ordinal(u64),
    And,
    A,
}

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub value: f64,
    /// One past its last token.
    pub end: usize,
    pub ordinal: bool,
    /// Written with digits, at least in part.
    pub digits: bool,
}

/// The number words, by word id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Numerals {
    table: Vec<Option<Kind>>,
}

impl Numerals {
    /// Adds the number words to `vocabulary`.
    pub fn compile(file: &NumberFile, vocabulary: &mut Vocabulary) -> Numerals {
        let mut table = Vec::new();
        let mut put = |word: Word, kind: Kind| {
            let at = word.0 as usize;
            if table.len() <= at {
                table.resize(at + 1, None);
            }
            // A word that is a cardinal too stays one.
            table[at] = table[at].or(Some(kind));
        };
        for (word, value) in &file.cardinals {
            put(vocabulary.add(word), Kind::Cardinal(*value));
        }
        for (word, value) in &file.scales {
            put(vocabulary.add(word), Kind::Scale(*value));
        }
        for (word, value) in &file.ordinals {
            put(vocabulary.add(word), Kind::Ordinal(*value));
        }
        put(vocabulary.add("and"), Kind::And);
        put(vocabulary.add("a"), Kind::A);
        Numerals { table }
    }

    pub fn kind(&self, word: Word) -> Option<Kind> {
        self.table.get(word.0 as usize).copied().flatten()
    }

    /// The number that begins at token `at`, before token `end`.
    pub fn read(&self, text: &Text, at: usize, end: usize) -> Option<Numeral> {
        let token = text.tokens.get(at).filter(|_| at < end)?;
        if token.flags.has(Flags::DIGIT) {
            return self.digits(text, at, end);
        }
        match self.kind(token.word)? {
            Kind::Ordinal(n) => Some(Numeral {
                value: n as f64,
                end: at + 1,
                ordinal: true,
                digits: false,
            }),
            Kind::Cardinal(_) => self.words(text, at, end, 0.0, false),
            // "a hundred", "a million": the article counts only before a scale.
            Kind::A => {
                let next = text.tokens.get(at + 1).filter(|_| at + 1 < end)?;
                match self.kind(next.word)? {
                    Kind::Scale(_) => self.words(text, at + 1, end, 1.0, false),
                    _ => None,
                }
            }
            Kind::Scale(_) | Kind::And => None,
        }
    }

    fn digits(&self, text: &Text, at: usize, end: usize) -> Option<Numeral> {
        let (mut value, suffix) = parse_digits(text.of(at))?;
        let mut next = at + 1;
        match suffix {
            "" => {}
            "st" | "nd" | "rd" | "th" => {
                return Some(Numeral {
                    value,
                    end: next,
                    ordinal: true,
                    digits: true,
                });
            }
            "k" | "K" => value *= 1e3,
            "m" | "M" | "mn" | "mln" => value *= 1e6,
            "b" | "bn" | "B" | "BN" => value *= 1e9,
            _ => return None,
        }
        // "2 1/2"
        let part = |i: usize| {
            let t = text.tokens.get(i).filter(|_| i < end)?;
            if !t.flags.has(Flags::DIGIT) {
                return None;
            }
            parse_digits(text.of(i))
                .filter(|(_, s)| s.is_empty())
                .map(|(v, _)| v)
        };
        let slash =
            |i: usize| i < end && text.of(i) == "/" && !text.tokens[i].flags.has(Flags::SPACE);
        if let (Some(a), Some(b)) = (part(next), part(next + 2))
            && next + 2 < end
            && slash(next + 1)
            && b > a
            && b <= 16.0
            && suffix.is_empty()
        {
            return Some(Numeral {
                value: value + a / b,
                end: next + 3,
                ordinal: false,
                digits: true,
            });
        }
        // "12 000": a blank as separator, only where it cannot be two numbers.
        if suffix.is_empty() && value < 1000.0 && next < end && text.of(next) == "000" {
            value *= 1000.0;
            next += 1;
        }
        if next < end
            && let Some(Kind::Scale(_)) = self.kind(text.tokens[next].word)
        {
            let mut number = self.words(text, next, end, value, true)?;
            number.digits = true;
            return Some(number);
        }
        Some(Numeral {
            value,
            end: next,
            ordinal: false,
            digits: true,
        })
    }

    /// Number words from `at` on; `current` is what stands before them. After digits only scales go
    /// on.
    fn words(
        &self,
        text: &Text,
        at: usize,
        end: usize,
        mut current: f64,
        after_digits: bool,
    ) -> Option<Numeral> {
        let mut total = 0.0;
        let mut scale = f64::INFINITY;
        let mut ordinal = false;
        let mut i = at;
        // The largest number that may be added to `current` as it stands.
        let mut room = if current == 0.0 { 1000 } else { 0 };
        while i < end {
            let joined = text.tokens[i].flags.has(Flags::JOINED);
            match self.kind(text.tokens[i].word) {
                Some(Kind::Cardinal(n)) if n < room && (n > 0 || i == at) && !after_digits => {
                    current += n as f64;
                    room = if (20..100).contains(&n) { 10 } else { 0 };
                }
                Some(Kind::Ordinal(n)) if joined && n < room && i > at => {
                    current += n as f64;
                    ordinal = true;
                    i += 1;
                    break;
                }
                Some(Kind::Scale(100)) if current > 0.0 && current < 100.0 => {
                    current *= 100.0;
                    room = 100;
                }
                Some(Kind::Scale(n)) if current > 0.0 && (n as f64) < scale && n > 100 => {
                    scale = n as f64;
                    total += current * scale;
                    current = 0.0;
                    room = 1000;
                }
                Some(Kind::And) if (room == 100 || (room == 1000 && total > 0.0)) && i > at => {
                    match text
                        .tokens
                        .get(i + 1)
                        .filter(|_| i + 1 < end)
                        .map(|t| self.kind(t.word))
                    {
                        Some(Some(Kind::Cardinal(n))) if n < 100 && n > 0 && !after_digits => {}
                        _ => break,
                    }
                }
                _ => break,
            }
            i += 1;
        }
        (i > at).then_some(Numeral {
            value: total + current,
            end: i,
            ordinal,
            digits: false,
        })
    }
}

/// The number at the start of a token and the letters after it; `None` for "12:30" and "1.2.3".
pub(super) fn parse_digits(token: &str) -> Option<(f64, &str)> {
    let split = token
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(token.len());
    let (number, suffix) = token.split_at(split);
    if number.is_empty() || number.len() > 18 || number.contains(':') {
        return None;
    }
    let mut groups = number.split(',');
    let first = groups.next()?;
    let mut plain = first.to_owned();
    if number.contains(',') {
        if first.len() > 3 || first.contains('.') {
            return None;
        }
        let rest: Vec<&str> = groups.collect();
        for (i, group) in rest.iter().enumerate() {
            let whole = group.split('.').next().unwrap_or("");
            if whole.len() != 3 || (group.contains('.') && i + 1 < rest.len()) {
                // "2,5": a decimal comma, if it stands alone.
                let decimal = rest.len() == 1 && group.len() <= 2 && !group.contains('.');
                let value = format!("{first}.{group}").parse().ok();
                return value.filter(|_| decimal).map(|v| (v, suffix));
            }
            plain.push_str(group);
        }
    }
    plain.parse().ok().map(|value| (value, suffix))
}
