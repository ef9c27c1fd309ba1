//! The patterns of spaCy's EntityRuler to gazetteer entries.
//!
//! In come lines of `patterns.jsonl`; out goes YAML in the form of `gazetteers/organisations/`. Only
//! patterns that are names are taken: a text, or tokens that each state one. It never takes a pattern
//! apart that asks for anything else, such as a part of speech: those are counted.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, Write};

use foldhash::fast::FixedState;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::import::ImportError;
use crate::text::fold;

/// What spaCy's own labels are to us.
pub const KINDS: &[(&str, &str)] = &[
    ("ORG", "organisation"),
    ("NORP", "organisation"),
    ("GPE", "settlement"),
    ("LOC", "region"),
    ("FAC", "facility"),
];

/// What an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries written.
    pub entries: usize,
    /// Patterns left out, by why: a label without a kind, or a pattern that is no name.
    pub skipped: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Line {
    label: String,
    pattern: Value,
    #[serde(default)]
    id: Option<String>,
}

struct Entry {
    id: String,
    kind: String,
    names: Vec<String>,
}

/// Reads patterns and writes entries. `kinds` gives a kind for a label (see [`KINDS`]); patterns of one
/// label and `id` are one entry, the first its name.
///
/// # Errors
/// A line that is no pattern, or reading or writing that fails.
pub fn spacy(
    lines: impl BufRead,
    kinds: &[(String, String)],
    mut out: impl Write,
) -> Result<Imported, ImportError> {
    let mut done = Imported::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<(String, String), usize, FixedState> = HashMap::default();
    let mut ids: HashMap<String, u32, FixedState> = HashMap::default();
    for (number, line) in lines.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line).map_err(|error| {
            ImportError::Line(number + 1, format!("no pattern of spaCy: {error}"))
        })?;
        let own = kinds.iter().find(|(label, _)| *label == line.label);
        let usual = KINDS.iter().find(|(label, _)| *label == line.label);
        let Some(kind) = own.map(|k| k.1.as_str()).or(usual.map(|k| k.1)) else {
            let why = format!("label {} without a kind", line.label);
            *done.skipped.entry(why).or_default() += 1;
            continue;
        };
        let Some(name) = name(&line.pattern) else {
            let why = "a pattern that is no name".to_owned();
            *done.skipped.entry(why).or_default() += 1;
            continue;
        };
        let key = line.id.unwrap_or_else(|| folded(&name));
        let next = entries.len();
        let at = *known.entry((line.label, key.clone())).or_insert(next);
        if at == next {
            let slug = slug(&key);
            let count = ids.entry(slug.clone()).or_default();
            *count += 1;
            entries.push(Entry {
                id: if *count > 1 {
                    format!("spa/{slug}-{count}")
                } else {
                    format!("spa/{slug}")
                },
                kind: kind.to_owned(),
                names: Vec::new(),
            });
        }
        let names = &mut entries[at].names;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    write(&entries, &mut out)?;
    done.entries = entries.len();
    Ok(done)
}

fn write(entries: &[Entry], out: &mut impl Write) -> std::io::Result<()> {
    // JSON's quotation marks and escapes are YAML's as well.
    let quoted = |text: &String| Value::from(text.as_str()).to_string();
    writeln!(out, "# Names from patterns of spaCy's EntityRuler.")?;
    writeln!(out, "entries:")?;
    for entry in entries {
        writeln!(out, "  - id: {}", entry.id)?;
        writeln!(out, "    name: {}", quoted(&entry.names[0]))?;
        if entry.names.len() > 1 {
            let aliases: Vec<String> = entry.names[1..].iter().map(quoted).collect();
            writeln!(out, "    aliases: [{}]", aliases.join(", "))?;
        }
        writeln!(out, "    kind: {}", entry.kind)?;
    }
    out.flush()
}

/// The name that a pattern states, if it states one.
fn name(pattern: &Value) -> Option<String> {
    let words = match pattern {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(tokens) => {
            let token = |token: &Value| word(token.as_object()?);
            tokens.iter().map(token).collect::<Option<Vec<String>>>()?
        }
        _ => return None,
    };
    let name = words.join(" ");
    (!name.is_empty()).then_some(name)
}

/// The word of a token that asks for one word and nothing else.
fn word(token: &Map<String, Value>) -> Option<String> {
    let mut parts = token.iter();
    let (Some((key, value)), None) = (parts.next(), parts.next()) else {
        return None;
    };
    let text = value.as_str()?;
    match key.to_ascii_uppercase().as_str() {
        "ORTH" | "TEXT" => Some(text.to_owned()),
        // Names are written with capitals; case does not count when they are looked for.
        "LOWER" | "NORM" => {
            let mut letters = text.chars();
            let first = letters.next()?;
            Some(first.to_uppercase().chain(letters).collect())
        }
        _ => None,
    }
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold(text, &mut out);
    out
}

fn slug(text: &str) -> String {
    let folded = folded(text);
    let parts: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        "name".to_owned()
    } else {
        parts.join("-")
    }
}
