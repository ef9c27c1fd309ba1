//! YAML to a tree in which every key and value knows its place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Location, Options, Spanned};

use super::text::Text;
use crate::diagnostic::{Code, Diagnostic};

/// A value of a YAML file.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Bytes of the file.
    pub span: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Null,
    /// Any scalar, as it is written.
    Scalar(Text),
    List(Vec<Value>),
    Map(Vec<(Text, Value)>),
}

impl Value {
    /// What it is, for messages.
    pub fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Scalar(_) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}

/// Reads a file.
pub(super) fn parse(file: &Arc<str>, source: &str) -> Result<Value, Box<Diagnostic>> {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.strict_booleans = true;
    options.with_snippet = false;
    if let Some(budget) = &mut options.budget {
        budget.max_nodes = budget.max_nodes.max(1_000_000);
    }
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(source, options) {
        Ok(raw) => Ok(value(raw, file, source)),
        Err(error) => Err(Box::new(fault(&error, file, source))),
    }
}

fn range(location: Location, source: &str) -> Range<usize> {
    let span = location.span();
    let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) else {
        let start = offset(source, location.line() as usize, location.column() as usize);
        return start..start;
    };
    let start = (start as usize).min(source.len());
    start..(start + length as usize).min(source.len())
}

/// The byte at a line and column, both from 1.
fn offset(source: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for (index, text) in source.split_inclusive('\n').enumerate() {
        if index + 1 == line {
            let text = text.trim_end_matches(['\n', '\r']);
            let column = text.char_indices().nth(column.saturating_sub(1));
            return start + column.map_or(text.len(), |(at, _)| at);
        }
        start += text.len();
    }
    source.len()
}

fn value(raw: Spanned<Raw>, file: &Arc<str>, source: &str) -> Value {
    let span = range(raw.defined, source);
    let kind = match raw.value {
        Raw::Null => Kind::Null,
        Raw::Text(text) => Kind::Scalar(Text::new(text, file, source, span.clone())),
        Raw::Other => {
            let written = source.get(span.clone()).unwrap_or_default().to_owned();
            Kind::Scalar(Text::new(written, file, source, span.clone()))
        }
        Raw::List(list) => Kind::List(
            list.into_iter()
                .map(|raw| value(raw, file, source))
                .collect(),
        ),
        Raw::Map(map) => {
            let pair = |(key, raw): (Spanned<String>, _)| {
                let span = range(key.defined, source);
                (
                    Text::new(key.value, file, source, span),
                    value(raw, file, source),
                )
            };
            Kind::Map(map.into_iter().map(pair).collect())
        }
    };
    Value { span, kind }
}

fn fault(error: &serde_saphyr::Error, file: &Arc<str>, source: &str) -> Diagnostic {
    let error = error.without_snippet();
    let at = error.location().filter(|location| location.line() > 0);
    let (line, column) = at.map_or((1, 1), |l| (l.line() as usize, l.column() as usize));
    let start = offset(source, line, column);
    let mut message = error.to_string();
    if let Some(cut) = message.find(" at line ") {
        message.truncate(cut);
    }
    let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let text = source[line_start..].lines().next().unwrap_or_default();
    let indent = &text[..text.len() - text.trim_start().len()];
    if let Some(tab) = indent.find('\t') {
        let at = line_start + tab;
        return Diagnostic::new(
            Code::P006,
            file,
            at..at + 1,
            "a tab in the indentation".into(),
        )
        .hint("indent with spaces");
    }
    let end = source[start..]
        .chars()
        .next()
        .filter(|c| *c != '\n')
        .map_or(0, char::len_utf8);
    let found = Diagnostic::new(
        Code::P001,
        file,
        start..start + end,
        "not valid YAML".into(),
    );
    if message.contains("did not find expected '-' indicator")
        || message.contains("mapping values are not allowed")
    {
        let hint = "the keys of one entry start in the same column";
        return found.label(message).hint(hint);
    }
    let found = found.label(message);
    let template = text
        .split_once(": ")
        .map_or(text.trim().trim_start_matches("- "), |(_, v)| v);
    if template
        .trim_start()
        .starts_with(['{', '[', '@', '*', '&', '!', '%', '`', '|', '>'])
        || template.contains(": ")
    {
        found.hint("put a template or sentence into a literal block (`|`) or single quotes")
    } else {
        found
    }
}

/// What the YAML reader hands over.
enum Raw {
    Null,
    Text(String),
    Other,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = list.next_element()? {
            out.push(item);
        }
        Ok(Raw::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut out = Vec::new();
        while let Some(entry) = map.next_entry()? {
            out.push(entry);
        }
        Ok(Raw::Map(out))
    }
}
