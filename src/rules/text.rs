//! Strings that know where they stand in their file.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A string from a file; each of its bytes knows its place there.
#[derive(Clone)]
pub struct Text {
    value: String,
    /// Path of the file.
    pub file: Arc<str>,
    /// Bytes of the file, quotes included.
    pub span: Range<usize>,
    /// Pairs of an offset in the whole scalar and one in the file; from one pair to the next both
    /// grow alike.
    map: Arc<[(u32, u32)]>,
    /// Where this string starts in the whole scalar.
    base: usize,
}

impl Text {
    /// A scalar: its value and where it stands in `source`.
    pub(super) fn new(value: String, file: &Arc<str>, source: &str, span: Range<usize>) -> Text {
        let written = source.get(span.clone()).unwrap_or_default();
        let map = align(&value, written, span.start).into();
        Text {
            value,
            file: file.clone(),
            span,
            map,
            base: 0,
        }
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// A part of the string.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let value = self.value.get(range.clone()).unwrap_or_default().to_owned();
        let span = self.locate(range.clone());
        let (file, map) = (self.file.clone(), self.map.clone());
        Text {
            value,
            file,
            span,
            map,
            base: self.base + range.start,
        }
    }

    /// Where some bytes of the string stand in the file.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        let end = if range.end > range.start {
            self.place(range.end - 1) + 1
        } else {
            start
        };
        start..end.max(start)
    }

    /// The lines that are not empty and do not start with `#`, without surrounding space.
    pub fn lines(&self) -> Vec<Text> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.value.split_inclusive('\n') {
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                lines.push(self.slice(at..at + line.len()));
            }
        }
        lines
    }

    fn place(&self, offset: usize) -> usize {
        let offset = self.base + offset;
        let index = self
            .map
            .partition_point(|&(from, _)| from as usize <= offset);
        match index.checked_sub(1).map(|i| self.map[i]) {
            Some((from, to)) => to as usize + (offset - from as usize),
            None => self.span.start,
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.value == other.value
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.value)
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} at {}:{:?}", self.value, self.file, self.span)
    }
}

impl schemars::JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "string".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}

/// Lays a decoded scalar beside its source, whatever its style: runs of white space answer each
/// other (folding, indentation), escapes answer one character, everything else is equal.
fn align(value: &str, source: &str, base: usize) -> Vec<(u32, u32)> {
    let mut map: Vec<(u32, u32)> = Vec::new();
    let mut push = |from: usize, to: usize| {
        let (from, to) = (from as u32, (base + to) as u32);
        match map.last() {
            Some(&(f, t)) if from.wrapping_sub(f) == to.wrapping_sub(t) => {}
            Some(&(f, _)) if f == from => {}
            _ => map.push((from, to)),
        }
    };
    let quote = match source.as_bytes().first() {
        Some(&q @ (b'"' | b'\'')) if value != source && closes(source, q) => q,
        _ => 0,
    };
    let mut at = usize::from(quote != 0);
    let mut from = 0;
    push(from, at);
    while let Some(c) = value[from..].chars().next() {
        if c.is_whitespace() {
            push(from, at);
            let rest = &value[from..];
            let run = rest.len() - rest.trim_start().len();
            at = skip_space(source, at, quote == b'"');
            from += run;
            continue;
        }
        let Some(s) = source[at..].chars().next() else {
            break;
        };
        push(from, at);
        if quote == b'"' && s == '\\' {
            if source[at + 1..].starts_with(['\n', '\r']) {
                at = skip_space(source, at, true);
                continue;
            }
            from += c.len_utf8();
            at += escape(&source[at..]);
        } else if s == c {
            from += c.len_utf8();
            at += s.len_utf8();
            if quote == b'\'' && c == '\'' && source[at..].starts_with('\'') {
                at += 1;
            }
        } else if s.is_whitespace() {
            at = skip_space(source, at, false);
        } else {
            break;
        }
    }
    map
}

fn closes(source: &str, quote: u8) -> bool {
    source.len() >= 2 && source.as_bytes().last() == Some(&quote)
}

/// The end of a run of white space, counting escaped white space if `escapes`.
fn skip_space(source: &str, mut at: usize, escapes: bool) -> usize {
    while let Some(c) = source[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if escapes
            && c == '\\'
            && source[at + 1..].starts_with(['n', 't', 'r', ' ', '\n', '\r'])
        {
            at += 2;
        } else {
            break;
        }
    }
    at
}

/// The length of an escape sequence.
fn escape(source: &str) -> usize {
    let mut chars = source.chars();
    chars.next();
    let Some(c) = chars.next() else { return 1 };
    let digits = match c {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    1 + c.len_utf8() + chars.take(digits).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, source: &str, part: &str, written: &str) {
        let text = Text::new(value.to_owned(), &Arc::from("f"), source, 0..source.len());
        let at = value.find(part).unwrap();
        assert_eq!(
            &source[text.locate(at..at + part.len())],
            written,
            "{source}"
        );
    }

    #[test]
    fn finds_places_in_every_style() {
        check(
            "one {x}\ntwo\n  three\n",
            "one {x}\n    two\n      three\n",
            "three",
            "three",
        );
        check("a\n\n\nb c\n", "a\r\n\r\n\r\n   b c\r\n", "b c", "b c");
        check("it's so", "'it''s so'", "so", "so");
        check("'a' b", "'a' b", "b", "b");
        check("say \"é\" x", r#""say \"\u00e9\" x""#, "x", "x");
        check("say \"é\" x", r#""say \"\u00e9\" x""#, "é", "\\u");
        check(
            "fold ed text\npara",
            "fold ed\n  text\n\n  para",
            "para",
            "para",
        );
        check("a b", "\"a \\\n   b\"", "b", "b");
        check("a\nb", "\"a\\nb\"", "b", "b");
    }

    #[test]
    fn slices_keep_their_places() {
        let source = "one\n    # no\n    two <x>\n";
        let value = "one\n# no\ntwo <x>\n".to_owned();
        let text = Text::new(value, &Arc::from("f"), source, 0..source.len());
        let lines = text.lines();
        assert_eq!(lines.len(), 2);
        assert_eq!(&source[lines[1].locate(4..7)], "<x>");
        assert_eq!(&source[lines[1].span.clone()], "two <x>");
    }
}
