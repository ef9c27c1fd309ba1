//! What the unit tests of the grammar ask the shipped pack.

use std::sync::LazyLock;

use crate::event::Event;
use crate::{Document, Extractor, Pack};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Pack::embedded()).expect("the embedded pack is sound"));

/// The attacks that a text tells of.
pub(crate) fn assaults(text: &str) -> Vec<Event> {
    let mut events = EXTRACTOR.extract(&Document::new("d", text));
    events.retain(|e| e.kind == "ASSAULT");
    events
}
