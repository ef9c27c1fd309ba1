//! Unfolds macros, tree into tree.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tree::{Node, NodeKind};

/// Macro names and their bodies.
pub type Macros = BTreeMap<String, Node>;

/// Why a macro cannot be unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroError {
    /// Bytes of the template.
    pub span: Range<usize>,
    /// The macro.
    pub name: String,
    /// Whether it contains itself; otherwise it does not exist.
    pub cycle: bool,
    /// Whether the result is larger than any template may be.
    pub large: bool,
}

/// How many parts a template may have once its macros are unfolded.
const MAX_PARTS: usize = 20_000;
/// How deep macros may stand in macros.
const MAX_DEPTH: usize = 16;

/// Unfolds all macros of a template. `@_` in a macro's body becomes the argument of the call, which
/// keeps its own spans; all else from the body gets the span of the call.
pub fn expand(node: &Node, macros: &Macros) -> Result<Node, Vec<MacroError>> {
    let mut expander = Expander {
        macros,
        open: Vec::new(),
        parts: 0,
        errors: Vec::new(),
    };
    let node = expander.unfold(node, None);
    if expander.errors.is_empty() {
        Ok(node)
    } else {
        Err(expander.errors)
    }
}

struct Expander<'a> {
    macros: &'a Macros,
    open: Vec<&'a str>,
    parts: usize,
    errors: Vec<MacroError>,
}

impl<'a> Expander<'a> {
    fn unfold(&mut self, node: &Node, argument: Option<&Node>) -> Node {
        let span = node.span.clone();
        self.parts += 1;
        let kind = match &node.kind {
            NodeKind::Macro {
                name,
                argument: given,
            } => {
                if name == "_" {
                    let empty = Node {
                        kind: NodeKind::Sequence(Vec::new()),
                        span,
                    };
                    self.parts += argument.map_or(0, size);
                    if self.parts > MAX_PARTS {
                        self.fail(name, &node.span, false, true);
                        return empty;
                    }
                    return argument.cloned().unwrap_or(empty);
                }
                let given = given.as_ref().map(|node| self.unfold(node, argument));
                return self.call(name, given.as_ref(), &span);
            }
            NodeKind::Sequence(nodes) => {
                return Node::sequence(self.all(nodes, argument), span);
            }
            NodeKind::Optional(node) => NodeKind::Optional(Box::new(self.unfold(node, argument))),
            NodeKind::Either(nodes) => NodeKind::Either(self.all(nodes, argument)),
            NodeKind::AnyOrder(nodes) => NodeKind::AnyOrder(self.all(nodes, argument)),
            kind => kind.clone(),
        };
        Node { kind, span }
    }

    fn all(&mut self, nodes: &[Node], argument: Option<&Node>) -> Vec<Node> {
        nodes
            .iter()
            .map(|node| self.unfold(node, argument))
            .collect()
    }

    fn call(&mut self, name: &str, argument: Option<&Node>, span: &Range<usize>) -> Node {
        let empty = Node {
            kind: NodeKind::Sequence(Vec::new()),
            span: span.clone(),
        };
        let entry = self.macros.get_key_value(name);
        let cycle = self.open.contains(&name);
        let large = self.parts > MAX_PARTS || self.open.len() >= MAX_DEPTH;
        let Some((key, body)) = entry.filter(|_| !cycle && !large) else {
            self.fail(name, span, cycle, large);
            return empty;
        };
        self.open.push(key);
        // The body's own spans are of another text; the argument's are kept apart until the end.
        let body = body.clone().at(span);
        let node = self.unfold(&body, argument);
        self.open.pop();
        node
    }

    fn fail(&mut self, name: &str, span: &Range<usize>, cycle: bool, large: bool) {
        let error = MacroError {
            span: span.clone(),
            name: name.to_owned(),
            cycle,
            large,
        };
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }
}

fn size(node: &Node) -> usize {
    let mut n = 0;
    node.walk(&mut |_| n += 1);
    n
}
