//! Finds the grammatical role of each part of a frame.
//!
//! In comes the tree of a template; out goes a [`FrameRoles`], or every part without a role. It
//! never looks into a lexicon.

use super::frame::{
    FrameComplement, FrameError, FrameLexeme, FramePrep, FrameRoles, FrameSlot, FrameWord,
};
use crate::diagnostic::Code;
use crate::template::{Node, NodeKind};

/// Finds the grammatical role of every part; on failure, all faults.
pub fn frame_roles(node: &Node) -> Result<FrameRoles, Vec<FrameError>> {
    let only = std::slice::from_ref(node);
    let items = if let NodeKind::Sequence(items) = &node.kind {
        items
    } else {
        only
    };
    let lexeme = |marked: bool| {
        items.iter().position(|item| match item.kind {
            NodeKind::Lexeme { trigger, .. } => trigger || !marked,
            _ => false,
        })
    };
    let Some(at) = lexeme(true).or_else(|| lexeme(false)) else {
        let message = "a frame without a trigger".to_owned();
        let hint = Some("name a lexicon outside brackets: `<actors> {attack} <recipients>`".into());
        return Err(vec![FrameError {
            code: Code::P022,
            span: node.span.clone(),
            message,
            hint,
        }]);
    };
    let NodeKind::Lexeme { name, form, .. } = &items[at].kind else {
        return Err(Vec::new());
    };
    let mut builder = Builder {
        tree: FrameRoles {
            subject: None,
            trigger: FrameLexeme {
                name: name.clone(),
                form: *form,
                span: items[at].span.clone(),
            },
            words: Vec::new(),
            objects: Vec::new(),
            preps: Vec::new(),
            complements: Vec::new(),
            lexemes: Vec::new(),
        },
        errors: Vec::new(),
    };
    builder.subject(&items[..at]);
    builder.rest(&items[at + 1..]);
    if builder.errors.is_empty() {
        Ok(builder.tree)
    } else {
        Err(builder.errors)
    }
}

/// Prepositions of several words that need no brackets.
const COMPOUND: &[&str] = &[
    "because of",
    "in exchange for",
    "in return for",
    "in front of",
    "on behalf of",
    "out of",
    "as part of",
    "in response to",
    "in retaliation for",
    "along with",
    "together with",
    "with the help of",
    "in connection with",
];

struct Builder {
    tree: FrameRoles,
    errors: Vec<FrameError>,
}

impl Builder {
    fn error(&mut self, node: &Node, message: &str, hint: &str) {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        let (span, message) = (node.span.clone(), message.to_owned());
        self.errors.push(FrameError {
            code: Code::P029,
            span,
            message,
            hint,
        });
    }

    fn subject(&mut self, items: &[Node]) {
        for item in items {
            let slot = match &item.kind {
                NodeKind::Optional(inner) => slot(inner, false),
                _ => slot(item, true),
            };
            match slot {
                Some(slot) if self.tree.subject.is_none() => self.tree.subject = Some(slot),
                Some(_) => self.error(item, "a second subject", "write it as a `match`"),
                None => {
                    let hint = "before the trigger stands one slot; write the rest as a `match`";
                    self.error(item, "this has no role before the trigger", hint);
                }
            }
        }
    }

    fn rest(&mut self, items: &[Node]) {
        let mut at = 0;
        while at < items.len() {
            let item = &items[at];
            at += 1;
            match &item.kind {
                NodeKind::Slot { .. } => self.object(item, true),
                NodeKind::Optional(inner) => self.optional(inner),
                NodeKind::Word { .. } => {
                    let start = at - 1;
                    while items
                        .get(at)
                        .is_some_and(|n| matches!(n.kind, NodeKind::Word { .. }))
                    {
                        at += 1;
                    }
                    let words: Vec<&str> = items[start..at].iter().filter_map(word).collect();
                    match items.get(at).and_then(|node| slot(node, true)) {
                        Some(slot) => {
                            at += 1;
                            let cut = compound(&words);
                            self.fixed(&words[..cut], true);
                            self.argument(vec![words[cut..].join(" ")], slot);
                        }
                        None => self.fixed(&words, true),
                    }
                }
                NodeKind::Either(branches) => {
                    let slot = items.get(at).and_then(|node| slot(node, true));
                    match (phrases(branches), slot) {
                        (Some(words), Some(slot)) => {
                            at += 1;
                            self.argument(words, slot);
                        }
                        (Some(words), None)
                            if items
                                .get(at)
                                .is_some_and(|n| matches!(n.kind, NodeKind::Lexeme { .. })) =>
                        {
                            let words: Vec<&str> = words.iter().map(String::as_str).collect();
                            self.fixed(&words[..1], false);
                        }
                        (_, _) => {
                            let hint = "write `(with | by) <slot>`, or several frames, one a line";
                            self.error(item, "alternatives without a role in the frame", hint);
                        }
                    }
                }
                NodeKind::Lexeme { name, form, .. } => self.tree.lexemes.push(FrameLexeme {
                    name: name.clone(),
                    form: *form,
                    span: item.span.clone(),
                }),
                _ => self.no_role(item),
            }
        }
    }

