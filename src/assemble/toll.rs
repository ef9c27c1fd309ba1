//! One toll from several figures: what is told again, what a later figure replaces.

use super::merge::head;
use crate::event::{Casualty, Participant};

/// How many figures back one may be counted anew.
const REACH: usize = 20;

/// Takes a figure into a toll. A later and higher one replaces what it counts anew ("at least nine
/// people" that rose to twelve), also among `recipients`, where they are the victims; `who` are the
/// participants of the later mention.
pub(super) fn count(
    toll: &mut Vec<Casualty>,
    new: Casualty,
    told: usize,
    later: bool,
    recipients: &mut [Participant],
    who: &[Participant],
) {
    if toll[..told].iter().any(|old| same(old, &new)) {
        return;
    }
    // A machine may write figures without end: only the last ones are counted anew.
    let recent = told.saturating_sub(REACH);
    let raised = || toll[recent..told].iter().position(|old| raises(old, &new));
    match later.then(raised).flatten().map(|at| recent + at) {
        Some(at) => {
            let old = std::mem::replace(&mut toll[at], new);
            let new = &toll[at];
            let counted = recipients.iter_mut().find(|r| r.start == old.start);
            if let Some((counted, who)) = counted.zip(who.iter().find(|w| w.start == new.start)) {
                *counted = who.clone();
            }
        }
        None => toll.push(new),
    }
}

/// Whether two figures tell the same.
fn same(old: &Casualty, new: &Casualty) -> bool {
    let figure = |c: &Casualty| c.count.as_ref().map(|n| (n.min, n.max));
    old.outcome == new.outcome
        && (old.start < new.end && new.start < old.end
            || !others(old, new)
                && figure(old) == figure(new)
                && (old.country == new.country || old.country.is_none() || new.country.is_none()))
}

/// Whether a figure counts those of another anew, and more of them.
fn raises(old: &Casualty, new: &Casualty) -> bool {
    let least = |c: &Casualty| c.count.as_ref().and_then(|n| n.min);
    let fits = |a: &Option<String>, b: &Option<String>| a == b || b.is_none();
    // "twelve", "12 people": everybody who was harmed. "12 others" come on top.
    let all = |c: &Casualty| {
        let figure = c.count.as_ref().is_some_and(|n| n.text == c.text);
        figure || head(&c.text).eq_ignore_ascii_case("people")
    };
    old.outcome == new.outcome
        && least(old).zip(least(new)).is_some_and(|(a, b)| b > a)
        && !["other", "more", "another", "further"]
            .iter()
            .any(|w| new.text.split(' ').any(|t| t.eq_ignore_ascii_case(w)))
        && (all(old) && all(new)
            || head(&old.text).eq_ignore_ascii_case(head(&new.text)) && !all(old))
        && fits(&old.country, &new.country)
        && fits(&old.role, &new.role)
}

/// Whether two casualties are persons by other names: "Ana Roe", "Juan Poe".
fn others(a: &Casualty, b: &Casualty) -> bool {
    let last = |c: &Casualty| c.text.split([',', ' ']).next_back().map(str::to_lowercase);
    let name = |c: &Casualty| c.kind == "person" && c.text.contains(' ');
    name(a) && name(b) && last(a) != last(b)
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    /// The killed of the first attack, as they are told.
    fn killed(text: &str) -> Vec<String> {
        let event = assaults(text).remove(0);
        event.casualties.into_iter().map(|c| c.text).collect()
    }

    #[test]
    fn a_later_figure_replaces_a_lower_one() {
        let bomb = "A bomb killed at least nine people in Kabul on Monday.";
        for (later, want) in [
            ("The toll rose to twelve.", &["twelve"][..]),
            (
                "Police later said that 12 people had been killed.",
                &["12 people"],
            ),
            ("The toll had been put at seven.", &["at least nine people"]),
        ] {
            assert_eq!(killed(&format!("{bomb} {later}")), want, "{later}");
        }
        let two = "Rebels killed nine soldiers and two nurses in Gao on Monday.";
        let raised =
            format!("{two} The army later said that 12 soldiers were killed in the attack.");
        assert_eq!(killed(&raised), ["12 soldiers", "two nurses"]);
    }
}
