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
        let Some(kind) = self.rules.ontology.event_type(&event.kind) else {
            return;
        };
        let over: Vec<&str> = event
            .modes
            .iter()
            .filter_map(|m| kind.mode(m))
            .flat_map(|m| m.over.iter().map(|t| t.as_str()))
            .collect();
        event.modes.retain(|m| !over.contains(&m.as_str()));
    }

    fn codes(&self, event: &mut Event) {
        let first = event.modes.first();
        let of = |mode: Option<&String>| {
            let mut all = self.codes.iter();
            all.find(|(kind, m, _)| *kind == event.kind && m.as_ref() == mode)
        };
        let Some((_, _, codes)) = of(first).or_else(|| of(None)) else {
            return;
        };
        event.codes = Codes {
            plover: match first {
                Some(mode) => format!("{}/{mode}", event.kind),
                None => event.kind.clone(),
            },
            ..codes.clone()
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
