//! Proofs: what a rule claims about itself, tried on the engine that runs it.
//!
//! In come compiled packs, the examples of their rules and reports; out go the examples that do not
//! hold, the rules that fired and why, and what a change of rules changes. It changes no rule and
//! never prints.

pub mod coverage;
pub mod diff;
mod example;
mod explain;
pub mod explanation;
mod fault;
mod miss;
mod mutate;
mod report;
mod sample;
mod shadow;
mod value;

use crate::extract::Program;
use crate::pack::Extractor;
use crate::{Document, event::Event};

pub use example::{Fault, Filled, Proof, filled};
pub use mutate::{Part, Survivor};
pub use report::{describe, summary, tally};
pub use sample::{Outcome, Sample};

/// The day on which the sentences of examples count as published.
pub const PUBLISHED: &str = "2024-11-27";

/// A compiled pack that can be reduced to one rule at a time, so that no rule hides another.
#[derive(Debug)]
pub struct Prover {
    extractor: Extractor,
    alone: Vec<Program>,
}

impl Prover {
    /// Makes a program of each rule.
    pub fn new(mut extractor: Extractor) -> Prover {
        let rules = extractor.program.rules.clone();
        let watched = extractor.types.means().to_vec();
        let words = &mut extractor.words;
        let alone = rules
            .into_iter()
            .map(|rule| Program::new(vec![rule], Vec::new(), &watched, words))
            .collect();
        Prover { extractor, alone }
    }

    /// The pack.
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// The events that one rule alone finds.
    pub fn alone(&mut self, rule: usize, document: &Document) -> Vec<Event> {
        let Some(program) = self.alone.get_mut(rule) else {
            return Vec::new();
        };
        // What is never an event of its own is proved on the event that it is part of.
        if let Some(known) = program.rules.first().filter(|r| r.dependent) {
            let mut events = self.extractor.extract(document);
            events.retain(|e| e.evidence.rules.contains(&known.id));
            return events;
        }
        std::mem::swap(&mut self.extractor.program, program);
        let events = self.extractor.extract(document);
        std::mem::swap(&mut self.extractor.program, program);
        events
    }

    /// Tries every example of every rule, in file order.
    pub fn examples(&mut self) -> Vec<Proof> {
        let rules = self.extractor.rules.rules.clone();
        let mut out = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            for example in &rule.examples {
                out.push(example::prove(self, index, rule, example));
            }
        }
        out
    }
}

/// A sentence as a document of its own, published on [`PUBLISHED`].
pub fn sentence(text: &str) -> Document {
    Document {
        published: PUBLISHED.parse().ok(),
        ..Document::new("example", text)
    }
}
