//! panj reads news reports and writes the events they report.

pub mod annotate;
pub mod assemble;
pub mod diagnostic;
mod document;
pub mod event;
pub mod extract;
pub mod gazetteer;
pub mod group;
pub mod lexicon;
pub mod pack;
mod pipeline;
pub mod prove;
pub mod read;
pub mod rules;
pub mod template;
pub mod text;

pub use document::{Document, DocumentInfo};
pub use pack::{Diagnostics, Extractor, Pack, PackError};
pub use pipeline::{Annotated, AnnotatedMention, Timex};
