//! Checked rules to programs: words become numbers, slots become sets of kinds.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::kind::Kinds;
use crate::lexicon::{Closed, LexiconId, Words, form};
use crate::template::{Form, Node, NodeKind};
use crate::text::Word;

/// The slots of the event record, and those that a pack declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the schema's own")]
pub enum Slot {
    Actors,
    Recipients,
    Instruments,
    Place,
    Origin,
    Date,
    Content,
    Attribution,
    Killed,
    Injured,
    Missing,
    Captured,
    Neutralised,
    /// A slot that a pack declares, by number.
    Other(u16),
    /// `<_>`.
    Discard,
}

impl Slot {
    /// The slot of this name, if it is one of the record's own.
    pub fn parse(name: &str) -> Option<Slot> {
        Some(match name {
            "actors" => Slot::Actors,
            "recipients" => Slot::Recipients,
            "instruments" => Slot::Instruments,
            "place" => Slot::Place,
            "origin" => Slot::Origin,
            "date" => Slot::Date,
            "content" => Slot::Content,
            "attribution" => Slot::Attribution,
            "killed" => Slot::Killed,
            "injured" => Slot::Injured,
            "missing" => Slot::Missing,
            "captured" => Slot::Captured,
            "neutralised" => Slot::Neutralised,
            "_" => Slot::Discard,
            _ => return None,
        })
    }

    /// Whether it holds part of a toll.
    pub fn casualty(self) -> bool {
        matches!(
            self,
            Slot::Killed | Slot::Injured | Slot::Missing | Slot::Captured | Slot::Neutralised
        )
    }

    fn kinds(self) -> Kinds {
        use super::kind::Kind::*;
        match self {
            Slot::Actors => Kinds::participant(),
            Slot::Recipients => Kinds::participant()
                .and(Kinds::thing())
                .and(Kinds::of(&[Event])),
            Slot::Instruments => Kinds::of(&[Weapon, Vehicle, Object, Unknown]),
            Slot::Place | Slot::Origin => Kinds::of(&[Place, Country, Facility]),
            Slot::Date => Kinds::of(&[Time]),
            Slot::Killed | Slot::Injured | Slot::Missing | Slot::Captured | Slot::Neutralised => {
                Kinds::people().and(Kinds::of(&[Country, Organisation, Government, Animal]))
            }
            _ => Kinds::ANY,
        }
    }
}

/// A slot in a rule with the kinds that may fill it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SlotSpec {
    /// The slot.
    pub slot: Slot,
    /// What may fill it.
    pub kinds: Kinds,
    /// Takes the rest of the clause.
    pub tail: bool,
    /// Whether the rule narrows the slot's own type.
    pub narrowed: bool,
}

/// A lexicon entry in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexeme {
    /// The lexicon.
    pub lexicon: LexiconId,
    /// The form, or any.
    pub form: Option<Form>,
}

impl Lexeme {
    /// The forms of words that it allows, as bits of [`form`].
    pub fn forms(&self) -> u16 {
        match self.form {
            None => u16::MAX,
            Some(Form::Verb | Form::Passive | Form::Infinitive) => form::VERB,
            Some(Form::Participle) => form::PARTICIPLE | form::PAST,
            Some(Form::Ing) => form::ING,
            Some(Form::Noun) => form::NOUN,
            Some(Form::Singular) => form::SINGULAR,
            Some(Form::Plural) => form::PLURAL,
            Some(Form::Adjective) => form::ADJECTIVE | form::PARTICIPLE,
        }
    }
}

/// What stands in an argument of a frame.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum What {
    /// A slot.
    Slot(SlotSpec),
    /// A fixed noun or predicate from a lexicon.
    Lexeme(Lexeme),
}

/// An argument of a frame after its verb.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Argument {
    /// Prepositions that introduce it; empty for an object.
    pub prepositions: Vec<Word>,
    /// What stands there.
    pub what: What,
    /// Whether it must be there.
    pub required: bool,
}

/// What a frame asks for, ready to be matched: a trigger, and who stands in which role beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RolePattern {
    /// The subject's slot.
    pub subject: Option<SlotSpec>,
    /// The verb or noun.
    pub trigger: Lexeme,
    /// Arguments in order.
    pub arguments: Vec<Argument>,
    /// Words that must follow in the clause.
    pub words: Vec<Word>,
    /// A clause complement: the words that open it, a verb that it must have, and whether it is required.
    pub complement: Option<Complement>,
}

