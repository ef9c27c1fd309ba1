//! Events as they are written: codes, ids, offsets in code points.

use super::points::CodePoints;
use super::prepare::Prepared;
use crate::Document;
use crate::assemble::Draft;
use crate::event::{Codes, Event};
use crate::pack::Extractor;

impl Extractor {
    pub(super) fn finish(
        &self,
        document: &Document,
        prepared: &Prepared,
        drafts: Vec<Draft>,
    ) -> Vec<Event> {
        let points = CodePoints::new(&document.text);
        drafts
            .into_iter()
            .map(|d| {
                let mut event = d.event;
                event.document = prepared.info.clone();
                event.evidence.sentences.sort_by_key(|s| s.start);
                self.codes(&mut event);
                points.event(&mut event);
                event.id = id(&document.id, &event);
                event
            })
            .collect()
    }

    fn codes(&self, event: &mut Event) {
        let Some(kind) = self
            .rules
            .ontology
            .types
            .iter()
            .find(|t| t.name.as_str() == event.kind)
        else {
            return;
        };
        let mode = event
            .modes
            .first()
            .and_then(|m| kind.modes.iter().find(|k| k.name.as_str() == m));
        let full = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        event.codes = Codes {
            cameo: mode
                .and_then(|m| full(&m.cameo))
                .or_else(|| full(&kind.cameo)),
            plover: match event.modes.first() {
                Some(mode) => format!("{}/{mode}", event.kind),
                None => event.kind.clone(),
            },
            acled: mode
                .and_then(|m| full(&m.acled))
                .or_else(|| full(&kind.acled)),
        };
    }
}

/// A stable id: FNV-1a over document, type and anchor.
fn id(document: &str, event: &Event) -> String {
    let anchor = &event.evidence.anchor;
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for part in [
        document,
        &event.kind,
        &anchor.start.to_string(),
        &anchor.end.to_string(),
    ] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
