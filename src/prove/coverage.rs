//! Which rules a corpus needs.

use std::collections::BTreeMap;

use crate::{Document, Extractor};

/// How often each rule brought an event.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    counts: BTreeMap<String, usize>,
}

impl Coverage {
    /// Starts with every rule of a pack at zero.
    pub fn new(extractor: &Extractor) -> Coverage {
        let rules = extractor.rules().rules.iter();
        Coverage { counts: rules.map(|rule| (rule.id.as_str().to_owned(), 0)).collect() }
    }

    /// Counts the events of a document.
    pub fn read(&mut self, extractor: &Extractor, document: &Document) {
        for event in extractor.extract(document) {
            for rule in event.evidence.rules {
                *self.counts.entry(rule).or_default() += 1;
            }
        }
    }

    /// The rules that brought no event, by name.
    pub fn idle(&self) -> impl Iterator<Item = &str> {
        self.counts.iter().filter(|(_, n)| **n == 0).map(|(rule, _)| rule.as_str())
    }

    /// The rules that brought events, the busiest first.
    pub fn busy(&self) -> Vec<(&str, usize)> {
        let mut out: Vec<(&str, usize)> =
            self.counts.iter().filter(|(_, n)| **n > 0).map(|(rule, n)| (rule.as_str(), *n)).collect();
        out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        out
    }
}
