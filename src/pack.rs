//! A pack: rules and gazetteers. Placeholder until the engine is merged.

use std::path::Path;

use serde::Serialize;

use crate::event::{Event, Mention};
use crate::{Document, DocumentInfo};

static RULES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/rules");
static GAZETTEERS: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/gazetteers");

/// Rules and gazetteers.
#[derive(Debug, Default)]
pub struct Pack {
    files: Vec<(String, String)>,
}

/// A pack that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// What is wrong with a pack's files.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Diagnostics(String);

impl Pack {
    /// The pack that the program carries.
    pub fn embedded() -> Pack {
        let mut files = Vec::new();
        collect("rules", &RULES, &mut files);
        collect("gazetteers", &GAZETTEERS, &mut files);
        Pack { files }
    }

    /// A pack from folders; the embedded part stands in for a folder that is not given.
    pub fn from_dirs(rules: Option<&Path>, gazetteers: Option<&Path>) -> Result<Pack, Error> {
        match [rules, gazetteers]
            .into_iter()
            .flatten()
            .find(|path| !path.is_dir())
        {
            Some(path) => Err(Error(format!("{}: no such folder", path.display()))),
            None => Ok(Pack::embedded()),
        }
    }

    /// The files, by their path.
    pub fn files(&self) -> impl Iterator<Item = (String, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.clone(), text.as_str()))
    }
}

fn collect(root: &str, dir: &include_dir::Dir<'_>, files: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let path = format!("{root}/{}", file.path().display());
        files.push((path, file.contents_utf8().unwrap_or_default().to_owned()));
    }
    for dir in dir.dirs() {
        collect(root, dir, files);
    }
}

/// A compiled pack.
#[derive(Debug)]
pub struct Extractor {}

/// A document with what was found in it.
#[derive(Debug, Serialize)]
pub struct Annotated {
    /// The document.
    pub document: DocumentInfo,
    /// The mentions.
    pub mentions: Vec<AnnotatedMention>,
}

/// A mention.
#[derive(Debug, Serialize)]
pub struct AnnotatedMention {
    /// The mention.
    #[serde(flatten)]
    pub mention: Mention,
}

impl Extractor {
    /// Compiles a pack.
    pub fn new(_pack: &Pack) -> Result<Extractor, Diagnostics> {
        Ok(Extractor {})
    }

    /// Reads the events of a document.
    pub fn extract(&self, _document: &Document) -> Vec<Event> {
        Vec::new()
    }

    /// Marks the mentions of a document.
    pub fn annotate(&self, document: &Document) -> Annotated {
        Annotated {
            document: DocumentInfo::from(document),
            mentions: Vec::new(),
        }
    }

    /// Shows a document with what was found between its lines.
    pub fn interlinear(&self, document: &Document) -> String {
        document.text.clone()
    }
}
