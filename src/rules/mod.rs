//! Rule files: YAML to a checked rule set.
//!
//! In come the texts of rule files and of the ontology; out goes a [`RuleSet`] in which every name
//! resolves, or every fault of every file with its line and column. It never opens a file, knows no
//! automata and looks at no report.

mod build;
pub mod check;
mod decode;
mod derive;
mod file;
pub mod frame;
mod layout;
mod load;
mod ontology;
mod phrase;
mod roles;
mod schema;
mod sentence;
mod set;
mod text;
mod traits;
mod yaml;

#[cfg(test)]
mod tests;

pub use check::check;
pub use derive::{Derived, expand};
pub use file::{Possessor, Voice};
pub use layout::tidy;
pub(crate) use load::{GARBLED, garbled};
pub use load::{load, read};
pub use ontology::{EventType, KINDS, Mode, Ontology, TYPES};
pub(crate) use phrase::Phrases;
pub use schema::{Which, schema};
pub(crate) use sentence::Writer;
pub use set::{
    BUILT_IN_SLOTS, Context, Entry, Frame, Lexicon, Pos, Rule, RuleSet, Set, Side, SlotDef,
    SourceFile, Template, Topic, Unless,
};
pub use text::Text;
pub use traits::{Trait, Traits};

pub use crate::lexicon::{Irregular, VerbForms};
