//! The checked rule set: what all files of a pack say together.

use std::ops::Range;
use std::sync::Arc;

use super::file::{Possessor, Voice};
use super::frame::FrameRoles;
use super::ontology::Ontology;
use super::text::Text;
use crate::diagnostic::Diagnostics;
use crate::event::{Certainty, ClaimStatus, Status};
use crate::template::{Example, Macros, Node};

/// All rules of a pack. In one that [`load`](super::load()) returns, every name resolves.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// Lexicons, in file order.
    pub lexicons: Vec<Lexicon>,
    /// Macro bodies as they are written.
    pub macros: Macros,
    /// Slots, the built-in ones first.
    pub slots: Vec<SlotDef>,
    /// Rules, in file order.
    pub rules: Vec<Rule>,
    /// Contexts, in file order.
    pub contexts: Vec<Context>,
    /// Topics, in file order.
    pub topics: Vec<Topic>,
    /// Event types, kinds and roles.
    pub ontology: Ontology,
    /// The files that it was read from.
    pub files: Vec<SourceFile>,
    /// Macro bodies as they are written, for the checks.
    pub(super) macro_templates: Vec<Template>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path, as it was handed in.
    pub path: Arc<str>,
    /// Its text.
    pub source: Arc<str>,
}

/// Words that mean the same to a rule.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Its name.
    pub name: Text,
    /// Its own words; see [`RuleSet::entries`] for those of included lexicons too.
    pub entries: Vec<Entry>,
    /// What its nouns denote.
    pub kind: Option<Text>,
    /// The role of participants that its nouns denote.
    pub role: Option<Text>,
    /// Lexicons that it includes directly.
    pub include: Vec<Text>,
    /// All lexicons that it includes, directly or not, as indices into [`RuleSet::lexicons`].
    pub included: Vec<usize>,
}

/// A word of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its base form; several words are separated by one space.
    pub lemma: String,
    /// What it is.
    pub pos: Pos,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What an entry of a lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pos {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A word or phrase with one form.
    Word,
}

/// A slot.
#[derive(Clone, Debug)]
pub struct SlotDef {
    /// Its name.
    pub name: String,
    /// What may fill it unless a template says otherwise; anything if empty.
    pub types: Vec<String>,
    /// Whether it is a field of the event record; otherwise it goes to `other`.
    pub built_in: bool,
}

/// A template and where it stands.
#[derive(Clone, Debug)]
pub struct Template {
    /// The tree with its macros unfolded.
    pub node: Node,
    /// The tree as it is written.
    pub written: Node,
    /// The text; [`Text::locate`] turns the span of a node into bytes of the file.
    pub text: Text,
    /// Line of the file, from 1.
    pub line: usize,
    /// Column of the file, from 1.
    pub column: usize,
}

/// A frame: a template whose parts have grammatical roles.
#[derive(Clone, Debug)]
pub struct Frame {
    /// As it is written.
    pub template: Template,
    /// Its parts by role.
    pub roles: FrameRoles,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, e.g. `assault/attack`.
    pub id: Text,
    /// Event type, without the mode.
    pub event: Text,
    /// Mode after the slash of `TYPE/mode`.
    pub mode: Option<Text>,
    /// Who does what to whom.
    pub frames: Vec<Frame>,
    /// Templates that are matched as they stand.
    pub templates: Vec<Template>,
    /// The forms that are derived from the frames.
    pub voices: Vec<Voice>,
    /// Prepositions that introduce the recipient after the event noun.
    pub nominal: Vec<String>,
    /// Whom a possessive or modifying noun before the event noun stands for.
    pub possessor: Possessor,
    /// What vetoes a match.
    pub unless: Vec<Unless>,
    /// What the event gets beside its slots.
    pub set: Set,
    /// Wins over rules of the same event type with a lower number.
    pub priority: i64,
    /// Whether its matches are parts of an event told before, never events of their own.
    pub dependent: bool,
    /// Whether its passives, participles and nouns count only with who does it.
    pub agent: bool,
    /// The version of the pack that brought it.
    pub since: Option<String>,
    /// For readers.
    pub note: Option<String>,
    /// Links and ids of other rules.
    pub see: Vec<String>,
    /// Sentences that prove it.
    pub examples: Vec<Example>,
    /// The block of the examples, to locate them in the file.
    pub examples_text: Option<Text>,
    /// Path of its file.
    pub file: Arc<str>,
    /// Bytes of its id in the file.
    pub span: Range<usize>,
    /// Line of its id, from 1.
    pub line: usize,
}

