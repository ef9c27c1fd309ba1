//! Templates that never win, since an earlier one covers them.
//!
//! In come compiled templates; out goes which of them matches wherever another does, filling the
//! same slots from the same trigger. It compares part by part and so overlooks what only a proof
//! over all sentences could show, and never claims what is not so.

use crate::Extractor;
use crate::extract::{
    Argument, Item, Lexeme, Pattern, RolePattern, Rule, Slot, SlotSpec, What, triggers,
};
use crate::template::Form;

/// How many ways through a template are tried before it counts as not covered.
const WAYS: usize = 256;

/// The earlier template of the same rule that covers the template of this number.
pub(super) fn within(rule: &Rule, at: usize, extractor: &Extractor) -> Option<usize> {
    let form = rule.patterns.get(at)?;
    (0..at).find(|&first| covers(&rule.patterns[first], form, extractor))
}

/// The first rule and template that cover a template of a rule: of the same type, not lower in
/// priority, earlier in the pack, without a veto or a demand of its own.
pub(super) fn across(
    rules: &[Rule],
    at: (usize, usize),
    extractor: &Extractor,
) -> Option<(usize, usize)> {
    let rule = rules.get(at.0)?;
    let form = rule.patterns.get(at.1)?;
    for (number, other) in rules.iter().enumerate() {
        let same = number == at.0;
        let first = same || number < at.0 && other.priority == rule.priority;
        if !(first || other.priority > rule.priority) || !(same || stands_in(other, rule)) {
            continue;
        }
        let forms = other
            .patterns
            .iter()
            .take(if same { at.1 } else { usize::MAX });
        let found = forms
            .enumerate()
            .find(|(_, earlier)| covers(earlier, form, extractor));
        if let Some((form, _)) = found {
            return Some((number, form));
        }
    }
    None
}

/// Whether a rule's event says all that another's does, and nothing keeps it from firing where the
/// other fires.
fn stands_in(rule: &Rule, other: &Rule) -> bool {
    rule.event == other.event
        && rule.unless.is_empty()
        && rule.modes == other.modes
        && rule.status == other.status
        && rule.certainty == other.certainty
        && rule.claim == other.claim
        && rule.dependent == other.dependent
        && rule.agent == other.agent
        && rule.possessor == other.possessor
        && rule.voices == other.voices
        && other.nominal.iter().all(|word| rule.nominal.contains(word))
}

/// Whether one template matches wherever another does, with the same slots.
pub(super) fn covers(wide: &Pattern, narrow: &Pattern, extractor: &Extractor) -> bool {
    match (wide, narrow) {
        (Pattern::Roles(wide), Pattern::Roles(narrow)) => frame(wide, narrow, extractor),
        (Pattern::Words(wide), Pattern::Words(narrow)) => template(wide, narrow, extractor),
        _ => false,
    }
}

fn frame(wide: &RolePattern, narrow: &RolePattern, extractor: &Extractor) -> bool {
    let subject = match (&wide.subject, &narrow.subject) {
        (None, None) => true,
        (Some(wide), Some(narrow)) => slot(wide, narrow),
        _ => false,
    };
    let takes = |a: &Argument, b: &Argument| {
        let what = match (&a.what, &b.what) {
            (What::Slot(a), What::Slot(b)) => slot(a, b),
            (What::Lexeme(a), What::Lexeme(b)) => lexeme(a, b, extractor),
            _ => false,
        };
        what && a.prepositions.is_empty() == b.prepositions.is_empty()
            && b.prepositions
                .iter()
                .all(|word| a.prepositions.contains(word))
    };
    subject
        && lexeme(&wide.trigger, &narrow.trigger, extractor)
        && wide.words.iter().all(|word| narrow.words.contains(word))
        && wide.complement.is_none()
        && narrow.complement.is_none()
        && narrow
            .arguments
            .iter()
            .all(|b| wide.arguments.iter().any(|a| takes(a, b)))
        && wide
            .arguments
            .iter()
            .filter(|a| a.required)
            .all(|a| narrow.arguments.iter().any(|b| b.required && takes(a, b)))
}

fn slot(wide: &SlotSpec, narrow: &SlotSpec) -> bool {
    wide.slot == narrow.slot && wide.tail == narrow.tail && wide.kinds.includes(narrow.kinds)
}

