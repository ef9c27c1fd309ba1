//! What a change of rules changes: events gained, lost and changed, by the rule that brings them.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::example::filled;
use crate::event::Event;
use crate::{Document, Extractor};

/// How an event differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only the new rules find it.
    Gained,
    /// Only the old rules find it.
    Lost,
    /// Both find it and read it differently.
    Changed,
}

/// One event that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// How.
    pub change: Change,
    /// The rules that bring it: the new ones, or the old ones of an event that is lost.
    pub rules: String,
    /// The document.
    pub document: String,
    /// The event in one line.
    pub event: String,
    /// Its sentence.
    pub sentence: String,
    /// The fields that changed: name, before, after.
    pub fields: Vec<(String, String, String)>,
}

/// Reads a document by both packs.
pub fn compare(old: &Extractor, new: &Extractor, document: &Document) -> Vec<Difference> {
    differences(&old.extract(document), &new.extract(document))
}

/// What differs between two readings of the same documents; an event is known by its id.
pub fn differences(before: &[Event], after: &[Event]) -> Vec<Difference> {
    let mut out = Vec::new();
    for event in after {
        match before.iter().find(|e| e.id == event.id) {
            None => out.push(difference(Change::Gained, event, Vec::new())),
            Some(other) => {
                let fields = fields(other, event);
                if !fields.is_empty() {
                    out.push(difference(Change::Changed, event, fields));
                }
            }
        }
    }
    let lost = before.iter().filter(|event| after.iter().all(|e| e.id != event.id));
    out.extend(lost.map(|event| difference(Change::Lost, event, Vec::new())));
    out
}

fn difference(change: Change, event: &Event, fields: Vec<(String, String, String)>) -> Difference {
    let sentence = event.evidence.sentences.first().map(|s| s.text.as_str()).unwrap_or_default();
    Difference {
        change,
        rules: event.evidence.rules.join(", "),
        document: event.document.id.clone(),
        event: line(event),
        sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
        fields,
    }
}

/// An event in one line: type, modes and filled slots.
pub fn line(event: &Event) -> String {
    let mut out = event.codes.plover.clone();
    if out.is_empty() {
        out.clone_from(&event.kind);
    }
    for slot in filled(event) {
        let words: Vec<&str> = slot.text.split_whitespace().collect();
        let _ = write!(out, "  {}: {}", slot.slot, words.join(" "));
    }
    out
}

fn fields(old: &Event, new: &Event) -> Vec<(String, String, String)> {
    let (old, new) = (serde_json::to_value(old), serde_json::to_value(new));
    let (Ok(Value::Object(old)), Ok(Value::Object(new))) = (old, new) else { return Vec::new() };
    old.iter()
        .filter_map(|(name, before)| {
            let after = new.get(name)?;
            (before != after).then(|| (name.clone(), short(before), short(after)))
        })
        .collect()
}

fn short(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.is_empty() => "–".to_owned(),
        Value::Array(list) => list.iter().map(short).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let known = ["text", "edtf", "status"].iter().filter_map(|key| map.get(*key)).find_map(Value::as_str);
            let id = map.get("id").and_then(Value::as_str);
            match (known, id) {
                (Some(text), Some(id)) => format!("{text} ({id})"),
                (Some(text), None) => text.to_owned(),
                _ => map
                    .iter()
                    .filter(|(_, v)| !v.is_null())
                    .map(|(k, v)| format!("{k} {}", short(v)))
                    .collect::<Vec<_>>()
                    .join(" "),
            }
        }
        other => other.to_string(),
    }
}

/// All differences by rule, for a terminal or as Markdown.
pub fn describe(differences: &[Difference], markdown: bool) -> String {
    let mut groups: BTreeMap<(&str, Change), Vec<&Difference>> = BTreeMap::new();
    for d in differences {
        groups.entry((&d.rules, d.change)).or_default().push(d);
    }
    let count = |change| differences.iter().filter(|d| d.change == change).count();
    let (gained, lost, changed) = (count(Change::Gained), count(Change::Lost), count(Change::Changed));
    let total = format!("{gained} gained, {lost} lost, {changed} changed");
    let mut out = if markdown { format!("**{total}**\n\n") } else { String::new() };
    let mut last = "";
    for ((rules, change), list) in groups {
        if rules != last {
            let heading = if markdown { format!("### `{rules}`\n\n") } else { format!("{rules}\n") };
            out.push_str(&heading);
            last = rules;
        }
        let (sign, name) = match change {
            Change::Gained => ('+', "gained"),
            Change::Lost => ('-', "lost"),
            Change::Changed => ('~', "changed"),
        };
        for d in list {
            if markdown {
                let _ = writeln!(out, "- **{name}** in `{}`: {}\n  > {}", d.document, escape(&d.event), escape(&d.sentence));
                for (field, before, after) in &d.fields {
                    let _ = writeln!(out, "  - {field}: {} → {}", escape(before), escape(after));
                }
            } else {
                let _ = writeln!(out, "  {sign} {}: {}\n      {}", d.document, d.event, d.sentence);
                for (field, before, after) in &d.fields {
                    let _ = writeln!(out, "      {field}: {before} → {after}");
                }
            }
        }
        out.push('\n');
    }
    if !markdown {
        let _ = writeln!(out, "{total}");
    }
    out
}

/// Escapes what Markdown takes for a sign.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '<' | '>' | '[' | ']' | '|' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
