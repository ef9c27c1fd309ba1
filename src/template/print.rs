//! Writes a tree as canonical text.

use super::tree::{Node, NodeKind};

/// The canonical text of a template: single spaces, default gaps without their number.
///
/// Reading it again gives the same tree, spans aside.
pub fn print(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Word { text, exact } => {
            if *exact {
                out.push('=');
            }
            out.push_str(text);
        }
        NodeKind::Start => out.push('^'),
        NodeKind::End => out.push('$'),
        NodeKind::Lexeme {
            name,
            form,
            trigger,
        } => {
            out.push('{');
            if *trigger {
                out.push('!');
            }
            out.push_str(name);
            if let Some(form) = form {
                out.push('.');
                out.push_str(form.as_str());
            }
            out.push('}');
        }
        NodeKind::Slot { name, types } => {
            out.push('<');
            out.push_str(name.as_deref().unwrap_or("_"));
            if !types.is_empty() {
                out.push(':');
                out.push_str(&types.join("|"));
            }
            out.push('>');
        }
        NodeKind::Gap(6) => out.push_str("..."),
        NodeKind::Gap(n) => out.push_str(&format!("...{n}")),
        NodeKind::Macro { name, argument } => {
            out.push('@');
            out.push_str(name);
            if let Some(argument) = argument {
                out.push('(');
                inside(argument, out);
                out.push(')');
            }
        }
        NodeKind::Sequence(nodes) => join(nodes, " ", out),
        NodeKind::Optional(node) => {
            out.push('[');
            inside(node, out);
            out.push(']');
        }
        NodeKind::Either(_) | NodeKind::AnyOrder(_) => {
            out.push('(');
            inside(node, out);
            out.push(')');
        }
    }
}

/// Writes what stands between brackets: alternatives need no brackets of their own there.
fn inside(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Either(nodes) => join(nodes, " | ", out),
        NodeKind::AnyOrder(nodes) => join(nodes, " ; ", out),
        _ => write(node, out),
    }
}

fn join(nodes: &[Node], between: &str, out: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        write(node, out);
    }
}
