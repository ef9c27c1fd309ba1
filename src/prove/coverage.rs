//! What a corpus makes of a pack, and what the pack leaves of the corpus.
//!
//! In come documents; out go the rules that brought events and those that brought none, the trigger
//! words that no rule caught, and the names that act like somebody but stand in no gazetteer: the
//! list that an author works through.

use std::collections::BTreeMap;

use crate::extract::{Candidates, Kind, Scene};
use crate::{Document, Extractor};

/// How often each rule brought an event, and what none caught.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    counts: BTreeMap<String, usize>,
    uncaught: BTreeMap<String, usize>,
    unknown: BTreeMap<String, usize>,
}

impl Coverage {
    /// Starts with every rule of a pack at zero.
    pub fn new(extractor: &Extractor) -> Coverage {
        let rules = extractor.rules().rules.iter();
        Coverage {
            counts: rules.map(|rule| (rule.id.as_str().to_owned(), 0)).collect(),
            ..Coverage::default()
        }
    }

    /// Counts the events of a document, and what is left of it.
    pub fn read(&mut self, extractor: &Extractor, document: &Document) {
        for event in extractor.extract(document) {
            for rule in event.evidence.rules {
                *self.counts.entry(rule).or_default() += 1;
            }
        }
        extractor.each_scene(document, &mut |scene| {
            self.uncaught(extractor, scene);
            self.unknown(scene);
        });
    }

    /// Counts the trigger words of a sentence in which no rule matches.
    fn uncaught(&mut self, extractor: &Extractor, scene: &Scene) {
        let program = &extractor.program;
        let range = scene.parse.start..scene.parse.start + scene.parse.tags.len();
        let mut candidates = Candidates::default();
        program.scan(
            scene.context.words,
            scene.context.text,
            range,
            &mut candidates,
        );
        if candidates.is_empty() || !program.of(scene, &candidates).is_empty() {
            return;
        }
        let mut tokens: Vec<usize> = candidates.iter().map(|c| c.token).collect();
        tokens.dedup();
        for token in tokens {
            let word = scene.context.text.of(token).to_lowercase();
            *self.uncaught.entry(word).or_default() += 1;
        }
    }

    /// Counts the named subjects of verbs that no gazetteer knows.
    fn unknown(&mut self, scene: &Scene) {
        let parse = scene.parse;
        for unit in parse.clauses.iter().filter_map(|c| c.subject) {
            let known = scene.denotations[unit].entry.is_some() || scene.kind(unit) == Kind::Time;
            if parse.units[unit].named && !known {
                let name = scene.context.text.span(scene.extent(unit));
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                *self.unknown.entry(name).or_default() += 1;
            }
        }
    }

    /// The rules that brought no event, by name.
    pub fn idle(&self) -> impl Iterator<Item = &str> {
        self.counts
            .iter()
            .filter(|(_, n)| **n == 0)
            .map(|(rule, _)| rule.as_str())
    }

    /// The rules that brought events, the busiest first.
    pub fn busy(&self) -> Vec<(&str, usize)> {
        most(&self.counts)
    }

    /// Trigger words of sentences in which no rule matched, the most frequent first.
    pub fn uncaught_words(&self) -> Vec<(&str, usize)> {
        most(&self.uncaught)
    }

    /// Names that act like somebody but stand in no gazetteer, the most frequent first.
    pub fn unknown_names(&self) -> Vec<(&str, usize)> {
        most(&self.unknown)
    }
}

fn most(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let seen = counts.iter().filter(|(_, n)| **n > 0);
    let mut out: Vec<(&str, usize)> = seen.map(|(what, n)| (what.as_str(), *n)).collect();
    out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    out
}
