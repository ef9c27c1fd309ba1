//! Statements of responsibility, and the attacks that they are about.

use crate::assemble::Draft;
use crate::event::{Certainty, Claim, ClaimStatus, Participant, Span};

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
    let target = drafts
        .iter_mut()
        .filter(|d| d.event.kind == "ASSAULT" && d.item == said.item && d.sentence <= said.sentence)
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
    }
}

pub(super) fn certain(status: ClaimStatus) -> Certainty {
    match status {
        ClaimStatus::Claimed => Certainty::Claimed,
        ClaimStatus::Denied => Certainty::Denied,
        ClaimStatus::Unclaimed => Certainty::Stated,
    }
}
