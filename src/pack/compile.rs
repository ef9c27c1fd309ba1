//! Checked rules to the tables that the engine reads.
//!
//! In come a checked rule set and the pack's words; out go the program, its contexts and topics. It
//! opens no file and finds no fault: what it is given has been checked.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::extract::{Compiler, ContextRule, Pattern, Possessor, Rule, Side, Topics};
use crate::lexicon::{Entry, LexiconId, Words, form};
use crate::rules::{self, Pos, RuleSet, Traits};
use crate::template::Node;

pub(super) fn lexicons(set: &RuleSet, words: &mut Words) -> HashMap<String, LexiconId, FixedState> {
    let mut out: HashMap<String, LexiconId, FixedState> = HashMap::default();
    for lexicon in &set.lexicons {
        let name = lexicon.name.as_str().to_owned();
        let id = words.add_lexicon(Entry {
            name: name.clone(),
            kind: lexicon.kind.as_ref().map(|k| k.as_str().to_owned()),
            role: lexicon.role.as_ref().map(|r| r.as_str().to_owned()),
        });
        for (_, entry) in set.entries(&name) {
            let part = match entry.pos {
                Pos::Verb => form::VERB,
                Pos::Noun => form::NOUN,
                Pos::Adjective => form::ADJECTIVE,
                Pos::Adverb | Pos::Word => form::OTHER,
            };
            words.add_entry(id, &entry.lemma, part);
        }
        out.insert(name, id);
    }
    out
}

pub(super) fn compile(
    set: &RuleSet,
    words: &mut Words,
    lexicons: &HashMap<String, LexiconId, FixedState>,
) -> Vec<Rule> {
    let slots = declared(set);
    let mut compiler = Compiler {
        words,
        lexicons,
        slots: &slots,
    };
    let template = |compiler: &mut Compiler, node: &Node| compiler.items(node).map(Pattern::Words);
    set.rules
        .iter()
        .map(|rule| {
            let mut patterns = Vec::new();
            for frame in &rule.frames {
                let node = &frame.template.node;
                match compiler.roles(node) {
                    Some(roles) => patterns.push(Pattern::Roles(roles)),
                    None => patterns.extend(template(&mut compiler, node)),
                }
            }
            for line in &rule.templates {
                patterns.extend(template(&mut compiler, &line.node));
            }
            let unless = rule
                .unless
                .iter()
                .filter_map(|u| {
                    let side = match u.side {
                        rules::Side::Before => Side::Before,
                        rules::Side::Inside => Side::Inside,
                        rules::Side::After => Side::After,
                    };
                    Some((side, compiler.items(&u.template.node)?))
                })
                .collect();
            let mut modes: Vec<String> = rule.mode.iter().map(|m| m.as_str().to_owned()).collect();
            modes.extend(rule.set.modes.iter().map(|m| m.as_str().to_owned()));
            Rule {
                id: rule.id.as_str().to_owned(),
                event: rule.event.as_str().to_owned(),
                traits: set
                    .ontology
                    .event_type(rule.event.as_str())
                    .map_or_else(Traits::default, |t| t.traits),
                mutual: patterns.iter().any(Pattern::mutual),
                modes,
                patterns,
                nominal: rule
                    .nominal
                    .iter()
                    .map(|n| compiler.words.vocabulary.add(n))
                    .collect(),
                possessor: match rule.possessor {
                    rules::Possessor::Actors => Possessor::Actors,
                    rules::Possessor::Recipients => Possessor::Recipients,
                    rules::Possessor::None => Possessor::None,
                },
                voices: rule.voices.iter().map(|v| v.as_str().to_owned()).collect(),
                unless,
                status: rule.set.status,
                certainty: rule.set.certainty,
                claim: rule.set.claim,
                priority: rule.priority,
                dependent: rule.dependent,
                agent: rule.agent,
            }
        })
        .collect()
}

/// The slots that the pack declares beyond those of the record, in order.
pub(super) fn declared(set: &RuleSet) -> Vec<String> {
    set.slots
        .iter()
        .filter(|s| !s.built_in)
        .map(|s| s.name.clone())
        .collect()
}

pub(super) fn contexts(
    set: &RuleSet,
    words: &mut Words,
    lexicons: &HashMap<String, LexiconId, FixedState>,
) -> Vec<ContextRule> {
    let mut compiler = Compiler {
        words,
        lexicons,
        slots: &[],
    };
    set.contexts
        .iter()
        .map(|context| ContextRule {
            id: context.id.as_str().to_owned(),
            side: match context.side {
                rules::Side::Before => Side::Before,
                rules::Side::Inside => Side::Inside,
                rules::Side::After => Side::After,
            },
            templates: context
                .templates
                .iter()
                .filter_map(|t| compiler.items(&t.node))
                .collect(),
            status: context.set.status,
            certainty: context.set.certainty,
            claim: context.set.claim,
        })
        .collect()
}

pub(super) fn topics(set: &RuleSet, words: &mut Words) -> Topics {
    let mut out = Topics::default();
    for topic in &set.topics {
        let phrases = topic.words.iter().map(|w| {
            let parts = w.as_str().split_whitespace();
            parts.map(|p| words.vocabulary.add(p)).collect()
        });
        out.add(topic.name.as_str(), phrases);
    }
    out
}
