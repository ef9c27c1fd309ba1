//! Whether templates have a sound shape.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::lexicon::CLOSED;
use crate::template::{Form, Node, NodeKind};

use super::super::set::{Pos, RuleSet, Template};
use super::inside;

/// How many units a template may unfold into.
const MAX_SIZE: usize = 4_000;

/// Reports templates that cannot work.
pub(crate) fn shape(set: &RuleSet, faults: &mut Diagnostics) {
    for template in set.all_templates().chain(&set.macro_templates) {
        any_order(template, faults);
        formless(set, template, faults);
        if size(&template.node) > MAX_SIZE {
            let message = format!("a template of more than {MAX_SIZE} parts");
            let fault = inside(template, template.node.span.clone(), Code::P025, message);
            faults.push(fault.hint("split it; each way through `( ; )` counts"));
        }
    }
    for rule in &set.rules {
        for template in rule
            .frames
            .iter()
            .map(|f| &f.template)
            .chain(&rule.templates)
        {
            slots_once(template, faults);
        }
        for template in &rule.templates {
            edges(template, faults);
            if empty(template, faults) {
                continue;
            }
            if !always(&template.node, &|kind| {
                matches!(kind, NodeKind::Lexeme { .. } | NodeKind::Word { .. })
            }) {
                let message = "a template without a trigger".to_owned();
                let fault = inside(template, template.node.span.clone(), Code::P022, message);
                faults.push(fault.hint("each way through it needs a `{lexicon}`"));
            } else if !always(&template.node, &|kind| match kind {
                NodeKind::Word { text, .. } => !function_word(text),
                kind => matches!(kind, NodeKind::Lexeme { .. }),
            }) {
                let message = "a template that hangs on a function word".to_owned();
                let mut fault = inside(template, template.node.span.clone(), Code::P022, message);
                fault.severity = Severity::Warning;
                faults.push(fault.hint("it is tried in almost every sentence; add a `{lexicon}`"));
            }
        }
        for unless in &rule.unless {
            empty(&unless.template, faults);
            edges(&unless.template, faults);
        }
    }
    for template in set.contexts.iter().flat_map(|context| &context.templates) {
        empty(template, faults);
        edges(template, faults);
        slots_once(template, faults);
    }
}

/// Reports optional parts at the edge of a template that fill nothing.
pub(super) fn useless(set: &RuleSet, faults: &mut Diagnostics) {
    for template in set.rules.iter().flat_map(|rule| &rule.templates) {
        let items = match &template.node.kind {
            NodeKind::Sequence(items) => &items[..],
            _ => continue,
        };
        let edge = |node: &&Node| {
            matches!(node.kind, NodeKind::Optional(_))
                && !any(node, &|kind| {
                    matches!(
                        kind,
                        NodeKind::Slot { name: Some(_), .. } | NodeKind::Start | NodeKind::End
                    )
                })
        };
        let ends = [(items.first(), "start"), (items.last(), "end")];
        for (node, name) in ends {
            if let Some(node) = node.filter(edge) {
                let message = format!("an optional part at the {name} changes nothing");
                let fault = inside(template, node.span.clone(), Code::P024, message);
                faults.push(fault.hint("remove it: the template matches without it"));
            }
        }
    }
}

fn any(node: &Node, test: &impl Fn(&NodeKind) -> bool) -> bool {
    test(&node.kind) || node.children().iter().any(|child| any(child, test))
}

/// Whether every way through the node passes a part that fulfils `test`.
fn always(node: &Node, test: &impl Fn(&NodeKind) -> bool) -> bool {
    match &node.kind {
        NodeKind::Sequence(nodes) | NodeKind::AnyOrder(nodes) => {
            nodes.iter().any(|node| always(node, test))
        }
        NodeKind::Either(nodes) => !nodes.is_empty() && nodes.iter().all(|n| always(n, test)),
        NodeKind::Optional(_) => false,
        kind => test(kind),
    }
}

/// Reports a template that matches no words, or none at all.
fn empty(template: &Template, faults: &mut Diagnostics) -> bool {
    let solid = |kind: &NodeKind| {
        matches!(
            kind,
            NodeKind::Word { .. }
                | NodeKind::Lexeme { .. }
                | NodeKind::Slot { .. }
                // An unknown macro is reported elsewhere.
                | NodeKind::Macro { .. }
        )
    };
    if !always(&template.node, &solid) {
        let message = "a template that matches without a word".to_owned();
        let fault = inside(template, template.node.span.clone(), Code::P021, message);
        faults.push(fault.hint("take one part out of its `[ ]`"));
        return true;
    }
    let mut bad: Vec<Range<usize>> = Vec::new();
    anchors(&template.node, true, true, &mut bad);
    for span in &bad {
        let message = "a sentence edge inside a template: it never matches".to_owned();
        let fault = inside(template, span.clone(), Code::P021, message);
        faults.push(fault.hint("`^` stands first, `$` stands last"));
    }
    !bad.is_empty()
}

/// Collects edges with words on their far side.
fn anchors(node: &Node, first: bool, last: bool, bad: &mut Vec<Range<usize>>) {
    match &node.kind {
        NodeKind::Start if !first => bad.push(node.span.clone()),
        NodeKind::End if !last => bad.push(node.span.clone()),
        NodeKind::Sequence(nodes) => {
            let edge = |node: &Node| matches!(node.kind, NodeKind::Start | NodeKind::End);
            for (at, node) in nodes.iter().enumerate() {
                let first = first && nodes[..at].iter().all(edge);
                let last = last && nodes[at + 1..].iter().all(edge);
                anchors(node, first, last, bad);
            }
        }
        NodeKind::AnyOrder(nodes) => nodes.iter().for_each(|n| anchors(n, false, false, bad)),
        NodeKind::Either(nodes) => nodes.iter().for_each(|n| anchors(n, first, last, bad)),
        NodeKind::Optional(node) => anchors(node, first, last, bad),
        _ => {}
    }
}

