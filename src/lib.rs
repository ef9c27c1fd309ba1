//! panj reads news reports and writes the events they report.

pub mod annotate;
pub mod diagnostic;
mod document;
pub mod event;
pub mod extract;
pub mod gazetteer;
pub mod group;
pub mod lexicon;
pub mod pack;
pub mod read;
pub mod template;
pub mod text;

pub use document::{Document, DocumentInfo};
pub use pack::{Annotated, AnnotatedMention, Diagnostics, Extractor, Pack};
