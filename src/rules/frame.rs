//! Frames as they are written: a template's parts by grammatical role. What the engine matches is
//! compiled from them: `extract::RolePattern`.
//!
//! In comes the tree of a template; out goes a [`FrameRoles`] that says who is subject, object and
//! prepositional argument of the trigger, or why a part has no such role. It never looks into a
//! lexicon and derives no forms.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::template::Form;

/// The parts of a frame by their role: who does what to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRoles {
    /// What stands before the trigger.
    pub subject: Option<FrameSlot>,
    /// The lexicon of the trigger.
    pub trigger: FrameLexeme,
    /// Fixed words and particles after the trigger.
    pub words: Vec<FrameWord>,
    /// Object and second object.
    pub objects: Vec<FrameSlot>,
    /// Arguments with a preposition; their order in a text is free.
    pub preps: Vec<FramePrep>,
    /// Clauses and infinitives that the trigger takes.
    pub complements: Vec<FrameComplement>,
    /// Nouns and verbs of other lexicons that must stand in an argument.
    pub lexemes: Vec<FrameLexeme>,
}

/// The trigger of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameLexeme {
    /// The lexicon.
    pub name: String,
    /// The form that it must have, or any.
    pub form: Option<Form>,
    /// Bytes of the template.
    pub span: Range<usize>,
}

/// A slot in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameSlot {
    /// The slot; nothing for `<_>`.
    pub name: Option<String>,
    /// The types that may fill it; the slot's own if empty.
    pub types: Vec<String>,
    /// Whether the frame needs it.
    pub required: bool,
    /// Bytes of the template.
    pub span: Range<usize>,
}

/// A fixed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameWord {
    /// The word or words, separated by one space.
    pub text: String,
    /// Whether the frame needs it.
    pub required: bool,
    /// How many objects stand before it.
    pub after: usize,
}

/// An argument with a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramePrep {
    /// Prepositions, any of which may stand; several words are separated by one space.
    pub words: Vec<String>,
    /// What it introduces; `slot.required` says whether the frame needs it.
    pub slot: FrameSlot,
}

/// A clause or infinitive that the trigger takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameComplement {
    /// What introduces it: `that`, `to`, `of`; any of them, none if empty.
    pub words: Vec<String>,
    /// What it fills; `slot.required` says whether the frame needs it.
    pub slot: FrameSlot,
}

/// Why a template is no frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameError {
    /// The kind of fault.
    pub code: Code,
    /// Bytes of the template.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}
