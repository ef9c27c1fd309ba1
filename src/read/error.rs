//! What can go wrong while reading, in words for the person who has to put it right.

use std::fmt;

/// A document or an input that could not be read, with its place.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    /// What is wrong. The message tells it, so that it is no source of the error as well.
    pub kind: ErrorKind,
    /// The file, folder or pattern, or `-` for standard input.
    pub path: String,
    /// The line, counted from 1, where lines are documents.
    pub line: Option<usize>,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing is there.
    #[error("no such file or folder; check the spelling")]
    Missing,
    /// The system refuses to hand it over.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// There are no words in it.
    #[error("is empty; nothing to read")]
    Empty,
    /// It is no text.
    #[error("looks like a binary file, not text; convert it to plain text first")]
    Binary,
    /// It is a text of a kind that has to be converted.
    #[error(".{0} files are not supported; convert it to .txt, .md or .jsonl")]
    Unsupported(String),
    /// One document exceeds [`LIMIT`](super::LIMIT).
    #[error("the document is larger than {} MiB; split it", super::LIMIT >> 20)]
    TooLarge,
    /// The line is no JSON object.
    #[error("broken JSON: {message}{}; each line must be one complete JSON object", at(*.column))]
    Json {
        /// What the parser met.
        message: String,
        /// Where in the line, counted from 1 in bytes; 0 if unknown.
        column: usize,
    },
    /// The file is one JSON array.
    #[error("is a JSON array, not JSON Lines; write one object per line (jq -c '.[]')")]
    JsonArray,
    /// The JSON object carries no text.
    #[error("has no text; put the report under the key \"text\"")]
    NoText,
    /// A date that no calendar knows; the document is read without it.
    #[error("\"{0}\" is no date, so the day of publication stays unknown; write it as 2024-11-27")]
    Date(String),
    /// The id was given to another document.
    #[error("the id \"{id}\" was already used by {first}; the later document is skipped")]
    Duplicate {
        /// The id.
        id: String,
        /// Where the first document with that id stands.
        first: String,
    },
    /// The folder has nothing to read.
    #[error("holds no .txt, .md or .jsonl file")]
    NoFiles,
    /// The pattern matches nothing.
    #[error("no file matches this pattern")]
    NoMatch,
    /// The pattern cannot be understood.
    #[error("is no valid pattern: {0}")]
    Pattern(String),
}

fn at(column: usize) -> String {
    if column == 0 {
        String::new()
    } else {
        format!(" at column {column}")
    }
}

impl Error {
    /// Makes an error about a whole file.
    pub fn new(path: impl Into<String>, kind: ErrorKind) -> Self {
        Error {
            kind,
            path: path.into(),
            line: None,
        }
    }

    /// Makes an error about one line of a file.
    pub fn at_line(path: impl Into<String>, line: usize, kind: ErrorKind) -> Self {
        Error {
            kind,
            path: path.into(),
            line: Some(line),
        }
    }

    /// Whether the document is read all the same, and follows this error.
    pub fn is_warning(&self) -> bool {
        matches!(self.kind, ErrorKind::Date(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path == "-" {
            "standard input"
        } else {
            &self.path
        };
        match self.line {
            Some(line) => write!(f, "{path}:{line}: {}", self.kind),
            None => write!(f, "{path}: {}", self.kind),
        }
    }
}
