//! Checked templates to patterns: words become numbers, slots become sets of kinds.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::kind::Kinds;
use super::pattern::{Argument, Complement, Item, Lexeme, RolePattern, What};
use super::slot::{Slot, SlotSpec};
use crate::lexicon::{LexiconId, Words};
use crate::template::{Form, Node, NodeKind};
use crate::text::Word;

/// Turns trees of templates into programs.
pub struct Compiler<'a> {
    /// The pack's words.
    pub words: &'a mut Words,
    /// Lexicons by name.
    pub lexicons: &'a HashMap<String, LexiconId, FixedState>,
    /// Slots that the pack declares.
    pub slots: &'a [String],
}

impl Compiler<'_> {
    fn word(&mut self, text: &str) -> Word {
        self.words.vocabulary.add(text)
    }

    fn slot(&self, name: &Option<String>, types: &[String]) -> Option<SlotSpec> {
        let slot = match name {
            None => Slot::Discard,
            Some(name) => Slot::parse(name).or_else(|| {
                self.slots
                    .iter()
                    .position(|s| s == name)
                    .map(|i| Slot::Other(i as u16))
            })?,
        };
        let tail = types.iter().any(|t| t == "tail");
        let kinds = if types.is_empty() {
            slot.kinds()
        } else {
            types
                .iter()
                .filter_map(|t| Kinds::named(t))
                .reduce(Kinds::and)?
        };
        Some(SlotSpec {
            slot,
            kinds,
            tail,
            narrowed: !types.is_empty(),
        })
    }

    fn lexeme(&self, name: &str, form: Option<Form>) -> Option<Lexeme> {
        Some(Lexeme {
            lexicon: *self.lexicons.get(name)?,
            form,
        })
    }

    /// A pattern of words in order.
    pub fn items(&mut self, node: &Node) -> Option<Vec<Item>> {
        Some(match &node.kind {
            NodeKind::Sequence(nodes) => {
                let mut out = Vec::new();
                for node in nodes {
                    out.extend(self.items(node)?);
                }
                out
            }
            // A clitic is one token only behind a word.
            NodeKind::Word { text, exact } if text.starts_with('\'') => {
                vec![Item::Word(self.word(text), exact.then(|| text.clone()))]
            }
            NodeKind::Word { text, exact } => {
                let tokens = crate::text::tokenize(text, &self.words.vocabulary);
                tokens
                    .iter()
                    .map(|t| {
                        let part = &text[t.start as usize..t.end as usize];
                        Item::Word(self.word(part), exact.then(|| part.to_owned()))
                    })
                    .collect()
            }
            NodeKind::Start => vec![Item::Start],
            NodeKind::End => vec![Item::End],
            NodeKind::Lexeme {
                name,
                form,
                trigger,
            } => vec![Item::Lexeme(self.lexeme(name, *form)?, *trigger)],
            NodeKind::Slot { name, types } => vec![Item::Slot(self.slot(name, types)?)],
            NodeKind::Gap(n) => vec![Item::Gap(*n)],
            NodeKind::Macro { .. } => return None,
            NodeKind::Optional(node) => vec![Item::Optional(self.items(node)?)],
            NodeKind::Either(nodes) => {
                vec![Item::Either(
                    nodes.iter().map(|n| self.items(n)).collect::<Option<_>>()?,
                )]
            }
            NodeKind::AnyOrder(nodes) => {
                vec![Item::AnyOrder(
                    nodes.iter().map(|n| self.items(n)).collect::<Option<_>>()?,
                )]
            }
        })
    }

    /// The pattern of a frame, or nothing where the line must be matched on words in order.
    pub fn roles(&mut self, node: &Node) -> Option<RolePattern> {
        let nodes = sequence(node);
        let (first, mut rest) = nodes.split_first()?;
        let mut trigger = first;
        let opener = match &first.kind {
            NodeKind::Optional(inner) => inner,
            _ => *first,
        };
        let mut subject = None;
        if let NodeKind::Slot { name, types } = &opener.kind {
            subject = Some(self.slot(name, types)?);
            (trigger, rest) = rest.split_first()?;
        }
        let NodeKind::Lexeme { name, form, .. } = &trigger.kind else {
            return None;
        };
        let mut frame = RolePattern {
            subject,
            trigger: self.lexeme(name, *form)?,
            arguments: Vec::new(),
            words: Vec::new(),
            complement: None,
        };
        self.arguments(rest, true, &mut frame)?;
        Some(frame)
    }

    fn arguments(
        &mut self,
        nodes: &[&Node],
        required: bool,
        frame: &mut RolePattern,
    ) -> Option<()> {
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match &first.kind {
                NodeKind::Slot { name, types } => {
                    let spec = self.slot(name, types)?;
                    frame.take(Vec::new(), spec, required);
                }
                NodeKind::Lexeme { name, form, .. } => {
                    let what = What::Lexeme(self.lexeme(name, *form)?);
                    frame.arguments.push(Argument {
                        prepositions: Vec::new(),
                        what,
                        required,
                    });
                }
                NodeKind::Optional(inner) => self.arguments(&sequence(inner), false, frame)?,
                NodeKind::Word { .. } | NodeKind::Either(_) => {
                    rest = self.opened(first, after, required, frame)?;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// An argument with the words that open it; returns what follows it.
    fn opened<'n>(
        &mut self,
        opener: &Node,
        after: &'n [&'n Node],
        required: bool,
        frame: &mut RolePattern,
    ) -> Option<&'n [&'n Node]> {
        let openers = self.openers(opener)?;
        let next = after.split_first().map(|(next, rest)| (&next.kind, rest));
        match next {
            Some((NodeKind::Slot { name, types }, rest)) => {
                let spec = self.slot(name, types)?;
                frame.take(openers, spec, required);
                Some(rest)
            }
            Some((NodeKind::Lexeme { name, form, .. }, rest)) => {
                let lexeme = self.lexeme(name, *form)?;
                if ["to", "not"]
                    .iter()
                    .any(|w| openers.contains(&self.word(w)))
                {
                    return self.infinitive(lexeme, rest, required, frame);
                }
                frame.arguments.push(Argument {
                    prepositions: openers,
                    what: What::Lexeme(lexeme),
                    required,
                });
                Some(rest)
            }
            _ => {
                if required {
                    frame.words.extend(openers.first());
                }
                Some(after)
            }
        }
    }

    /// "to {attack} <recipients>", "to {lay} {arms}"; returns what follows.
    fn infinitive<'n>(
        &mut self,
        verb: Lexeme,
        after: &'n [&'n Node],
        required: bool,
        frame: &mut RolePattern,
    ) -> Option<&'n [&'n Node]> {
        let mut complement = Complement {
            opener: self.word("to"),
            verb: Some(verb),
            object: None,
            slot: None,
            required,
        };
        let mut rest = after;
        if let Some((next, further)) = after.split_first() {
            let next = match &next.kind {
                NodeKind::Optional(inner) if matches!(inner.kind, NodeKind::Slot { .. }) => inner,
                _ => *next,
            };
            match &next.kind {
                NodeKind::Slot { name, types } => {
                    complement.slot = Some(self.slot(name, types)?);
                    rest = further;
                }
                NodeKind::Lexeme { name, form, .. } => {
                    complement.object = Some(self.lexeme(name, *form)?);
                    rest = further;
                }
                _ => {}
            }
        }
        frame.complement = Some(complement);
        Some(rest)
    }

    fn openers(&mut self, node: &Node) -> Option<Vec<Word>> {
        match &node.kind {
            NodeKind::Word { text, .. } => Some(vec![self.word(text)]),
            NodeKind::Either(nodes) => {
                let mut out = Vec::new();
                for node in nodes {
                    let NodeKind::Word { text, .. } = &node.kind else {
                        return None;
                    };
                    out.push(self.word(text));
                }
                Some(out)
            }
            _ => None,
        }
    }
}

impl RolePattern {
    /// A slot behind its prepositions: an argument, or a whole clause.
    fn take(&mut self, openers: Vec<Word>, spec: SlotSpec, required: bool) {
        if spec.tail {
            self.complement = Some(Complement {
                opener: openers.last().copied().unwrap_or(Word::UNKNOWN),
                verb: None,
                object: None,
                slot: Some(spec),
                required,
            });
        } else {
            self.arguments.push(Argument {
                prepositions: openers,
                what: What::Slot(spec),
                required,
            });
        }
    }
}

fn sequence(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Sequence(nodes) => nodes.iter().collect(),
        _ => vec![node],
    }
}
