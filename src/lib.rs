//! panj reads news reports and writes the events they report, as normalized JSON.
//!
//! The engine knows English grammar. Which verbs attack, which groups exist and what a type is
//! called stands in a [`Pack`]: rules and gazetteers that an analyst edits without a compiler. A pack
//! is compiled once into an [`Extractor`], which all threads share; a [`Document`] goes in,
//! [`Event`](event::Event)s come out.
//!
//! ```
//! use panj::{Document, Extractor, Pack};
//!
//! // The pack that comes with the crate; `Pack::from_dirs` reads one from folders.
//! let extractor = Extractor::new(&Pack::embedded())?;
//!
//! let report = Document::new("1", "Gunmen attacked an army post near Quetta on 12 May 2024.");
//! let events = extractor.extract(&report);
//!
//! assert_eq!(events[0].kind, "ASSAULT");
//! assert_eq!(events[0].actors[0].text, "Gunmen");
//! assert_eq!(events[0].recipients[0].kind, "facility");
//! assert_eq!(events[0].place.as_ref().unwrap().country.as_deref(), Some("PAK"));
//! assert_eq!(events[0].date.as_ref().unwrap().edtf, "2024-05-12");
//! # Ok::<(), panj::Diagnostics>(())
//! ```
//!
//! [`Extractor::annotate`] gives the names, dates and numbers that the rules have to go by.
//!
//! # The way a document goes
//!
//! Each step has a module and hands one plain type to the next; none reaches back. Modules without
//! a link are the engine's own: what they do may change with any version.
//!
//! | module | in | out | never |
//! |---|---|---|---|
//! | [`read`] | bytes | [`Document`], [`Layout`](read::Layout) | looks at a rule |
//! | [`text`] | document | [`Token`](text::Token)s, [`Sentence`](text::Sentence)s | decides what a word means |
//! | [`gazetteer`] | tokens | names with their entry | decides before the whole text is known |
//! | [`annotate`] | tokens | numbers, dates | looks at a rule |
//! | `group` | sentence | `Parse`: units, clauses | knows a domain word |
//! | `extract` | parse | `Match`es, their status and source | merges two sentences |
//! | `assemble` | matches | [`Event`](event::Event)s, each happening once | invents what no text says |
//! | [`event`] | | the record, and its JSON Schema | |
//!
//! And the way a pack goes, once, before the first document:
//!
//! | module | in | out | never |
//! |---|---|---|---|
//! | `pack` | folders, or the embedded files | [`Pack`], then [`Extractor`] | reads a document |
//! | `lexicon` | lemmas | word forms and classes | looks at a text |
//! | `template` | one line of a rule | a tree | knows YAML |
//! | [`rules`] | rule files | a checked [`RuleSet`](rules::RuleSet) | opens a file |
//! | [`diagnostic`] | faults | reports with file, line, column and hint | prints |
//! | [`prove`] | rules with examples | what does not hold | changes a rule |
//!
//! # What to count on
//!
//! - The same pack and document give the same bytes, on any machine and number of threads.
//! - The library prints nothing and reads neither clock, network nor environment.
//! - No text makes it panic.
//! - No faulty rule file is used in part: [`Extractor::new`] tells every fault, or there is none.
//!
//! The default feature `cli` builds the command; a library user turns it off
//! (`default-features = false`) and does without its dependencies.

mod document;
#[cfg(test)]
mod probe;

// A document's way. The empty lines keep rustfmt from sorting it.

pub mod read;

pub mod text;

pub mod gazetteer;

pub mod annotate;

mod group;

mod extract;

mod assemble;

pub mod event;

mod pipeline;

// A pack's way.

mod pack;

mod cache;

mod lexicon;

mod template;

pub mod rules;

pub mod prove;

pub mod diagnostic;

pub use document::{Document, DocumentInfo};
pub use pack::{Diagnostics, Extractor, Pack, PackError};
pub use pipeline::{Annotated, AnnotatedMention, Timex};
