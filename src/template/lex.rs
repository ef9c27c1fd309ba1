//! Cuts a template into signs and words.

use std::ops::Range;

/// A sign or word of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lex<'a> {
    /// A word, with `=` or without.
    Word { text: &'a str, exact: bool },
    /// `{…}`, with what is inside; `closed` is false when the bracket is missing.
    Lexeme { inside: &'a str, closed: bool },
    /// `<…>`, with what is inside.
    Slot { inside: &'a str, closed: bool },
    /// `...` and the digits after it.
    Gap(&'a str),
    /// `@name`; `open` if a `(` follows directly (the bracket is taken).
    Macro { name: &'a str, open: bool },
    /// One of `^ $ [ ] ( ) | ;`, or a stray `}` or `>`.
    Sign(char),
}

/// Characters that are signs wherever they stand.
pub(super) const SIGNS: &[char] = &[
    '{', '}', '<', '>', '[', ']', '(', ')', '|', ';', '@', '=', '^', '$',
];

pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/')
}

/// All signs and words with their places.
pub(super) fn lex(text: &str) -> Vec<(Lex<'_>, Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let rest = &text[at + c.len_utf8()..];
        let lex = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '{' | '<' => {
                let close = if c == '{' { '}' } else { '>' };
                let end = rest.find(['{', '}', '<', '>', '[', ']', '(', ')', '@', '\n']);
                let closed = end.is_some_and(|end| rest[end..].starts_with(close));
                let end = match end {
                    Some(end) if closed => end,
                    // Left open: take the name only, so that the rest is still read.
                    _ => rest
                        .find(|c| !is_name(c) && !"!.:".contains(c))
                        .unwrap_or(rest.len()),
                };
                at += 1 + end + usize::from(closed);
                let inside = &rest[..end];
                if c == '{' {
                    Lex::Lexeme { inside, closed }
                } else {
                    Lex::Slot { inside, closed }
                }
            }
            '@' => {
                let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                let open = rest[end..].starts_with('(');
                at += 1 + end + usize::from(open);
                Lex::Macro {
                    name: &rest[..end],
                    open,
                }
            }
            '=' => {
                let sign = rest.chars().next().filter(|c| SIGNS.contains(c));
                let end = sign.map_or_else(|| word_end(rest), char::len_utf8);
                at += 1 + end;
                Lex::Word {
                    text: &rest[..end],
                    exact: true,
                }
            }
            '.' if rest.starts_with("..") => {
                let digits = &rest[2..];
                let end = digits
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(digits.len());
                at += 3 + end;
                Lex::Gap(&digits[..end])
            }
            c if SIGNS.contains(&c) => {
                at += 1;
                Lex::Sign(c)
            }
            _ => {
                at += word_end(&text[at..]);
                Lex::Word {
                    text: &text[start..at],
                    exact: false,
                }
            }
        };
        out.push((lex, start..at));
    }
    out
}

/// Where a word ends: at a space, a sign or a gap.
fn word_end(text: &str) -> usize {
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || SIGNS.contains(&c) || text[at..].starts_with("...") {
            return at;
        }
    }
    text.len()
}
