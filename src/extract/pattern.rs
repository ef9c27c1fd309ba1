//! What rules are matched on: the roles of a clause, or words in order. Words and lexicons are numbers.

use serde::{Deserialize, Serialize};

use super::slot::{Slot, SlotSpec};
use crate::lexicon::{Closed, LexiconId, Words, form};
use crate::template::Form;
use crate::text::Word;

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