/// A clause complement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Complement {
    /// `to`, `that`, `of` …; empty for a bare clause.
    pub opener: Word,
    /// A lexicon that the complement's verb must stand in.
    pub verb: Option<Lexeme>,
    /// A lexicon that the object of that verb must stand in.
    pub object: Option<Lexeme>,
    /// Where its words go.
    pub slot: Option<SlotSpec>,
    /// Whether it must be there.
    pub required: bool,
}

/// An element of a linear template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Item {
    /// A word.
    Word(Word, Option<String>),
    /// A lexicon entry; whether it is the trigger.
    Lexeme(Lexeme, bool),
    /// A slot.
    Slot(SlotSpec),
    /// At most so many units.
    Gap(u8),
    /// Sentence start.
    Start,
    /// Sentence end.
    End,
    /// There or not.
    Optional(Vec<Item>),
    /// One of them.
    Either(Vec<Vec<Item>>),
    /// All of them in any order.
    AnyOrder(Vec<Vec<Item>>),
}

/// One of the patterns of a rule, by the way in which its match is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// On the grammatical roles of a clause or a noun: what a frame compiles to.
    Roles(RolePattern),
    /// On the words in order: what a `match` line compiles to.
    Words(Vec<Item>),
}

impl Pattern {
    /// Whether it has actors on both sides.
    pub fn mutual(&self) -> bool {
        fn actors(items: &[Item]) -> usize {
            let of = |item: &Item| match item {
                Item::Slot(spec) => usize::from(spec.slot == Slot::Actors),
                Item::Optional(inner) => actors(inner),
                Item::Either(parts) => parts.iter().map(|p| actors(p)).max().unwrap_or(0),
                Item::AnyOrder(parts) => parts.iter().map(|p| actors(p)).sum(),
                _ => 0,
            };
            items.iter().map(of).sum()
        }
        match self {
            Pattern::Roles(roles) => {
                let acts = |what: &What| matches!(what, What::Slot(s) if s.slot == Slot::Actors);
                roles.subject.is_some_and(|s| s.slot == Slot::Actors)
                    && roles.arguments.iter().any(|a| acts(&a.what))
            }
            Pattern::Words(items) => actors(items) > 1,
        }
    }
}

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
        let nodes: Vec<&Node> = match &node.kind {
            NodeKind::Sequence(nodes) => nodes.iter().collect(),
            _ => vec![node],
        };
        let mut at = 0;
        let mut subject = None;
        if let Some(NodeKind::Slot { name, types }) = nodes.first().map(|n| &n.kind) {
            subject = Some(self.slot(name, types)?);
            at = 1;
        } else if let Some(NodeKind::Optional(inner)) = nodes.first().map(|n| &n.kind)
            && let NodeKind::Slot { name, types } = &inner.kind
        {
            subject = Some(self.slot(name, types)?);
            at = 1;
        }
        let Some(NodeKind::Lexeme { name, form, .. }) = nodes.get(at).map(|n| &n.kind) else {
            return None;
        };
        let mut frame = RolePattern {
            subject,
            trigger: self.lexeme(name, *form)?,
            arguments: Vec::new(),
            words: Vec::new(),
            complement: None,
        };
        self.arguments(&nodes[at + 1..], true, &mut frame)?;
        Some(frame)
    }

    fn arguments(
        &mut self,
        nodes: &[&Node],
        required: bool,
        frame: &mut RolePattern,
    ) -> Option<()> {
        let mut at = 0;
        while at < nodes.len() {
            match &nodes[at].kind {
                NodeKind::Slot { name, types } => {
                    let spec = self.slot(name, types)?;
                    if spec.tail {
                        frame.complement = Some(Complement {
                            opener: Word::UNKNOWN,
                            verb: None,
                            object: None,
                            slot: Some(spec),
                            required,
                        });
                    } else {
                        frame.arguments.push(Argument {
                            prepositions: Vec::new(),
                            what: What::Slot(spec),
                            required,
                        });
                    }
                    at += 1;
                }
                NodeKind::Lexeme { name, form, .. } => {
                    let lexeme = self.lexeme(name, *form)?;
                    frame.arguments.push(Argument {
                        prepositions: Vec::new(),
                        what: What::Lexeme(lexeme),
                        required,
                    });
                    at += 1;
                }
                NodeKind::Optional(inner) => {
                    let parts: Vec<&Node> = match &inner.kind {
                        NodeKind::Sequence(nodes) => nodes.iter().collect(),
                        _ => vec![inner],
                    };
                    self.arguments(&parts, false, frame)?;
                    at += 1;
                }
                NodeKind::Word { .. } | NodeKind::Either(_) => {
                    let openers = self.openers(nodes[at])?;
                    match nodes.get(at + 1).map(|n| &n.kind) {
                        Some(NodeKind::Slot { name, types }) => {
                            let spec = self.slot(name, types)?;
                            if spec.tail {
                                for opener in openers {
                                    frame.complement = Some(Complement {
                                        opener,
                                        verb: None,
                                        object: None,
                                        slot: Some(spec),
                                        required,
                                    });
                                }
                            } else {
                                frame.arguments.push(Argument {
                                    prepositions: openers,
                                    what: What::Slot(spec),
                                    required,
                                });
                            }
                            at += 2;
                        }
                        Some(NodeKind::Lexeme { name, form, .. }) => {
                            let lexeme = self.lexeme(name, *form)?;
                            let to = self.word("to");
                            let not = self.word("not");
                            if openers.contains(&to) || openers.contains(&not) {
                                let slot = match nodes.get(at + 2).map(|n| &n.kind) {
                                    Some(NodeKind::Optional(inner)) => match &inner.kind {
                                        NodeKind::Slot { name, types } => {
                                            Some(self.slot(name, types)?)
                                        }
                                        _ => None,
                                    },
                                    Some(NodeKind::Slot { name, types }) => {
                                        Some(self.slot(name, types)?)
                                    }
                                    _ => None,
                                };
                                let skip = usize::from(slot.is_some());
                                at += 2 + skip;
                                let object = match nodes.get(at).map(|n| &n.kind) {
                                    Some(NodeKind::Lexeme { name, form, .. }) if skip == 0 => {
                                        at += 1;
                                        Some(self.lexeme(name, *form)?)
                                    }
                                    _ => None,
                                };
                                frame.complement = Some(Complement {
                                    opener: to,
                                    verb: Some(lexeme),
                                    object,
                                    slot,
                                    required,
                                });
                            } else {
                                frame.arguments.push(Argument {
                                    prepositions: openers,
                                    what: What::Lexeme(lexeme),
                                    required,
                                });
                                at += 2;
                            }
                        }
                        _ => {
                            if required {
                                frame.words.extend(openers.first());
                            }
                            at += 1;
                        }
                    }
                }
                _ => return None,
            }
        }
        Some(())
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

/// The lexeme on which a template hangs: the marked one, else the first that always stands there.
pub fn trigger(items: &[Item]) -> Option<Lexeme> {
    fn find(items: &[Item], marked: bool) -> Option<Lexeme> {
        for item in items {
            match item {
                Item::Lexeme(lexeme, mark) if *mark || !marked => return Some(*lexeme),
                Item::Optional(inner) if marked => {
                    if let Some(found) = find(inner, marked) {
                        return Some(found);
                    }
                }
                Item::AnyOrder(parts) => {
                    for part in parts {
                        if let Some(found) = find(part, marked) {
                            return Some(found);
                        }
                    }
                }
                _ => {}
            }
        }
        None
    }
    find(items, true).or_else(|| find(items, false))
}

/// All lexemes on which a template may hang, where its trigger stands in an alternative.
pub fn triggers(items: &[Item]) -> Vec<Lexeme> {
    if let Some(one) = trigger(items) {
        return vec![one];
    }
    for item in items {
        if let Item::Either(parts) = item {
            let found: Vec<Lexeme> = parts.iter().filter_map(|p| trigger(p)).collect();
            if found.len() == parts.len() {
                return found;
            }
        }
    }
    Vec::new()
}

/// All words on which a template without a lexeme may hang: of its fixed elements the one with the
/// fewest function words.
pub fn trigger_words(items: &[Item], words: &Words) -> Vec<Word> {
    let common = |word: &Word| words.info(*word).closed != Closed::Open;
    let fixed = |item: &Item| match item {
        Item::Word(word, _) => Some(*word),
        _ => None,
    };
    let rarest = |part: &Vec<Item>| part.iter().filter_map(fixed).min_by_key(common);
    let groups = items.iter().filter_map(|item| match item {
        Item::Word(word, _) => Some(vec![*word]),
        Item::Either(parts) => parts.iter().map(rarest).collect(),
        _ => None,
    });
    groups
        .min_by_key(|group| group.iter().filter(|w| common(w)).count())
        .unwrap_or_default()
}
