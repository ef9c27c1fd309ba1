//! Whether the examples of a rule prove it, as far as can be said without running it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::template::{NodeKind, Sign};

use super::super::set::{Rule, RuleSet, Template};
use super::inside;

/// Reports slots that no example fills and rules without a negative example.
pub(super) fn examples(set: &RuleSet, faults: &mut Diagnostics) {
    for rule in &set.rules {
        negative(rule, faults);
        filled(rule, faults);
    }
}

fn negative(rule: &Rule, faults: &mut Diagnostics) {
    if rule
        .examples
        .iter()
        .any(|example| example.sign == Sign::Silent)
    {
        return;
    }
    let message = format!("the rule `{}` has no negative example", rule.id);
    let fault = Diagnostic::new(Code::P043, &rule.file, rule.span.clone(), message);
    faults.push(fault.hint("add a sentence that looks alike but must not fire: `- …`"));
}

fn filled(rule: &Rule, faults: &mut Diagnostics) {
    let mut wanted: BTreeMap<&str, (&Template, std::ops::Range<usize>)> = BTreeMap::new();
    let frames = rule.frames.iter().map(|frame| &frame.template);
    for template in frames.chain(&rule.templates) {
        template.node.walk(&mut |node| {
            if let NodeKind::Slot {
                name: Some(name), ..
            } = &node.kind
            {
                wanted.entry(name).or_insert((template, node.span.clone()));
            }
        });
    }
    let proofs = rule
        .examples
        .iter()
        .filter(|example| example.sign != Sign::Silent);
    for slot in proofs.flat_map(|example| &example.slots) {
        wanted.remove(slot.name.as_str());
    }
    for (name, (template, span)) in wanted {
        let message = format!("no example of `{}` fills the slot `{name}`", rule.id);
        let fault = inside(template, span, Code::P041, message);
        faults.push(fault.hint(format!("add an example with `<{name} …>`")));
    }
}
