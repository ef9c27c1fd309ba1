//! A document through all steps: text, mentions, groups, matches, events.

mod annotate;
mod blog;
mod claims;
mod finish;
mod heading;
mod imply;
mod interlinear;
mod judge;
mod points;
mod prepare;
mod story;

pub use annotate::{Annotated, AnnotatedMention, Timex};

use self::story::Story;
use crate::Document;
use crate::event::Event;
use crate::pack::Extractor;

impl Extractor {
    /// Reads the events of a document.
    pub fn extract(&self, document: &Document) -> Vec<Event> {
        let prepared = self.prepare(document, false);
        let mut story = Story::new(self, &prepared);
        for number in 0..prepared.text.sentences.len() {
            story.sentence(number);
        }
        let drafts = story.end();
        self.finish(document, &prepared, drafts)
    }
}