    fn no_role(&mut self, node: &Node) {
        let (message, hint) = match &node.kind {
            NodeKind::Gap(_) => ("a gap in a frame", "arguments may stand apart; remove it"),
            NodeKind::AnyOrder(_) => (
                "parts in any order in a frame",
                "prepositional parts have free order; remove `;`",
            ),
            NodeKind::Start | NodeKind::End => {
                ("a sentence edge in a frame", "write it as a `match`")
            }
            _ => ("this has no role in a frame", "write it as a `match`"),
        };
        self.error(node, message, hint);
    }

    /// What stands in `[ ]`: an object, a preposition with its slot, or fixed words.
    fn optional(&mut self, inner: &Node) {
        let only = std::slice::from_ref(inner);
        let items = if let NodeKind::Sequence(items) = &inner.kind {
            items
        } else {
            only
        };
        let (last, front) = match items.split_last() {
            Some(split) => split,
            None => return,
        };
        let words: Vec<&str> = items.iter().map_while(word).collect();
        if words.len() == items.len() {
            return self.fixed(&words, false);
        }
        if let Some(slot) = slot(last, false) {
            if front.is_empty() {
                return self.object(last, false);
            }
            if words.len() == front.len() {
                return self.argument(vec![words.join(" ")], slot);
            }
            if let [one] = front
                && let NodeKind::Either(branches) = &one.kind
                && let Some(words) = phrases(branches)
            {
                return self.argument(words, slot);
            }
        }
        let hint = "brackets hold one part: `[with <instruments>] [in <place>]`";
        self.error(inner, "more than one part in the brackets", hint);
    }

    fn object(&mut self, node: &Node, required: bool) {
        let Some(slot) = slot(node, required) else {
            return;
        };
        if is_tail(&slot) {
            self.tree.complements.push(FrameComplement {
                words: Vec::new(),
                slot,
            });
        } else if self.tree.objects.len() == 2 {
            self.error(node, "a third object", "give it a preposition");
        } else {
            self.tree.objects.push(slot);
        }
    }

    fn argument(&mut self, words: Vec<String>, slot: FrameSlot) {
        if is_tail(&slot) {
            self.tree.complements.push(FrameComplement { words, slot });
        } else {
            self.tree.preps.push(FramePrep { words, slot });
        }
    }

    fn fixed(&mut self, words: &[&str], required: bool) {
        if !words.is_empty() {
            let after = self.tree.objects.len();
            self.tree.words.push(FrameWord {
                text: words.join(" "),
                required,
                after,
            });
        }
    }
}

fn is_tail(slot: &FrameSlot) -> bool {
    let content = slot.types.is_empty() && slot.name.as_deref() == Some("content");
    content || slot.types.iter().any(|t| t == "tail")
}

fn word(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Word { text, .. } => Some(text),
        _ => None,
    }
}

fn slot(node: &Node, required: bool) -> Option<FrameSlot> {
    match &node.kind {
        NodeKind::Slot { name, types } => Some(FrameSlot {
            name: name.clone(),
            types: types.clone(),
            required,
            span: node.span.clone(),
        }),
        _ => None,
    }
}

/// Branches that consist of words only.
fn phrases(branches: &[Node]) -> Option<Vec<String>> {
    let phrase = |node: &Node| match &node.kind {
        NodeKind::Word { text, .. } => Some(text.clone()),
        NodeKind::Sequence(items) => {
            let words: Option<Vec<&str>> = items.iter().map(word).collect();
            words.map(|words| words.join(" "))
        }
        _ => None,
    };
    branches.iter().map(phrase).collect()
}

/// Where the preposition at the end of some words starts.
fn compound(words: &[&str]) -> usize {
    (0..words.len())
        .find(|&at| COMPOUND.contains(&words[at..].join(" ").as_str()))
        .unwrap_or(words.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::parse;

    fn tree(text: &str) -> FrameRoles {
        frame_roles(&parse(text).unwrap()).unwrap()
    }

    #[test]
    fn finds_roles() {
        let t =
            tree("<actors> {take} <recipients> hostage in <place> [(with|using) <instruments>]");
        assert_eq!(t.subject.unwrap().name.as_deref(), Some("actors"));
        assert_eq!(t.objects.len(), 1);
        assert_eq!(
            t.words,
            [FrameWord {
                text: "hostage".into(),
                required: true,
                after: 1
            }]
        );
        assert_eq!(t.preps[0].words, ["in"]);
        assert_eq!(t.preps[1].words, ["with", "using"]);
        assert!(!t.preps[1].slot.required);
        let t = tree("[<actors>] {warn} <recipients> (of|that) <content:tail>");
        assert_eq!(t.complements[0].words, ["of", "that"]);
        assert!(!t.subject.unwrap().required);
        let t = tree("<actors> {pull} back out of <place>");
        assert_eq!(
            (t.words[0].text.as_str(), t.preps[0].words[0].as_str()),
            ("back", "out of")
        );
    }

    #[test]
    fn refuses_what_has_no_role() {
        for text in [
            "<actors> ... {a} $",
            "x {a}",
            "{a} <b> <c> <d>",
            "{a} [in <b> at <c>]",
            "<a>",
        ] {
            assert!(frame_roles(&parse(text).unwrap()).is_err(), "{text}");
        }
    }
}
