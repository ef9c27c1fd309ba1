//! Bytes to documents, and a document's text to the parts of its page.
//!
//! In come the bytes of a file or a stream; out go [`Document`](crate::Document)s and the
//! [`Layout`] of each: title, byline, date lines, dateline, and the regions that are the report
//! itself. It never looks at a rule, and never alters a text: what is left out is left standing.

mod boilerplate;
mod date;
mod dateline;
mod decode;
mod error;
mod format;
mod header;
mod line;
mod record;
#[cfg(feature = "cli")]
mod source;

pub use date::{full_date, published};
pub use dateline::Dateline;
pub use decode::{Decoded, decode};
pub use error::{Error, ErrorKind};
pub use format::{Documents, Format, LIMIT, documents, stem};
pub use header::{Layout, layout};
#[cfg(feature = "cli")]
pub use source::{Input, files, inputs};
