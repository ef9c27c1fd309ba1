//! Reports about the files that an analyst writes.
//!
//! In come faults with a code, a file and a byte range; out go reports with a caret, for a terminal
//! or for machines. It never looks for a fault itself and never prints.

mod code;
mod machine;
mod nearest;
mod render;

pub use code::{Code, Severity, explain};
pub use nearest::nearest;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// One fault in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: Code,
    /// Whether the file can still be used.
    pub severity: Severity,
    /// Path of the file, as it was handed in.
    pub file: Arc<str>,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Line of the first byte, from 1; 0 until it is pushed into [`Diagnostics`].
    pub line: usize,
    /// Column of the first byte in Unicode code points, from 1.
    pub column: usize,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What stands beside the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
}

/// Another place that has to do with a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Path of the file.
    pub file: Arc<str>,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Line of the first byte, from 1.
    pub line: usize,
    /// Column of the first byte, from 1.
    pub column: usize,
    /// What stands there.
    pub label: String,
}

/// All faults of some files, with the text of the files.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: BTreeMap<Arc<str>, Source>,
}

/// The text of a file and where its lines start.
#[derive(Clone, Debug)]
struct Source {
    text: Arc<str>,
    lines: Vec<usize>,
}

impl Diagnostic {
    /// A fault with the usual severity of its code.
    pub fn new(code: Code, file: &Arc<str>, span: Range<usize>, message: String) -> Self {
        Diagnostic {
            code,
            severity: code.severity(),
            file: file.clone(),
            span,
            line: 0,
            column: 0,
            message,
            label: None,
            hint: None,
            related: Vec::new(),
        }
    }

    /// Says what stands beside the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a hint if there is one.
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Points at another place.
    pub fn related(mut self, file: &Arc<str>, span: Range<usize>, label: &str) -> Self {
        let label = label.to_owned();
        self.related.push(Related {
            file: file.clone(),
            span,
            line: 0,
            column: 0,
            label,
        });
        self
    }
}

impl Diagnostics {
    /// Makes the text of a file known, so that reports can show its lines.
    pub fn add_source(&mut self, file: &Arc<str>, text: &str) {
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        self.sources.insert(
            file.clone(),
            Source {
                text: text.into(),
                lines,
            },
        );
    }

    /// Adds a fault and fills in its line and column.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        (diagnostic.line, diagnostic.column) =
            self.position(&diagnostic.file, diagnostic.span.start);
        for related in &mut diagnostic.related {
            (related.line, related.column) = self.position(&related.file, related.span.start);
        }
        self.list.push(diagnostic);
    }

    /// Gives all files the names that `shown` makes of their paths.
    pub fn rename(&mut self, shown: &dyn Fn(&str) -> String) {
        let name = |file: &Arc<str>| -> Arc<str> { shown(file).into() };
        for diagnostic in &mut self.list {
            diagnostic.file = name(&diagnostic.file);
            for related in &mut diagnostic.related {
                related.file = name(&related.file);
            }
        }
        let sources = std::mem::take(&mut self.sources);
        self.sources = sources
            .into_iter()
            .map(|(file, source)| (name(&file), source))
            .collect();
    }

    /// Adds all faults and sources of another list.
    pub fn append(&mut self, other: Diagnostics) {
        self.sources.extend(other.sources);
        self.list.extend(other.list);
    }

    /// Orders the faults by file and place, and drops repetitions.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (&a.file, a.span.start, a.span.end, a.code, &a.message).cmp(&(
                &b.file,
                b.span.start,
                b.span.end,
                b.code,
                &b.message,
            ))
        });
        self.list.dedup();
    }

    /// The faults, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many faults there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no fault.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Without what is only a warning.
    pub fn only_errors(mut self) -> Diagnostics {
        self.list.retain(|d| d.severity == Severity::Error);
        self
    }

    /// Only what is wrong with some files, by their paths.
    pub fn only_in(mut self, file: &dyn Fn(&str) -> bool) -> Diagnostics {
        self.list.retain(|d| file(&d.file));
        self
    }

    /// Whether one of the faults is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Line and column of a byte of a file, both from 1; (1, 1) if the file is unknown.
    pub fn position(&self, file: &str, offset: usize) -> (usize, usize) {
        let Some(source) = self.sources.get(file) else {
            return (1, 1);
        };
        let offset = floor(&source.text, offset);
        let line = source
            .lines
            .partition_point(|&start| start <= offset)
            .max(1);
        let column = source.text[source.lines[line - 1]..offset].chars().count() + 1;
        (line, column)
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.sources.get(file).map(|source| &*source.text)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl std::error::Error for Diagnostics {}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
