//! Whether a template can ever be reached.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::template::{Node, NodeKind, print};
use crate::text::{Vocabulary, tokenize};

use super::super::set::{RuleSet, Template};
use super::inside;

/// Reports words that the tokeniser splits and templates that repeat another.
pub(super) fn reachability(set: &RuleSet, faults: &mut Diagnostics) {
    let vocabulary = Vocabulary::default();
    for template in set.all_templates().chain(&set.macro_templates) {
        template.written.walk(&mut |node| {
            if let NodeKind::Word { text, exact: false } = &node.kind
                && text.chars().all(|c| "*+?\\".contains(c))
            {
                let message = format!("`{text}` is no sign of templates");
                let fault = inside(template, node.span.clone(), Code::P020, message);
                faults.push(fault.hint(format!(
                    "`[x]` may stand there or not, `(x | y)` is either, `...` a gap; for the character itself write `={text}`"
                )));
            } else if let NodeKind::Word { text, .. } = &node.kind {
                split(text, node, template, &vocabulary, faults);
            }
        });
    }
    shadowed(set, faults);
}

/// Reports words that are a name of a gazetteer.
///
/// `name` says which name, if any, a run of words is (or the same words in other spelling).
pub fn literal_names(set: &RuleSet, name: &dyn Fn(&str) -> Option<String>) -> Diagnostics {
    let mut faults = set.diagnostics();
    for template in set.all_templates().chain(&set.macro_templates) {
        template.written.walk(&mut |node| {
            let single = std::slice::from_ref(node);
            let items = match &node.kind {
                NodeKind::Sequence(items) => &items[..],
                _ => single,
            };
            let mut start = 0;
            while start < items.len() {
                let words: Vec<&str> = items[start..].iter().map_while(word).collect();
                let run = (1..=words.len())
                    .rev()
                    .find_map(|n| Some((n, name(&words[..n].join(" "))?)));
                let Some((n, entry)) = run else {
                    start += 1;
                    continue;
                };
                let span = items[start].span.start..items[start + n - 1].span.end;
                let message = format!(
                    "`{}` is the name {entry} of the gazetteers",
                    words[..n].join(" ")
                );
                let fault = inside(template, span, Code::P031, message);
                faults
                    .push(fault.hint("a slot such as `<_:place>` finds its other spellings, too"));
                start += n;
            }
        });
    }
    faults.sort();
    faults
}

fn word(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Word { text, .. } => Some(text),
        _ => None,
    }
}

fn split(
    text: &str,
    node: &Node,
    template: &Template,
    vocabulary: &Vocabulary,
    faults: &mut Diagnostics,
) {
    // A clitic is a token of its own only behind a word.
    let clitic = text.starts_with(['\'', '\u{2019}']) || text.eq_ignore_ascii_case("n't");
    let host = if clitic {
        format!("x{text}")
    } else {
        text.to_owned()
    };
    let tokens = tokenize(&host, vocabulary);
    let parts: Vec<&str> = tokens
        .iter()
        .filter_map(|t| host.get(t.start as usize..t.end as usize))
        .skip(usize::from(clitic && tokens.len() > 1))
        .collect();
    // Hyphens and clitics are split in the template as in a text.
    let inner = text.chars().any(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-'’".contains(c));
    if parts.len() != 1 && !(inner && parts.len() > 1) {
        let message = match parts.len() {
            0 => format!("no token of a text is `{text}`"),
            _ => format!("no token of a text is `{text}`: it is split"),
        };
        let fault = inside(template, node.span.clone(), Code::P030, message);
        let hint = (!parts.is_empty()).then(|| format!("write `{}`", parts.join(" ")));
        faults.push(fault.maybe_hint(hint));
    }
}

/// Reports templates that are equal to an earlier one of the same event type.
fn shadowed(set: &RuleSet, faults: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, Option<&str>, bool, String), &Template> = BTreeMap::new();
    for rule in &set.rules {
        let frames = rule.frames.iter().map(|frame| (true, &frame.template));
        let own = rule.templates.iter().map(|template| (false, template));
        for (frame, template) in frames.chain(own) {
            let mode = rule.mode.as_ref().map(|mode| mode.as_str());
            let key = (rule.event.as_str(), mode, frame, print(&template.node));
            if let Some(first) = seen.get(&key) {
                let message = format!("the same template for `{}` a second time", rule.event);
                let fault = inside(template, template.node.span.clone(), Code::P032, message);
                let span = first.text.span.clone();
                faults.push(fault.related(&first.text.file, span, "it never wins over this one"));
            } else {
                seen.insert(key, template);
            }
        }
    }
}
