//! One happening once: tolls to their attacks, later mentions to the first.

use super::draft::{Draft, extend};
use super::setting::rank;
use super::toll::count;
use crate::event::*;
use crate::rules::Trait;

/// Merges the drafts of a document, in order of the text.
pub fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    // "Nine died and 14 were hurt when rebels attacked": the toll before its attack.
    let mut waiting: Vec<Draft> = Vec::new();
    for draft in drafts {
        waiting.retain(|w| w.sentence == draft.sentence);
        let circumstance = draft.circumstance;
        let at = match target(&out, &draft) {
            Some(at) => {
                absorb(&mut out[at], draft);
                at
            }
            None if draft.dependent => {
                if is_toll(&draft) {
                    waiting.push(draft);
                }
                continue;
            }
            None => {
                out.push(draft);
                out.len() - 1
            }
        };
        if circumstance {
            for toll in std::mem::take(&mut waiting) {
                let same = toll.event.kind == out[at].event.kind;
                if same && likeness(&out[at], &toll, 1) >= 10 {
                    absorb(&mut out[at], toll);
                }
            }
        }
    }
    out
}

/// How many events back a mention may reach. Reports that people write hold fewer; what a machine
/// writes without end must not cost the square of its length.
const REACH: usize = 100;

/// The earlier draft that tells of the same happening.
fn target(out: &[Draft], new: &Draft) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    let first = out.len().saturating_sub(REACH);
    for (i, old) in out.iter().enumerate().skip(first) {
        if old.event.kind != new.event.kind {
            continue;
        }
        let score = likeness(old, new, out.len() - i);
        if score >= 10 && best.is_none_or(|(b, _)| score >= b) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// How well two drafts go together; 10 and more is one happening.
fn likeness(old: &Draft, new: &Draft, distance: usize) -> i32 {
    let (a, b) = (&old.event, &new.event);
    if contrary(old, new) {
        return 0;
    }
    let (attack, placed) = (old.traits.has(Trait::Attack), old.traits.has(Trait::Placed));
    let same_sentence = old.sentence == new.sentence;
    if !same_sentence && (old.aggregate || new.aggregate) {
        return 0;
    }
    let actors = share(&a.actors, &b.actors);
    let recipients = share(&a.recipients, &b.recipients);
    let shared = actors + recipients;
    if same_sentence {
        if distinct(old, new, actors) {
            return 0;
        }
        if old.subject_event == Some(new.unit) || new.subject_event == Some(old.unit) {
            return 30;
        }
        // "in a call, the two discussed": noun and verb tell the same; so do verbs joined by "and".
        let joined = || old.clause.zip(new.clause).is_some_and(|(x, y)| y == x + 1);
        let alike = recipients > 0 || a.recipients.is_empty() && b.recipients.is_empty();
        if actors > 0
            && (old.nominal != new.nominal && (alike || b.recipients.is_empty())
                || alike && joined() && a.status == b.status)
            && !placed
        {
            return 12;
        }
        if !placed {
            return 0;
        }
        let same_clause = old.clause.is_some() && old.clause == new.clause;
        if attack {
            let toll = is_toll(new) || is_toll(old);
            let deeds = !a.casualties.is_empty() && !b.casualties.is_empty() && actors > 0;
            // "…, killing eight people and wounding dozens": the toll of what the clause before told.
            let toll = toll || new.victims && !b.casualties.is_empty() && actors > 0;
            if same_clause || toll || new.nominal || old.nominal || deeds {
                return 20;
            }
            // "killed ten after storming a market": the toll of what the same people did first.
            if actors > 0 && old.earlier != new.earlier && old.victims != new.victims {
                return 16;
            }
            if aftermath(old, new) || aftermath(new, old) {
                return 18;
            }
            if actors > 0 && (b.recipients.is_empty() || a.recipients.is_empty() || recipients > 0)
            {
                return 15;
            }
            if a.status == b.status && (goes_on(a, b) || completes(a, b)) {
                return 14;
            }
            return 0;
        }
        return if same_clause && (shared > 0 || new.nominal) {
            12
        } else {
            0
        };
    }
    if !attack {
        let close = new.sentence - old.sentence <= 6;
        if !placed || !new.nominal && shared < 2 {
            return 0;
        }
        return if close && shared >= 2
            || new.nominal && new.definite && close && old.item == new.item
        {
            11
        } else {
            0
        };
    }
    let mut score = 0;
    if old.item != new.item || strangers(a, b) {
        return 0;
    }
    let near = (new.sentence - old.sentence) as i32;
    if is_toll(new) && near <= 4 && !new.own_date && (!new.own_place || same_place(old, new)) {
        score += 11 - i32::from(near > 2) + i32::from(old.nominal);
    }
    let same =
        b.recipients.is_empty() || a.recipients.is_empty() && b.actors.is_empty() || recipients > 0;
    if new.dependent && same && b.casualties.is_empty() && near <= 3 {
        score += 11;
    }
    let elsewhere = !b.recipients.is_empty()
        && !new.victims
        && recipients == 0
        && !a.recipients.is_empty()
        && !old.victims
        && !same_place(old, new);
    if new.nominal && new.definite && !new.own_date && !elsewhere {
        score += 10;
    }
    if new.nominal && new.definite && new.own_date {
        score += if same_date(old, new) || !old.own_date {
            10
        } else {
            0
        };
    }
    score += shared.min(3) * 3;
    // "The attackers then burned two cars."
    let taken = |e: &Event| e.modes.iter().any(|m| m == "abduct");
    if new.same_doers
        && near <= 2
        && old.paragraph == new.paragraph
        && !new.own_date
        && !new.own_place
        && !new.nominal
        && b.casualties.is_empty()
        && taken(a) == taken(b)
        && a.status == b.status
    {
        score += 12;
    }
    // "The rebels traded fire with the troops": the fight that their attack led to.
    if new.mutual
        && near <= 2
        && !new.own_date
        && !new.own_place
        && actors > 0
        && b.casualties.is_empty()
    {
        score += 8;
    }
    if same_place(old, new) && new.own_place {
        score += 3;
    }
    if same_date(old, new) && new.own_date {
        score += 4;
    }
    if overlapping_modes(a, b) && !b.modes.is_empty() {
        score += 2;
    }
    score - (distance as i32).min(6) / 3
}

/// "Gunmen stormed the house, beat its owner and stole a car": one raid, as long as nobody is taken
/// away and nothing sets the deeds apart.
fn goes_on(a: &Event, b: &Event) -> bool {
    let taken = |e: &Event| e.modes.iter().any(|m| m == "abduct");
    let doer = |e: &Event| e.actors.first().map(|p| p.start);
    let apart = a.place.is_some() && b.place.is_some() && a.place != b.place
        || a.date.is_some() && b.date.is_some() && a.date != b.date;
    !apart && taken(a) == taken(b) && doer(a).is_some() && doer(a) == doer(b)
}

/// "Police opened fire; a student was shot": the one says who, the other whom.
fn completes(a: &Event, b: &Event) -> bool {
    !a.actors.is_empty()
        && a.recipients.is_empty()
        && a.casualties.is_empty()
        && b.actors.is_empty()
        && !b.recipients.is_empty()
}

/// "The church was damaged when a bomb went off": harm that nobody does beside an explosion.
fn aftermath(harm: &Draft, blast: &Draft) -> bool {
    let (one, other) = (&harm.event, &blast.event);
    blast.deeds.blast
        && !harm.deeds.blast
        && one.actors.is_empty()
        && one.instruments.is_empty()
        && other.casualties.is_empty()
        && other.recipients.is_empty()
        && one.status == other.status
}

/// Whether both name their victims, and others.
fn strangers(a: &Event, b: &Event) -> bool {
    let named = |e: &Event| {
        e.recipients
            .iter()
            .any(|r| r.id.is_none() && r.name.is_some())
    };
    named(a) && named(b) && share(&a.recipients, &b.recipients) == 0
}

/// Whether one draft tells what came before the other: an attack and what it answers, an attack and
/// what has been done before it. A toll comes after its attack: "five died after the raid".
fn distinct(old: &Draft, new: &Draft, actors: i32) -> bool {
    if old.earlier == new.earlier {
        return false;
    }
    let answered = |d: &Draft| d.earlier.as_ref().is_some_and(|e| e.answered);
    if answered(old) || answered(new) {
        return true;
    }
    let main = match (&old.earlier, &new.earlier) {
        (None, Some(_)) => old,
        (Some(_), None) => new,
        _ => return false,
    };
    actors == 0 && !is_toll(main)
}

fn is_toll(draft: &Draft) -> bool {
    draft.traits.has(Trait::Attack)
        && !draft.event.casualties.is_empty()
        && draft.event.actors.is_empty()
}

fn share(a: &[Participant], b: &[Participant]) -> i32 {
    let same = |x: &Participant, y: &Participant| {
        x.id.is_some() && x.id == y.id
            || x.id.is_none() && x.name.is_some() && x.name == y.name
            || alike(head(&x.text), head(&y.text))
            || x.country.is_some() && x.country == y.country && x.role.is_some() && x.role == y.role
    };
    a.iter().filter(|x| b.iter().any(|y| same(x, y))).count() as i32
}

/// The last word before an "of", without its plural's s.
pub(super) fn head(text: &str) -> &str {
    let mut last = "";
    for word in text.split(char::is_whitespace).filter(|w| !w.is_empty()) {
        if word == "of" {
            break;
        }
        last = word;
    }
    last.trim_end_matches('s')
}

fn alike(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || !a.is_ascii() && a.to_lowercase() == b.to_lowercase()
}

fn same_place(old: &Draft, new: &Draft) -> bool {
    match (&old.event.place, &new.event.place) {
        (Some(a), Some(b)) => {
            a.name.is_some() && a.name == b.name || a.text.eq_ignore_ascii_case(&b.text)
        }
        _ => false,
    }
}

fn same_date(old: &Draft, new: &Draft) -> bool {
    match (&old.event.date, &new.event.date) {
        (Some(a), Some(b)) => a.edtf == b.edtf,
        _ => false,
    }
}

fn overlapping_modes(a: &Event, b: &Event) -> bool {
    a.modes.iter().any(|m| b.modes.contains(m))
}

/// What cannot be one happening: other days, other countries, other kinds of deed, other status.
fn contrary(old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.event, &new.event);
    if old.own_date && new.own_date && !same_date(old, new) {
        let overlap = match (&a.date, &b.date) {
            (Some(x), Some(y)) => x.edtf.contains(&y.edtf) || y.edtf.contains(&x.edtf),
            _ => true,
        };
        if !overlap {
            return true;
        }
    }
    if old.own_place
        && new.own_place
        && let (Some(x), Some(y)) = (&a.place, &b.place)
    {
        if x.country.is_some() && y.country.is_some() && x.country != y.country {
            return true;
        }
        let towns = rank(x) >= 5 && rank(y) >= 5 && x.name.is_some() && y.name.is_some();
        if towns && x.name != y.name && x.kind == y.kind {
            return true;
        }
    }
    if old.deeds.contrary(new.deeds) {
        return true;
    }
    let real = |s: Status| matches!(s, Status::Occurred | Status::Ongoing | Status::Attempted);
    real(a.status) != real(b.status)
}