/// On which side of a match a template stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before it.
    Before,
    /// Inside it.
    Inside,
    /// After it.
    After,
}

/// A template that vetoes a match.
#[derive(Clone, Debug)]
pub struct Unless {
    /// Where it stands.
    pub side: Side,
    /// What stands there.
    pub template: Template,
}

/// What an event gets beside its slots.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// Whether it happened.
    pub status: Option<Status>,
    /// Modes.
    pub modes: Vec<Text>,
    /// How sure the text is of the actors.
    pub certainty: Option<Certainty>,
    /// Another event type.
    pub event: Option<Text>,
    /// What the text is about.
    pub contexts: Vec<Text>,
    /// Who takes responsibility.
    pub claim: Option<ClaimStatus>,
    /// The reporting words.
    pub attribution: Option<Text>,
}

/// What changes an event that it stands beside.
#[derive(Clone, Debug)]
pub struct Context {
    /// Its name.
    pub id: Text,
    /// What it changes.
    pub set: Set,
    /// Where it stands, seen from the event.
    pub side: Side,
    /// What stands there: one template a line.
    pub templates: Vec<Template>,
    /// For readers.
    pub note: Option<String>,
    /// Sentences that prove it.
    pub examples: Vec<Example>,
    /// The block of the examples, to locate them in the file.
    pub examples_text: Option<Text>,
}

/// Words that say what a text is about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The context that they stand for.
    pub name: Text,
    /// Words and phrases.
    pub words: Vec<Text>,
    /// Lexicons whose words count.
    pub lexicons: Vec<Text>,
}

/// The slots that are fields of the event record, with what may fill them.
pub const BUILT_IN_SLOTS: &[(&str, &[&str])] = &[
    ("actors", &[]),
    ("recipients", &[]),
    ("instruments", &[]),
    ("place", &["place", "facility"]),
    ("origin", &["place", "facility"]),
    ("date", &["date"]),
    ("content", &["tail"]),
    ("attribution", &[]),
    ("killed", &["people", "number"]),
    ("injured", &["people", "number"]),
    ("missing", &["people", "number"]),
    ("captured", &["people", "number"]),
    ("neutralised", &["people", "number"]),
];

impl RuleSet {
    /// The lexicon of this name.
    pub fn lexicon(&self, name: &str) -> Option<&Lexicon> {
        self.lexicons
            .iter()
            .find(|lexicon| lexicon.name.as_str() == name)
    }

    /// The words of a lexicon, its own first, each with the lexicon that it comes from.
    pub fn entries(&self, name: &str) -> impl Iterator<Item = (&Lexicon, &Entry)> {
        let lexicon = self.lexicon(name);
        let included = lexicon.into_iter().flat_map(|l| l.included.iter());
        let included = included.filter_map(|&index| self.lexicons.get(index));
        lexicon
            .into_iter()
            .chain(included)
            .flat_map(|l| l.entries.iter().map(move |e| (l, e)))
    }

    /// The slot of this name.
    pub fn slot(&self, name: &str) -> Option<&SlotDef> {
        self.slots.iter().find(|slot| slot.name == name)
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }

    /// An empty list of faults that knows all files.
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut list = Diagnostics::default();
        for file in &self.files {
            list.add_source(&file.path, &file.source);
        }
        list
    }

    /// Every template of a rule or context.
    pub(super) fn all_templates(&self) -> impl Iterator<Item = &Template> {
        let rules = self.rules.iter().flat_map(|rule| {
            let frames = rule.frames.iter().map(|frame| &frame.template);
            let unless = rule.unless.iter().map(|unless| &unless.template);
            frames.chain(&rule.templates).chain(unless)
        });
        let contexts = self.contexts.iter().flat_map(|context| &context.templates);
        rules.chain(contexts)
    }
}
