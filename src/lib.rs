//! panj reads news reports and writes the events they report.

pub mod annotate;
mod document;
pub mod event;
pub mod text;

pub use document::{Document, DocumentInfo};
