//! panj reads news reports and writes the events they report.

pub mod annotate;
mod document;
pub mod event;
pub mod pack;
pub mod read;
pub mod text;

pub use document::{Document, DocumentInfo};
pub use pack::{Annotated, AnnotatedMention, Diagnostics, Extractor, Pack};
