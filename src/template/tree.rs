//! The parts of a template.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A part of a template and where it stands in the text of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Bytes of the template; inside an unfolded macro, those of the call.
    pub span: Range<usize>,
}

/// What a part of a template is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A word or punctuation mark that stands in the text as it is.
    Word {
        /// The word as it is written.
        text: String,
        /// Whether upper and lower case matter (`=AQIM`).
        exact: bool,
    },
    /// `^`: the sentence starts here.
    Start,
    /// `$`: the sentence ends here.
    End,
    /// `{attack.v}`: an entry of a lexicon.
    Lexeme {
        /// The lexicon.
        name: String,
        /// The form that it must have, or any.
        form: Option<Form>,
        /// Whether `!` marks it as the trigger.
        trigger: bool,
    },
    /// `<actors:military>`: a group that fills a slot.
    Slot {
        /// The slot; nothing for `<_>`, which is checked and discarded.
        name: Option<String>,
        /// The types that may fill it; the slot's own if empty.
        types: Vec<String>,
    },
    /// `...`: at most so many units, fewest first.
    Gap(u8),
    /// `@name` or `@name(argument)`; `@_` is the argument inside a macro.
    Macro {
        /// The macro.
        name: String,
        /// What stands in its brackets.
        argument: Option<Box<Node>>,
    },
    /// One after the other.
    Sequence(Vec<Node>),
    /// `[x]`: there or not.
    Optional(Box<Node>),
    /// `(x | y)`: one of them.
    Either(Vec<Node>),
    /// `(x ; y)`: all of them, in any order.
    AnyOrder(Vec<Node>),
}

/// A grammatical form of a lexicon entry. Tense, mood and polarity are no forms: they are read off
/// the verb group that the entry heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Form {
    /// `.v`: head of an active verb group in any tense, of an infinitive or of a gerund.
    Verb,
    /// `.passive`: head of a passive verb group, or a participle in a passive sense.
    Passive,
    /// `.pp`: a bare past participle.
    Participle,
    /// `.ing`: the form in -ing.
    Ing,
    /// `.inf`: the infinitive.
    Infinitive,
    /// `.n`: the noun, in singular or plural.
    Noun,
    /// `.sg`: the noun in the singular.
    Singular,
    /// `.pl`: the noun in the plural.
    Plural,
    /// `.a`: the adjective.
    Adjective,
}

impl Form {
    /// Every form with the letters that follow the full stop.
    pub const ALL: &[(&str, Form)] = &[
        ("v", Form::Verb),
        ("passive", Form::Passive),
        ("pp", Form::Participle),
        ("ing", Form::Ing),
        ("inf", Form::Infinitive),
        ("n", Form::Noun),
        ("sg", Form::Singular),
        ("pl", Form::Plural),
        ("a", Form::Adjective),
    ];

    /// The form that is written so.
    pub fn parse(text: &str) -> Option<Form> {
        Form::ALL
            .iter()
            .find(|(name, _)| *name == text)
            .map(|&(_, form)| form)
    }

    /// How it is written.
    pub fn as_str(self) -> &'static str {
        Form::ALL
            .iter()
            .find(|&&(_, form)| form == self)
            .map_or("", |&(name, _)| name)
    }
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Bytes of the template.
    pub span: Range<usize>,
    /// What kind of error it is.
    pub kind: SyntaxKind,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What kind of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxKind {
    /// It cannot be read.
    Syntax,
    /// A form that does not exist.
    Form,
    /// `|` and `;` mixed.
    Mixed,
}

impl Node {
    /// Its direct parts.
    pub fn children(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence(nodes) | NodeKind::Either(nodes) | NodeKind::AnyOrder(nodes) => {
                nodes
            }
            NodeKind::Optional(node) => std::slice::from_ref(&**node),
            NodeKind::Macro {
                argument: Some(node),
                ..
            } => std::slice::from_ref(&**node),
            _ => &[],
        }
    }

    /// Calls `visit` for this part and every part in it, in the order of the text.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Puts parts one after the other; sequences in sequences are laid flat.
    pub fn sequence(nodes: Vec<Node>, span: Range<usize>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node.kind {
                NodeKind::Sequence(inner) => flat.extend(inner),
                _ => flat.push(node),
            }
        }
        match flat.pop() {
            Some(only) if flat.is_empty() => only,
            Some(last) => {
                flat.push(last);
                Node {
                    kind: NodeKind::Sequence(flat),
                    span,
                }
            }
            None => Node {
                kind: NodeKind::Sequence(flat),
                span,
            },
        }
    }

    /// The same tree with every span set to `span`.
    pub fn at(mut self, span: &Range<usize>) -> Node {
        self.span = span.clone();
        match &mut self.kind {
            NodeKind::Sequence(nodes) | NodeKind::Either(nodes) | NodeKind::AnyOrder(nodes) => {
                for node in nodes {
                    *node = std::mem::replace(node, EMPTY).at(span);
                }
            }
            NodeKind::Optional(node)
            | NodeKind::Macro {
                argument: Some(node),
                ..
            } => {
                **node = std::mem::replace(&mut **node, EMPTY).at(span);
            }
            _ => {}
        }
        self
    }
}

const EMPTY: Node = Node {
    kind: NodeKind::Start,
    span: 0..0,
};
