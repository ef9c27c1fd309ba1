//! One example against the one rule that it is about.

use std::ops::Range;

use super::{Prover, sentence, value};
use crate::event::{Event, Outcome};
use crate::rules::Rule;
use crate::template::{Example, Sign};

/// What came of an example; it holds if there are no faults.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The rule.
    pub rule: String,
    /// Path of its file.
    pub file: String,
    /// Line of the example, from 1.
    pub line: usize,
    /// What the example claims.
    pub sign: Sign,
    /// The sentence without brackets.
    pub text: String,
    /// The slots that it marks.
    pub expected: Vec<Filled>,
    /// The slots of the nearest event; nothing if the rule did not fire.
    pub found: Option<Vec<Filled>>,
    /// What is not as claimed.
    pub faults: Vec<Fault>,
}

/// A slot with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The slot.
    pub slot: String,
    /// The words.
    pub text: String,
    /// Code points of the sentence.
    pub range: Range<usize>,
}

/// Slots that an example need not mark, since they are read off whatever surrounds an event. Once
/// it marks one, nothing else may stand there.
const LOOSE: &[&str] = &["place", "origin", "date", "content", "attribution"];

/// What is not as an example claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `+` and the rule did not fire.
    Silent,
    /// `-` and the rule fired.
    Fired,
    /// `?` and everything holds: it should be a `+`.
    Done,
    /// A marked slot is not filled with these words.
    Missing(Filled),
    /// A slot that is not marked is filled.
    Extra(Filled),
    /// An asserted value is another.
    Value {
        /// Where it stands.
        path: String,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
}

