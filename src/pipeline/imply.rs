//! Modes that the words of an event imply beyond its rule.

use crate::event::Event;
use crate::extract::{Candidates, Scene};
use crate::pack::Extractor;

impl Extractor {
    /// Modes that the anchor, an instrument or an actor implies.
    pub(super) fn modes(
        &self,
        scene: &Scene,
        candidates: &Candidates,
        found: &crate::extract::Match,
        event: &mut Event,
    ) {
        let mut tokens: Vec<(usize, usize)> = vec![];
        let unit = &scene.parse.units[found.anchor.unit];
        for t in unit.start..unit.end {
            tokens.push((t, unit.start));
        }
        for (slot, filler) in &found.slots {
            if matches!(
                slot,
                crate::extract::Slot::Instruments
                    | crate::extract::Slot::Actors
                    | crate::extract::Slot::Other(_)
            ) && let crate::extract::Filler::Unit(u) = filler
            {
                let u = &scene.parse.units[*u];
                for t in u.start..u.end {
                    tokens.push((t, u.start));
                }
            }
        }
        for &u in &found.extra {
            let u = &scene.parse.units[u];
            tokens.extend((u.start..u.end).map(|t| (t, u.start)));
        }
        if let Some(clause) = found.anchor.clause {
            let c = &scene.parse.clauses[clause];
            for unit in c.subject.iter().chain(&c.objects) {
                let u = &scene.parse.units[*unit];
                tokens.extend((u.start..u.end).map(|t| (t, u.start)));
            }
            for phrase in scene
                .parse
                .phrases
                .iter()
                .filter(|p| p.clause == Some(clause))
            {
                if matches!(
                    scene
                        .context
                        .text
                        .of(phrase.preposition)
                        .to_ascii_lowercase()
                        .as_str(),
                    "with" | "by" | "using" | "in"
                ) {
                    let u = &scene.parse.units[phrase.unit];
                    tokens.extend((u.start..u.end).map(|t| (t, u.start)));
                }
            }
        }
        for (kind, mode, lexicon) in &self.implied {
            if *kind != event.kind
                || event.modes.contains(mode)
                || !candidates.holds(Some(*lexicon))
            {
                continue;
            }
            let shown = tokens.iter().any(|&(t, low)| {
                scene.reads(
                    t,
                    *lexicon,
                    u16::MAX,
                    low,
                    scene.parse.start + scene.parse.tags.len(),
                )
            });
            if shown {
                event.modes.push(mode.clone());
            }
        }
    }
}