fn lexeme(wide: &Lexeme, narrow: &Lexeme, extractor: &Extractor) -> bool {
    let form = match (wide.form, narrow.form) {
        (None, _) => true,
        (Some(Form::Verb), Some(Form::Infinitive)) => true,
        (Some(Form::Noun), Some(Form::Singular | Form::Plural)) => true,
        (wide, narrow) => wide == narrow,
    };
    if wide.lexicon == narrow.lexicon || !form {
        return form;
    }
    let name = |lexeme: &Lexeme| {
        let names = &extractor.words.lexicons;
        names
            .get(usize::from(lexeme.lexicon.0))
            .map_or("", |l| &l.name)
    };
    let set = &extractor.rules;
    set.entries(name(narrow)).all(|(_, entry)| {
        let mut wide = set.entries(name(wide));
        wide.any(|(_, e)| e.pos == entry.pos && e.lemma.eq_ignore_ascii_case(&entry.lemma))
    })
}

/// Whether every way through one template is matched, from the same trigger and with the same
/// slots, by the other.
fn template(wide: &[Item], narrow: &[Item], extractor: &Extractor) -> bool {
    let (a, b) = (triggers(wide), triggers(narrow));
    let trigger = !b.is_empty() && b.iter().all(|b| a.iter().any(|a| lexeme(a, b, extractor)));
    // A template that hangs on a fixed word is compared only with one that is built alike.
    let alike = a.is_empty() && b.is_empty() && wide.len() == narrow.len();
    if !(trigger || alike) {
        return false;
    }
    let mut ways = vec![Vec::new()];
    if !spread(narrow, &mut ways) {
        return false;
    }
    ways.iter().all(|way| {
        let slots = filled(way);
        (0..way.len()).any(|start| {
            rests(wide, &way[start..], extractor)
                .into_iter()
                .any(|end| {
                    let taken = &way[start..way.len() - end];
                    filled(taken) == slots
                })
        })
    })
}

/// The slots that stand among plain parts.
fn filled(way: &[Item]) -> Vec<Slot> {
    let slots = way.iter().filter_map(|item| match item {
        Item::Slot(spec) => Some(spec.slot),
        _ => None,
    });
    slots.collect()
}

/// All ways through a template as lists of plain parts; false if there are too many.
fn spread(items: &[Item], ways: &mut Vec<Vec<Item>>) -> bool {
    for item in items {
        let branches: Vec<Vec<Item>> = match item {
            Item::Optional(inner) => vec![Vec::new(), inner.clone()],
            Item::Either(parts) => parts.clone(),
            Item::AnyOrder(parts) => match &parts[..] {
                [a, b] => vec![[&a[..], b].concat(), [&b[..], a].concat()],
                _ => return false,
            },
            plain => {
                ways.iter_mut().for_each(|way| way.push(plain.clone()));
                continue;
            }
        };
        let mut all = Vec::new();
        for branch in branches {
            let mut copies = ways.clone();
            if !spread(&branch, &mut copies) {
                return false;
            }
            all.extend(copies);
            if all.len() > WAYS {
                return false;
            }
        }
        *ways = all;
    }
    true
}

/// How many plain parts can be left once the template has matched from the first of them.
fn rests(wide: &[Item], way: &[Item], extractor: &Extractor) -> Vec<usize> {
    let Some((first, after)) = wide.split_first() else {
        return vec![way.len()];
    };
    let then = |items: &[Item], way: &[Item]| rests(&[items, after].concat(), way, extractor);
    match first {
        Item::Optional(inner) => {
            let mut out = then(inner, way);
            out.extend(then(&[], way));
            out
        }
        Item::Either(parts) => parts.iter().flat_map(|part| then(part, way)).collect(),
        Item::AnyOrder(parts) => match &parts[..] {
            [a, b] => {
                let mut out = then(&[&a[..], b].concat(), way);
                out.extend(then(&[&b[..], a].concat(), way));
                out
            }
            _ => Vec::new(),
        },
        Item::Gap(most) => {
            let mut out = Vec::new();
            match way.first() {
                Some(Item::Gap(n)) if n <= most => out.extend(rests(after, &way[1..], extractor)),
                _ => {}
            }
            for taken in 0..=usize::from(*most).min(way.len()) {
                let plain = |item: &Item| matches!(item, Item::Lexeme(..));
                if way[..taken].iter().all(plain) {
                    out.extend(rests(after, &way[taken..], extractor));
                }
            }
            out
        }
        plain => match way.split_first() {
            Some((item, rest)) if takes(plain, item, extractor) => rests(after, rest, extractor),
            _ => Vec::new(),
        },
    }
}

fn takes(wide: &Item, narrow: &Item, extractor: &Extractor) -> bool {
    match (wide, narrow) {
        (Item::Word(a, exact), Item::Word(b, other)) => {
            a == b && (exact.is_none() || exact == other)
        }
        (Item::Lexeme(a, _), Item::Lexeme(b, _)) => lexeme(a, b, extractor),
        (Item::Slot(a), Item::Slot(b)) => slot(a, b),
        (Item::Start, Item::Start) | (Item::End, Item::End) => true,
        _ => false,
    }
}