fn absorb(old: &mut Draft, new: Draft) {
    old.latest = old.latest.max(new.sentence);
    old.deeds.add(new.deeds);
    let (a, b) = (&mut old.event, new.event);
    for mode in b.modes {
        if !a.modes.contains(&mode) {
            a.modes.push(mode);
        }
    }
    let none = a.actors.is_empty();
    // A description that says no more than that somebody did it.
    let vague = |who: &Participant| who.id.is_none() && new.anonymous.contains(&who.start);
    extend(
        &mut a.actors,
        b.actors.into_iter().filter(|n| none || !vague(n)).collect(),
    );
    let actors: Vec<String> = a.actors.iter().map(|p| p.text.to_lowercase()).collect();
    let who = match new.victims {
        true => b.recipients.clone(),
        false => Vec::new(),
    };
    // The victims of a later toll are no further recipients of what was told before.
    if !new.victims || a.recipients.is_empty() {
        extend(
            &mut a.recipients,
            b.recipients
                .into_iter()
                .filter(|r| !actors.contains(&r.text.to_lowercase()))
                .collect(),
        );
        old.victims &= new.victims;
    }
    let told = a.casualties.len();
    // Nobody who was harmed is counted twice, and only those who were are recipients by their toll.
    let later = new.sentence != old.sentence;
    let recipients: &mut [Participant] = match old.victims {
        true => &mut a.recipients,
        false => &mut [],
    };
    for casualty in b.casualties {
        count(&mut a.casualties, casualty, told, later, recipients, &who);
    }
    for i in b.instruments {
        if !a.instruments.iter().any(|k| k.text == i.text) {
            a.instruments.push(i);
        }
    }
    if !old.own_date && (new.own_date || a.date.is_none()) && b.date.is_some() {
        a.date = b.date;
        old.own_date = new.own_date;
    }
    let finer = match (&a.place, &b.place) {
        (None, Some(_)) => true,
        (Some(x), Some(y)) => new.own_place && (rank(y) > rank(x) || !old.own_place),
        _ => false,
    };
    if finer {
        a.place = b.place;
        old.own_place |= new.own_place;
    }
    a.origin = a.origin.take().or(b.origin);
    a.claim = a.claim.take().or(b.claim);
    a.content = a.content.take().or(b.content);
    for who in b.attribution {
        if !a.attribution.iter().any(|k| k.text == who.text) {
            a.attribution.push(who);
        }
    }
    if a.status == Status::Ongoing && b.status == Status::Occurred
        || a.status == Status::Attempted && b.status == Status::Occurred && !a.casualties.is_empty()
    {
        a.status = b.status;
    }
    for s in b.evidence.sentences {
        // They come in the order of the text.
        let mut last = a.evidence.sentences.iter().rev().take(REACH);
        if last.all(|k| *k != s) {
            a.evidence.sentences.push(s);
        }
    }
    for r in b.evidence.rules {
        if !a.evidence.rules.contains(&r) {
            a.evidence.rules.push(r);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn a_toll_may_stand_before_its_attack() {
        let toll = |text: &str| assaults(text)[0].casualties.len();
        let text = "Nine soldiers died and 14 were hurt when rebels attacked their base in Gao.";
        assert_eq!(toll(text), 2);
        let text = "Nine soldiers died and 14 were hurt in an attack on their base in Gao.";
        assert_eq!(toll(text), 2);
        let text = "A former minister died on Monday, and rebels attacked a base in Gao.";
        assert_eq!(toll(text), 0);
    }
}