impl Proof {
    /// Whether the example holds.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

pub(super) fn prove(prover: &mut Prover, index: usize, rule: &Rule, example: &Example) -> Proof {
    let events = prover.alone(index, &sentence(&example.text));
    let points = |byte: usize| example.text[..byte].chars().count();
    let expected: Vec<Filled> = example
        .slots
        .iter()
        .map(|slot| Filled {
            slot: slot.name.clone(),
            text: example.text[slot.range.clone()].to_owned(),
            range: points(slot.range.start)..points(slot.range.end),
        })
        .collect();
    let nearest = events
        .iter()
        .map(|event| (faults(event, &expected, example), filled(event)))
        .min_by_key(|(faults, _)| faults.len());
    let (faults, found) = match (example.sign, nearest) {
        (Sign::Fires, None) => (vec![Fault::Silent], None),
        (Sign::Fires, Some((faults, found))) => (faults, Some(found)),
        (Sign::Silent, None) | (Sign::ToDo, None) => (Vec::new(), None),
        (Sign::Silent, Some((_, found))) => (vec![Fault::Fired], Some(found)),
        (Sign::ToDo, Some((faults, found))) if faults.is_empty() => {
            (vec![Fault::Done], Some(found))
        }
        (Sign::ToDo, Some((_, found))) => (Vec::new(), Some(found)),
    };
    Proof {
        rule: rule.id.as_str().to_owned(),
        file: rule.file.to_string(),
        line: line(prover, rule, example),
        sign: example.sign,
        text: example.text.clone(),
        expected,
        found,
        faults,
    }
}

fn line(prover: &Prover, rule: &Rule, example: &Example) -> usize {
    let Some(text) = &rule.examples_text else {
        return rule.line;
    };
    let at = text.locate(example.span.clone()).start;
    let files = &prover.extractor().rules().files;
    let source = files.iter().find(|f| f.path == rule.file);
    source.map_or(rule.line, |f| {
        f.source.bytes().take(at).filter(|&b| b == b'\n').count() + 1
    })
}

fn faults(event: &Event, expected: &[Filled], example: &Example) -> Vec<Fault> {
    let found = filled(event);
    let mut out = Vec::new();
    for want in expected {
        if !found
            .iter()
            .any(|have| have.slot == want.slot && same(want, have))
        {
            out.push(Fault::Missing(want.clone()));
        }
    }
    let told = |slot: &str| !LOOSE.contains(&slot) || expected.iter().any(|want| want.slot == slot);
    for have in found.iter().filter(|have| told(&have.slot)) {
        if !expected.iter().any(|want| accounts(want, have)) {
            out.push(Fault::Extra(have.clone()));
        }
    }
    let record = serde_json::to_value(event).unwrap_or_default();
    for assert in &example.asserts {
        if let Err(found) = value::check(&record, &assert.path, &assert.value) {
            let (path, expected) = (assert.path.clone(), assert.value.clone());
            out.push(Fault::Value {
                path,
                expected,
                found,
            });
        }
    }
    out
}

/// The filled slots of an event.
pub fn filled(event: &Event) -> Vec<Filled> {
    let mut out = Vec::new();
    let mut add = |slot: &str, text: &str, start: usize, end: usize| {
        out.push(Filled {
            slot: slot.to_owned(),
            text: text.to_owned(),
            range: start..end,
        });
    };
    for who in &event.actors {
        add("actors", &who.text, who.start, who.end);
    }
    for who in &event.recipients {
        add("recipients", &who.text, who.start, who.end);
    }
    for what in &event.instruments {
        add("instruments", &what.text, what.start, what.end);
    }
    for toll in &event.casualties {
        let slot = match toll.outcome {
            Outcome::Killed => "killed",
            Outcome::Injured => "injured",
            Outcome::Missing => "missing",
            Outcome::Captured => "captured",
            Outcome::Neutralised => "neutralised",
        };
        add(slot, &toll.text, toll.start, toll.end);
    }
    for (slot, place) in [("place", &event.place), ("origin", &event.origin)] {
        if let Some(place) = place {
            add(slot, &place.text, place.start, place.end);
        }
    }
    if let Some(date) = &event.date {
        add("date", &date.text, date.start, date.end);
    }
    if let Some(content) = &event.content {
        add("content", &content.text, content.start, content.end);
    }
    for who in &event.attribution {
        add("attribution", &who.text, who.start, who.end);
    }
    for (slot, mentions) in &event.other {
        for what in mentions {
            add(slot, &what.text, what.start, what.end);
        }
    }
    out
}

/// Whether a marked slot explains a filled one: victims are recipients too, a means that acts stands
/// for whoever sends it, and a place may be part of what is marked otherwise.
fn accounts(want: &Filled, have: &Filled) -> bool {
    let toll = ["killed", "injured", "missing", "captured", "neutralised"];
    let kin = want.slot == have.slot
        || toll.contains(&want.slot.as_str()) && have.slot == "recipients"
        || want.slot == "instruments" && have.slot == "actors"
        || want.slot == "content" && matches!(&*have.slot, "recipients" | "place" | "date")
        || matches!(&*have.slot, "place" | "origin");
    kin && overlap(&want.range, &have.range)
}

/// Whether two stretches have the same head; of long ones it is enough that they overlap.
fn same(want: &Filled, have: &Filled) -> bool {
    if !overlap(&want.range, &have.range) {
        return false;
    }
    if matches!(&*want.slot, "content" | "date" | "place" | "origin") {
        return true;
    }
    let inside =
        |head: Range<usize>, all: &Range<usize>| head.start >= all.start && head.end <= all.end;
    inside(head(want), &have.range) || inside(head(have), &want.range)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The last word before what follows a noun.
fn head(of: &Filled) -> Range<usize> {
    const ENDS: &[&str] = &[
        ",",
        "(",
        "of",
        "in",
        "on",
        "at",
        "from",
        "near",
        "with",
        "for",
        "to",
        "by",
        "against",
        "who",
        "which",
        "that",
        "and",
        "or",
        "including",
        "accused",
        "suspected",
    ];
    let mut last = of.range.clone();
    let mut at = of.range.start;
    for (number, word) in of.text.split_inclusive(char::is_whitespace).enumerate() {
        let length = word.chars().count();
        let bare = word.trim();
        if number > 0 && ENDS.contains(&bare) {
            break;
        }
        last = at..at + bare.trim_end_matches([',', '.', ';']).chars().count();
        at += length;
        if bare.ends_with(',') {
            break;
        }
    }
    last
}
