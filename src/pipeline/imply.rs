//! Modes that the words of an event imply beyond its rule.

use crate::event::Event;
use crate::extract::{Candidates, Scene, stands};
use crate::group::ClauseKind;
use crate::lexicon::{LexiconId, form};
use crate::pack::Extractor;
use crate::text::Flags;

impl Extractor {
    /// How many further words the longest reading of a token as a means takes in, and its lexicon.
    fn means(&self, scene: &Scene, at: usize, low: usize, high: usize) -> (usize, Vec<LexiconId>) {
        let mut longest = 0;
        let mut lexicons = Vec::new();
        for reading in scene.context.words.readings(scene.word(at)) {
            let known = self.types.means().binary_search(&reading.lexicon).is_ok();
            let verb = reading.forms & form::VERB != 0;
            if !known && (!verb || reading.rest.is_empty())
                || !stands(scene.context.text, reading, at, &(low..high))
            {
                continue;
            }
            if reading.rest.len() > longest {
                longest = reading.rest.len();
                lexicons.clear();
            }
            if reading.rest.len() == longest {
                lexicons.push(reading.lexicon);
            }
        }
        (longest, lexicons)
    }

    /// Whether a longer reading of a token says something else: "tear-gas shell" is no shell.
    fn outdone(
        &self,
        scene: &Scene,
        at: usize,
        lexicon: LexiconId,
        low: usize,
        high: usize,
    ) -> bool {
        let anti = at > scene.parse.start
            && scene.context.text.tokens[at].flags.has(Flags::JOINED)
            && scene.context.text.of(at - 1).eq_ignore_ascii_case("anti");
        anti || !self.means(scene, at, low, high).1.contains(&lexicon)
    }

    /// Whether a token is only part of the name of another means: "water" of "water cannon".
    fn covers(
        &self,
        scene: &Scene,
        head: usize,
        at: usize,
        lexicon: LexiconId,
        low: usize,
        high: usize,
    ) -> bool {
        if head <= at {
            return false;
        }
        let (longest, lexicons) = self.means(scene, head, low, high);
        head - at <= longest && !lexicons.contains(&lexicon)
    }

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
        // "Attackers armed with machetes"
        for phrase in &scene.parse.phrases {
            let armed = phrase.clause.is_some_and(|c| {
                let c = &scene.parse.clauses[c];
                c.kind == ClauseKind::Participle && c.subject.is_some_and(|s| found.uses(s))
            });
            if armed
                && scene
                    .context
                    .text
                    .of(phrase.preposition)
                    .eq_ignore_ascii_case("with")
            {
                let u = &scene.parse.units[phrase.unit];
                tokens.extend((u.start..u.end).map(|t| (t, u.start)));
            }
        }
        if let Some(clause) = found.anchor.clause {
            let c = &scene.parse.clauses[clause];
            // "attacked a mine": what is hit is no means.
            let aim = |u: &&usize| {
                let aimed = crate::extract::Filler::Unit(**u);
                !found
                    .get(crate::extract::Slot::Recipients)
                    .any(|f| f == aimed)
            };
            for unit in c.subject.iter().chain(&c.objects).filter(aim) {
                let u = &scene.parse.units[*unit];
                tokens.extend((u.start..u.end).map(|t| (t, u.start)));
            }
            for phrase in scene
                .parse
                .phrases
                .iter()
                .filter(|p| p.clause == Some(clause))
            {
                let preposition = scene.context.text.of(phrase.preposition);
                let means = ["with", "by", "using", "in"];
                if means.iter().any(|w| preposition.eq_ignore_ascii_case(w)) {
                    let u = &scene.parse.units[phrase.unit];
                    tokens.extend((u.start..u.end).map(|t| (t, u.start)));
                }
            }
        }
        let high = scene.parse.start + scene.parse.tags.len();
        let shows = |lexicon: LexiconId| {
            candidates.holds(Some(lexicon))
                && tokens.iter().any(|&(t, low)| {
                    scene.reads(t, lexicon, u16::MAX, low, high)
                        && !self.outdone(scene, t, lexicon, low, high)
                        && !tokens
                            .iter()
                            .any(|&(head, low)| self.covers(scene, head, t, lexicon, low, high))
                })
        };
        for mode in self.types.modes(&event.kind) {
            if !event.modes.contains(&mode.name) && mode.from.iter().any(|l| shows(*l)) {
                event.modes.push(mode.name.clone());
            }
        }
    }
}
