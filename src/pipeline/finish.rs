//! Events as they are written: codes, ids, offsets in code points.

use super::points::CodePoints;
use super::prepare::Prepared;
use crate::Document;
use crate::assemble::Draft;
use crate::event::Event;
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
                self.modes_alone(&mut event);
                self.codes(&mut event);
                points.event(&mut event);
                event.id = id(&document.id, &event);
                event
            })
            .collect()
    }

    /// Leaves out what a narrower mode stands for: a suicide attack is one with explosives.
    fn modes_alone(&self, event: &mut Event) {
        let kinds = self.types.modes(&event.kind);
        let over: Vec<&String> = kinds
            .iter()
            .filter(|m| event.modes.contains(&m.name))
            .flat_map(|m| &m.over)
            .collect();
        event.modes.retain(|m| !over.contains(&m));
    }

    fn codes(&self, event: &mut Event) {
        let mode = event.modes.first().map(String::as_str);
        if let Some(codes) = self.types.codes(&event.kind, mode) {
            event.codes = codes;
        }
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
