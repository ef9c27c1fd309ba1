//! Phrases that can fill a slot, by what they denote.
//!
//! In come the lexicons of a rule set and names; out go short noun groups, always the same for the
//! same pack. It never looks at a text.

use std::collections::BTreeMap;

use super::set::{Pos, RuleSet};
use crate::lexicon::Irregular;

/// A noun group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words, as in the middle of a sentence.
    pub text: String,
    /// Whether its verb stands in the plural.
    pub plural: bool,
}

/// Noun groups by kind.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    kinds: BTreeMap<String, Vec<Phrase>>,
    own: BTreeMap<String, Vec<Phrase>>,
}

/// Numbers for groups of people.
const COUNTS: &[&str] = &["two", "three", "five", "12", "at least four"];
/// How many lexicon nouns and names of each kind are used.
const EACH: usize = 6;

impl Phrases {
    /// The nouns of all lexicons that say what they denote, and `names` with their kinds.
    pub fn new<'a>(
        set: &'a RuleSet,
        irregular: &Irregular,
        names: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Phrases {
        let mut out = Phrases::default();
        for lexicon in &set.lexicons {
            let Some(kind) = &lexicon.kind else { continue };
            // 'The wounded' has no plural of its own.
            let nouns = lexicon.entries.iter();
            let nouns = nouns.filter(|e| e.pos == Pos::Noun && !e.lemma.ends_with("ed"));
            for (number, entry) in nouns.take(EACH).enumerate() {
                for phrase in noun(&entry.lemma, kind, number, irregular) {
                    out.add(kind, phrase);
                }
            }
        }
        for (kind, name) in names {
            let text = name.to_owned();
            out.add(
                kind,
                Phrase {
                    text,
                    plural: false,
                },
            );
        }
        out
    }

    /// Prefers phrases that a rule's own examples put into a slot.
    pub fn with_own(mut self, slot: &str, text: &str) -> Phrases {
        let plural = text.ends_with('s') || text.contains(" and ");
        let text = text.to_owned();
        let list = self.own.entry(slot.to_owned()).or_default();
        list.push(Phrase { text, plural });
        self
    }

    fn add(&mut self, kind: &str, phrase: Phrase) {
        let list = self.kinds.entry(kind.to_owned()).or_default();
        if !list.contains(&phrase) {
            list.push(phrase);
        }
    }

    /// What the rule's own examples put into a slot.
    pub(super) fn own(&self, slot: &str) -> &[Phrase] {
        self.own.get(slot).map_or(&[], Vec::as_slice)
    }

    /// Phrases of the types that a template or a slot asks for.
    pub(super) fn of(&self, slot: &str, types: &[String]) -> Vec<Phrase> {
        let kinds: Vec<&str> = if types.is_empty() {
            slot_kinds(slot).to_vec()
        } else {
            types.iter().flat_map(|t| type_kinds(t)).collect()
        };
        let toll = matches!(
            slot,
            "killed" | "injured" | "missing" | "captured" | "neutralised"
        );
        let mut out = Vec::new();
        // One of each kind in turn, so that the first phrases already differ.
        for number in 0..4 * EACH {
            for kind in &kinds {
                let fixed = fixed(kind);
                let listed = self.kinds.get(*kind).and_then(|list| list.get(number));
                out.extend(listed.cloned());
                if let Some(text) = fixed.get(number) {
                    out.push(Phrase {
                        text: (*text).to_owned(),
                        plural: false,
                    });
                }
            }
        }
        if toll && out.iter().any(counted) {
            out.retain(counted);
        }
        out
    }
}

fn counted(phrase: &Phrase) -> bool {
    let first = phrase.text.split(' ').next().unwrap_or_default();
    COUNTS.iter().any(|c| c.starts_with(first)) || first.parse::<u32>().is_ok()
}

/// Noun groups with this head.
fn noun(lemma: &str, kind: &str, number: usize, irregular: &Irregular) -> Vec<Phrase> {
    let (before, last) = match lemma.rsplit_once(' ') {
        Some((before, last)) => (format!("{before} "), last),
        None => (String::new(), lemma),
    };
    let plural = irregular.noun(last).into_iter().next().unwrap_or_default();
    let many = format!("{before}{plural}");
    let plural = |text: String| Phrase { text, plural: true };
    let single = |text: String| Phrase {
        text,
        plural: false,
    };
    let people = matches!(
        kind,
        "person" | "civilians" | "military" | "police" | "armed-group" | "border-guard"
    );
    if people && plural_only(lemma, last) {
        vec![plural(lemma.to_owned())]
    } else if people {
        let count = COUNTS[number % COUNTS.len()];
        vec![plural(many.clone()), plural(format!("{count} {many}"))]
    } else if matches!(kind, "abstract" | "government" | "country" | "place") {
        vec![single(format!("the {lemma}"))]
    } else {
        vec![single(format!("{} {lemma}", article(lemma)))]
    }
}

fn plural_only(lemma: &str, last: &str) -> bool {
    lemma.ends_with('s') || matches!(last, "police" | "people" | "personnel")
}

/// `a` or `an`, by the letter.
pub(super) fn article(word: &str) -> &'static str {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    if vowel { "an" } else { "a" }
}

/// The kinds that fill a slot of the record unless a template says otherwise.
fn slot_kinds(slot: &str) -> &'static [&'static str] {
    match slot {
        "actors" | "attribution" => &[
            "armed-group",
            "government",
            "military",
            "country",
            "organisation",
            "civilians",
            "police",
        ],
        "recipients" => &["facility", "civilians", "country", "vehicle", "government"],
        "instruments" => &["weapon", "vehicle"],
        "place" | "origin" => &["settlement"],
        "date" => &["date"],
        "content" => &["tail", "abstract"],
        "killed" | "injured" | "missing" | "captured" | "neutralised" => {
            &["civilians", "military", "person"]
        }
        _ => &["civilians", "facility", "abstract"],
    }
}

/// The kinds that a type stands for.
fn type_kinds(name: &str) -> Vec<&str> {
    match name {
        "people" => vec!["civilians", "military", "person", "police", "armed-group"],
        "participant" => slot_kinds("actors").to_vec(),
        "organisation-like" => vec!["government", "organisation", "company", "country"],
        "thing" => vec!["facility", "vehicle", "object"],
        "any" => vec!["abstract", "facility", "object", "civilians", "event"],
        "place" | "settlement" | "region" | "admin1" => vec!["settlement"],
        "time" => vec!["date"],
        "name" | "group" => vec!["armed-group", "organisation"],
        other => vec![other],
    }
}

/// Phrases of general English for kinds that need no lexicon.
fn fixed(kind: &str) -> &'static [&'static str] {
    match kind {
        "date" => &["Monday", "12 March", "Friday"],
        "number" => &["12", "40"],
        "event" => &["the ceremony", "the talks"],
        "abstract" => &["the proposal", "the decision"],
        "object" => &["the crates", "a fence"],
        "unknown" => &["the newcomers"],
        "money" => &["5 million dollars"],
        "animal" => &["two camels"],
        "document" => &["a letter"],
        "place" => &["the valley"],
        _ => &[],
    }
}
