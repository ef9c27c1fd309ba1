//! Sentences that a rule describes, each tried on the rule.

use std::collections::BTreeSet;

use super::{Prover, example};
use crate::rules::{Derived, Phrases, Rule, RuleSet, Writer, expand as derive};
use crate::template::{Node, Sign, examples, expand, parse};

/// A sentence written after a template, its slots marked as in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The sentence.
    pub text: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What a rule makes of a sentence that its template describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It fires with the marked slots.
    Found,
    /// It fires with these slots.
    Otherwise(Vec<(String, String)>),
    /// It does not fire.
    Missed,
}

/// How many sentences are written for a template before it counts as missed.
const TURNS: usize = 48;
/// How many names of each kind fill slots.
const NAMES: usize = 3;

impl Prover {
    /// Sentences for each template of a rule, at most so many, those that the rule finds first. Where
    /// it finds none, one that it misses.
    pub fn samples(&mut self, rule: usize, each: usize) -> Vec<(Derived, Vec<Sample>)> {
        let set = self.extractor.rules.clone();
        let Some(written) = set.rules.get(rule) else {
            return Vec::new();
        };
        let phrases = self.phrases(&set, written);
        let irregular = self.extractor.words.irregular().clone();
        let writer = Writer {
            set: &set,
            irregular: &irregular,
            phrases: &phrases,
        };
        let derived = derive(written, &set).into_iter();
        derived
            .map(|derived| {
                let tree = parse(&derived.text).ok();
                let tree = tree.and_then(|node| expand(&node, &set.macros).ok());
                let samples = tree.map_or_else(Vec::new, |node| {
                    self.tried(rule, written, &writer, &node, each)
                });
                (derived, samples)
            })
            .collect()
    }

    /// Nouns of the lexicons, the best known names of each kind, and what the rule's examples say.
    fn phrases(&self, set: &RuleSet, rule: &Rule) -> Phrases {
        let gazetteer = &self.extractor.gazetteer;
        let mut entries: Vec<_> = gazetteer.entries().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.population));
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        let names = entries.into_iter().filter_map(|entry| {
            let count = counts.entry(&entry.kind).or_default();
            *count += 1;
            (*count <= NAMES).then_some((entry.kind.as_str(), entry.name.as_str()))
        });
        let mut phrases = Phrases::new(set, self.extractor.words.irregular(), names);
        let proofs = rule.examples.iter().filter(|e| e.sign == Sign::Fires);
        for example in proofs {
            for slot in &example.slots {
                if let Some(text) = example.text.get(slot.range.clone()) {
                    phrases = phrases.with_own(&slot.name, &lower(text, slot.range.start));
                }
            }
        }
        phrases
    }

    fn tried(
        &mut self,
        index: usize,
        rule: &Rule,
        writer: &Writer,
        node: &Node,
        each: usize,
    ) -> Vec<Sample> {
        let mut found = Vec::new();
        let mut other: Option<Sample> = None;
        let mut seen = BTreeSet::new();
        for turn in 0..TURNS {
            let Some(text) = writer.write(node, turn) else {
                continue;
            };
            if !seen.insert(text.clone()) {
                continue;
            }
            let outcome = self.outcome(index, rule, &text);
            let sample = Sample { text, outcome };
            match &sample.outcome {
                Outcome::Found => found.push(sample),
                Outcome::Otherwise(_)
                    if !matches!(
                        other,
                        Some(Sample {
                            outcome: Outcome::Otherwise(_),
                            ..
                        })
                    ) =>
                {
                    other = Some(sample);
                }
                _ => {
                    other.get_or_insert(sample);
                }
            }
            if found.len() >= each {
                break;
            }
        }
        if found.is_empty() {
            found.extend(other);
        }
        found
    }

    fn outcome(&mut self, index: usize, rule: &Rule, text: &str) -> Outcome {
        let (parsed, _) = examples::parse(&format!("+ {text}"));
        let Some(example) = parsed.first() else {
            return Outcome::Missed;
        };
        let proof = example::prove(self, index, rule, example);
        match proof.found {
            _ if proof.faults.is_empty() => Outcome::Found,
            None => Outcome::Missed,
            Some(slots) => Outcome::Otherwise(
                slots
                    .into_iter()
                    .map(|filled| (filled.slot, filled.text))
                    .collect(),
            ),
        }
    }
}

/// Words from the start of a sentence as in its middle, unless they look like a name.
fn lower(text: &str, start: usize) -> String {
    let common = text.contains(' ') || text.ends_with('s');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if start == 0 && common && !chars.clone().any(|c| c.is_uppercase()) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
