//! A report as it enters the pipeline, and what is known about it.

use serde::{Deserialize, Serialize};

/// One report: its text and what its envelope says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identifies the document in every event read from it; must be unique in a batch.
    pub id: String,
    /// The decoded text, with headers and boilerplate as they came.
    pub text: String,
    /// The title, if the input names one beside the text.
    pub title: Option<String>,
    /// The day of publication, if the input states it.
    pub published: Option<jiff::civil::Date>,
    /// The publisher or domain, if the input states it.
    pub source: Option<String>,
    /// The file that it was read from.
    pub path: Option<String>,
    /// The encoding that had to be guessed; `None` for UTF-8 and for texts with a byte order mark.
    pub encoding: Option<String>,
}

impl Document {
    /// Makes a document of a bare text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Document {
            id: id.into(),
            text: text.into(),
            ..Document::default()
        }
    }
}

/// What an event record repeats of its document.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, schemars::JsonSchema)]
pub struct DocumentInfo {
    /// The document's id.
    pub id: String,
    /// Its title, from the input or recognised in the text.
    pub title: Option<String>,
    /// Day of publication, ISO 8601, from the input, the dateline or a date line.
    pub published: Option<String>,
    /// The publisher or domain.
    pub source: Option<String>,
    /// The file that it was read from.
    pub path: Option<String>,
}

impl From<&Document> for DocumentInfo {
    fn from(document: &Document) -> Self {
        DocumentInfo {
            id: document.id.clone(),
            title: document.title.clone(),
            published: document.published.map(|date| date.to_string()),
            source: document.source.clone(),
            path: document.path.clone(),
        }
    }
}
