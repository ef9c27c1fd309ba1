//! panj reads news reports and writes the events they report.

pub mod annotate;
pub mod diagnostic;
mod document;
pub mod event;
pub mod rules;
pub mod template;
pub mod text;

pub use document::{Document, DocumentInfo};