/// Whether a word belongs to grammar and stands in any text.
fn function_word(text: &str) -> bool {
    let text = text.to_lowercase();
    CLOSED
        .iter()
        .any(|(_, words)| words.split(' ').any(|word| word == text))
}

/// Reports gaps at the edges.
fn edges(template: &Template, faults: &mut Diagnostics) {
    let node = &template.node;
    for (last, name) in [(false, "start"), (true, "end")] {
        if let Some(span) = gap_at(node, last) {
            let message = format!("a gap at the {name} of a template");
            let fault = inside(template, span, Code::P023, message);
            faults.push(fault.hint("remove it: a match may start and end anywhere"));
        }
    }
}

fn gap_at(node: &Node, last: bool) -> Option<Range<usize>> {
    match &node.kind {
        NodeKind::Gap(_) => Some(node.span.clone()),
        NodeKind::Sequence(nodes) => gap_at(if last { nodes.last() } else { nodes.first() }?, last),
        NodeKind::Either(nodes) | NodeKind::AnyOrder(nodes) => {
            nodes.iter().find_map(|node| gap_at(node, last))
        }
        NodeKind::Optional(node) => gap_at(node, last),
        _ => None,
    }
}

fn any_order(template: &Template, faults: &mut Diagnostics) {
    template.node.walk(&mut |node| {
        if let NodeKind::AnyOrder(nodes) = &node.kind {
            for node in nodes {
                node.walk(&mut |inner| {
                    if matches!(inner.kind, NodeKind::Gap(_)) {
                        let message = "a gap inside parts of any order".to_owned();
                        let span = inner.span.clone();
                        let fault = inside(template, span, Code::P028, message);
                        faults.push(fault.hint("write the orders out: `(x ... y | y ... x)`"));
                    }
                });
            }
        }
    });
}

/// Reports a form that no entry of the lexicon has.
fn formless(set: &RuleSet, template: &Template, faults: &mut Diagnostics) {
    template.written.walk(&mut |node| {
        let NodeKind::Lexeme { name, form, .. } = &node.kind else {
            return;
        };
        let Some(lexicon) = set.lexicon(name) else {
            return;
        };
        let wanted = form.map(|form| match form {
            Form::Noun | Form::Singular | Form::Plural => Pos::Noun,
            Form::Adjective => Pos::Adjective,
            _ => Pos::Verb,
        });
        let fits = |pos| wanted.is_none_or(|wanted| wanted == pos);
        if set.entries(name).any(|(_, entry)| fits(entry.pos)) {
            return;
        }
        let message = match wanted {
            None => format!("the lexicon `{name}` is empty"),
            Some(Pos::Noun) => format!("the lexicon `{name}` has no nouns"),
            Some(Pos::Adjective) => format!("the lexicon `{name}` has no adjectives"),
            Some(_) => format!("the lexicon `{name}` has no verbs"),
        };
        let fault = inside(template, node.span.clone(), Code::P021, message);
        let place = lexicon.name.span.clone();
        faults.push(fault.related(&lexicon.name.file, place, "defined here"));
    });
}

fn size(node: &Node) -> usize {
    let sum = |nodes: &[Node]| nodes.iter().map(size).fold(0, usize::saturating_add);
    match &node.kind {
        NodeKind::Gap(n) => usize::from(*n),
        NodeKind::AnyOrder(nodes) => {
            let orders: usize = (1..=nodes.len().min(8)).product();
            sum(nodes).saturating_mul(orders)
        }
        _ => 1 + sum(node.children()),
    }
}

/// Reports a slot that two parts of one way through the template fill.
fn slots_once(template: &Template, faults: &mut Diagnostics) {
    let mut found = Vec::new();
    slots(&template.node, &mut found);
    // Two sides of one deed: "A met with B" fills `actors` twice.
    for (name, first, second) in found
        .into_iter()
        .filter(|(name, ..)| !matches!(name.as_str(), "actors" | "recipients" | "content"))
    {
        let message = format!("the slot `{name}` stands twice on one way through the template");
        let file = &template.text.file;
        let fault = inside(template, second, Code::P027, message);
        faults.push(fault.related(file, template.text.locate(first), "first here"));
    }
}

type Twice = (String, Range<usize>, Range<usize>);

/// The slots that some way through a node fills, with their places.
fn slots(node: &Node, twice: &mut Vec<Twice>) -> BTreeMap<String, Range<usize>> {
    match &node.kind {
        NodeKind::Slot {
            name: Some(name), ..
        } => BTreeMap::from([(name.clone(), node.span.clone())]),
        NodeKind::Either(nodes) => {
            let mut all = BTreeMap::new();
            for node in nodes {
                for (name, span) in slots(node, twice) {
                    all.entry(name).or_insert(span);
                }
            }
            all
        }
        _ => {
            let mut all: BTreeMap<String, Range<usize>> = BTreeMap::new();
            for node in node.children() {
                for (name, span) in slots(node, twice) {
                    match all.get(&name) {
                        Some(first) => twice.push((name, first.clone(), span)),
                        None => {
                            all.insert(name, span);
                        }
                    }
                }
            }
            all
        }
    }
}
