//! Which drafts are events: told as happening, and with enough known to be of use.

use crate::assemble::Draft;
use crate::event::Status;
use crate::rules::Trait;

/// Whether it is told as something that happens: not in a condition, not denied, not merely asked,
/// threatened or promised.
pub(super) fn real(draft: &Draft) -> bool {
    let e = &draft.event;
    if matches!(e.status, Status::Hypothetical | Status::Negated) {
        return false;
    }
    !draft.content || !e.casualties.is_empty() || draft.own_date
}

/// Whether enough is known of an event to write it: a participant, a toll, a day or a place.
pub(super) fn worth(draft: &Draft) -> bool {
    let e = &draft.event;
    let told = !e.casualties.is_empty() || draft.own_date;
    let sides = !e.actors.is_empty() || !e.recipients.is_empty();
    let is = |one| draft.traits.has(one);
    if is(Trait::Attack) {
        return sides
            || told
            || draft.own_place && !draft.definite
            || !draft.nominal && !e.instruments.is_empty();
    }
    if draft.nominal {
        return match is(Trait::Spoken) {
            true => !e.actors.is_empty() || draft.spelled && !e.recipients.is_empty(),
            false => sides,
        };
    }
    // "The ceasefire took effect on Friday": a day or a place is enough for what a verb tells.
    sides
        || is(Trait::Bare) && (draft.own_date || draft.own_place)
        // "Tanks rolled into the town": what moves stands for who moves it.
        || is(Trait::Motion) && !e.instruments.is_empty()
}
