//! Statements of responsibility, and the attacks that they are about.

use crate::assemble::Draft;
use crate::event::{Certainty, Claim, ClaimStatus, Participant, Span};
use crate::rules::Trait;

/// A statement of responsibility on its way to its attack.
pub(super) struct Said {
    pub(super) status: ClaimStatus,
    pub(super) by: Vec<Participant>,
    pub(super) sentence: usize,
    pub(super) item: u32,
    pub(super) span: Span,
}

/// Gives a statement of responsibility to the last attack told before it.
pub(super) fn attach(drafts: &mut [Draft], said: Said) {
    let target = before(drafts, said.sentence)
        .iter_mut()
        .filter(|d| d.traits.has(Trait::Attack) && d.item == said.item)
        .filter(|d| {
            !d.event.actors.is_empty()
                || !d.event.recipients.is_empty()
                || !d.event.casualties.is_empty()
        })
        .max_by_key(|d| (d.latest, d.sentence));
    let Some(draft) = target else { return };
    if draft.event.claim.is_none() {
        if said.status == ClaimStatus::Claimed {
            crate::assemble::extend(&mut draft.event.actors, said.by.clone());
        }
        draft.event.claim = Some(Claim {
            status: said.status,
            by: said.by,
        });
        if !draft.event.evidence.sentences.contains(&said.span) {
            draft.event.evidence.sentences.push(said.span);
        }
    } else if let Some(claim) = &mut draft.event.claim
        && claim.by.is_empty()
        && claim.status == said.status
    {
        // "claimed credit yesterday for the killing": seen beside the deed, but not who it was.
        if said.status == ClaimStatus::Claimed {
            crate::assemble::extend(&mut draft.event.actors, said.by.clone());
        }
        claim.by = said.by;
    }
}

/// The events that a sentence may refer back to: the last of those begun before its end.
fn before(drafts: &mut [Draft], sentence: usize) -> &mut [Draft] {
    const EVENTS: usize = 100;
    let end = drafts.partition_point(|d| d.sentence <= sentence);
    &mut drafts[end.saturating_sub(EVENTS)..end]
}

/// Somebody who is called after a deed: "the attackers", "the kidnappers".
pub(super) struct Doer {
    pub(super) who: Participant,
    pub(super) sentence: usize,
    pub(super) item: u32,
}

/// How many sentences after a deed "the attackers" may still be its own.
const REACH: usize = 4;

/// Gives those called after a deed to the attack told just before, if nobody else is said to have
/// done it.
pub(super) fn name_doer(drafts: &mut [Draft], doer: Doer) {
    let near = |d: &&mut Draft| {
        d.traits.has(Trait::Attack)
            && d.item == doer.item
            && doer.sentence - d.latest.min(doer.sentence) <= REACH
    };
    let target = before(drafts, doer.sentence)
        .iter_mut()
        .filter(near)
        .max_by_key(|d| (d.latest.min(doer.sentence), d.sentence));
    if let Some(draft) = target
        && draft.event.actors.is_empty()
        && draft.event.claim.is_none()
    {
        let aims = |p: &Participant| p.start < doer.who.end && doer.who.start < p.end;
        if !draft.event.recipients.iter().any(aims) {
            draft.event.actors.push(doer.who);
        }
    }
}

pub(super) fn certain(status: ClaimStatus) -> Certainty {
    match status {
        ClaimStatus::Claimed => Certainty::Claimed,
        ClaimStatus::Denied => Certainty::Denied,
        ClaimStatus::Unclaimed => Certainty::Stated,
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn those_called_after_a_deed_have_done_it() {
        let events =
            assaults("A bus was attacked near Goma on Monday. The attackers fled into the forest.");
        assert_eq!(events[0].actors[0].text, "attackers");
        let events = assaults(
            "Rebels attacked a bus near Goma on Monday. The attackers fled into the forest.",
        );
        assert_eq!(events[0].actors.len(), 1);
        let events = assaults(
            "A bus was attacked near Goma on Monday. The guerrillas condemned the attack.",
        );
        assert!(events[0].actors.is_empty());
    }
}
