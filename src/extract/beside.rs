//! Templates beside a match: vetoes and contexts, which hang on no trigger.

use std::ops::Range;

use super::pattern::Item;
use super::sentence::Scene;
use super::template::{Run, may_start};
use crate::group::UnitKind;

/// How far before a match a context may begin, in tokens.
pub const BEFORE: usize = 8;
/// How far past its last token the head of a group may stand that a template ends in: "a number of
/// planned attacks".
const PAST: usize = 8;

/// The tokens among which the words of a template stand that is tried between two tokens.
pub fn room(from: usize, to: usize) -> Range<usize> {
    from..to + PAST
}

impl<'a, 's> Run<'a, 's> {
    /// A try of a template that hangs on no trigger.
    fn free(scene: &'s Scene<'a>) -> Run<'a, 's> {
        Run {
            scene,
            trigger: usize::MAX,
            limit: scene.parse.start + scene.parse.tags.len(),
            steps: 0,
            slots: Vec::new(),
            seen: true,
        }
    }
}

/// Whether a template may begin at a token, or after the adverb or time that stands there.
fn may_begin(scene: &Scene, items: &[Item], start: usize) -> bool {
    let unit = &scene.parse.units[scene.parse.unit_of(start)];
    matches!(unit.kind, UnitKind::Adverb | UnitKind::Time) || may_start(scene, items, start)
}

/// Whether a template stands somewhere between two tokens; for vetoes.
pub fn stands(scene: &Scene, items: &[Item], from: usize, to: usize) -> bool {
    (from..to).any(|start| {
        may_begin(scene, items, start)
            && Run::free(scene)
                .items(items, start, &mut |_, at| (at <= to + 2).then_some(at))
                .is_some()
    })
}

/// Whether a template stands directly before a token.
pub fn ends_at(scene: &Scene, items: &[Item], end: usize) -> bool {
    let first = end.saturating_sub(BEFORE).max(scene.parse.start);
    if let Some(Item::Word(word, _)) = items.last()
        && (first == end || scene.word(end - 1) != *word)
    {
        return false;
    }
    (first..end).any(|start| {
        may_start(scene, items, start)
            && Run::free(scene)
                .items(items, start, &mut |_, at| (at == end).then_some(at))
                .is_some()
    })
}

/// Whether a template stands directly after a token.
pub fn starts_at(scene: &Scene, items: &[Item], start: usize) -> bool {
    start < scene.parse.start + scene.parse.tags.len()
        && may_begin(scene, items, start)
        && Run::free(scene)
            .items(items, start, &mut |_, at| Some(at))
            .is_some()
}
