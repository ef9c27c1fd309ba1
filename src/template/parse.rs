//! Reads a template: signs and words to a tree.

use std::ops::Range;

use super::lex::{Lex, is_name, lex};
use super::tree::{Form, Node, NodeKind, SyntaxError, SyntaxKind};
use crate::diagnostic::nearest;

/// Reads a template; on failure, all its errors in order.
pub fn parse(text: &str) -> Result<Node, Vec<SyntaxError>> {
    let mut parser = Parser {
        items: lex(text),
        next: 0,
        errors: Vec::new(),
        end: text.len(),
    };
    let node = parser.alternatives(None, 0);
    if parser.errors.is_empty() {
        Ok(node)
    } else {
        parser
            .errors
            .sort_by_key(|error| (error.span.start, error.span.end));
        Err(parser.errors)
    }
}

/// A gap without a number.
const GAP: u8 = 6;
const MAX_GAP: u8 = 30;
const MAX_DEPTH: usize = 24;
const MAX_ANY_ORDER: usize = 4;

struct Parser<'a> {
    items: Vec<(Lex<'a>, Range<usize>)>,
    next: usize,
    errors: Vec<SyntaxError>,
    end: usize,
}

impl Parser<'_> {
    fn error(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.error_kind(SyntaxKind::Syntax, span, message, hint);
    }

    fn error_kind(
        &mut self,
        kind: SyntaxKind,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let hint: String = hint.into();
        let hint = (!hint.is_empty()).then_some(hint);
        self.errors.push(SyntaxError {
            span,
            kind,
            message: message.into(),
            hint,
        });
    }

    /// Reads up to the closing bracket of `open`, which is taken, or to the end.
    fn alternatives(&mut self, open: Option<(char, Range<usize>)>, depth: usize) -> Node {
        let start = open.as_ref().map_or(0, |(_, span)| span.start);
        let mut parts: Vec<Node> = Vec::new();
        let mut part: Vec<Node> = Vec::new();
        let mut separator: Option<(char, Range<usize>)> = None;
        let mut part_start = open.as_ref().map_or(0, |(_, span)| span.end);
        let mut errors = self.errors.len();
        let mut closed = false;
        let end = loop {
            let Some((lex, span)) = self.items.get(self.next).cloned() else {
                if let Some((bracket, span)) = &open {
                    let closing = if *bracket == '[' { ']' } else { ')' };
                    let message = format!("`{bracket}` is never closed");
                    self.error(
                        span.clone(),
                        message,
                        format!("add the missing `{closing}`"),
                    );
                }
                break self.end;
            };
            self.next += 1;
            match lex {
                Lex::Sign(c @ (')' | ']')) => match &open {
                    Some((bracket, _)) if (*bracket == '[') == (c == ']') => {
                        closed = true;
                        break span.end;
                    }
                    Some((bracket, opening)) => {
                        let message = format!("`{bracket}` is closed by `{c}`");
                        self.error(opening.start..span.end, message, "");
                        break span.end;
                    }
                    None => {
                        let hint = "remove it, or add the bracket that opens it";
                        self.error(span, format!("`{c}` closes nothing"), hint);
                    }
                },
                Lex::Sign(c @ ('|' | ';')) => {
                    match (&separator, &open) {
                        (_, None) => {
                            let hint = "write `(x | y)`; for a literal sign put `=` before it";
                            self.error(span.clone(), format!("`{c}` outside brackets"), hint);
                        }
                        (Some((first, at)), _) if *first != c => {
                            let span = at.start..span.end;
                            let hint = "put one of the two into brackets of its own";
                            let message = "`|` and `;` in the same brackets";
                            self.error_kind(SyntaxKind::Mixed, span, message, hint);
                        }
                        _ => {}
                    }
                    if open.is_some() {
                        let gap = part_start..span.start;
                        let sound = self.errors.len() == errors;
                        self.close_part(&mut part, &mut parts, gap, sound.then_some(c));
                        part_start = span.end;
                        errors = self.errors.len();
                        separator.get_or_insert((c, span));
                    }
                }
                lex => {
                    if let Some(node) = self.item(lex, span, depth) {
                        part.push(node);
                    }
                }
            }
        };
        let sound = self.errors.len() == errors && (closed || open.is_none());
        let sign = match (&separator, &open) {
            (Some((c, _)), _) => Some(*c),
            (None, Some(_)) => Some('['),
            (None, None) => Some(' '),
        };
        let gap = part_start..if closed { end - 1 } else { end };
        self.close_part(&mut part, &mut parts, gap, sign.filter(|_| sound));
        match separator {
            None => Node::sequence(parts, start..end),
            Some((';', _)) => {
                if parts.len() > MAX_ANY_ORDER {
                    let message = format!("{} parts in any order", parts.len());
                    self.error(
                        start..end,
                        message,
                        format!("at most {MAX_ANY_ORDER} are allowed"),
                    );
                }
                Node {
                    kind: NodeKind::AnyOrder(parts),
                    span: start..end,
                }
            }
            Some(_) => Node {
                kind: NodeKind::Either(parts),
                span: start..end,
            },
        }
    }

    /// Ends a part; `sign` says what is wrong if it is empty, unless that is known already.
    fn close_part(
        &mut self,
        part: &mut Vec<Node>,
        parts: &mut Vec<Node>,
        gap: Range<usize>,
        sign: Option<char>,
    ) {
        let nodes = std::mem::take(part);
        if let (Some(first), Some(last)) = (nodes.first(), nodes.last()) {
            let span = first.span.start..last.span.end;
            parts.push(Node::sequence(nodes, span));
            return;
        }
        match sign {
            Some('[') => self.error(gap, "empty brackets", "remove them"),
            Some(' ') => self.error(gap, "an empty template", ""),
            Some(_) => self.error(gap, "an empty alternative", "write `[x]` for `( | x)`"),
            None => {}
        }
    }

    fn item(&mut self, lex: Lex<'_>, span: Range<usize>, depth: usize) -> Option<Node> {
        let kind = match lex {
            Lex::Word { text: "", .. } => {
                self.error(span, "`=` without a word", "write `=AQIM` without a space");
                return None;
            }
            Lex::Word { text, exact } => NodeKind::Word {
                text: text.to_owned(),
                exact,
            },
            Lex::Gap(digits) => NodeKind::Gap(self.gap(digits, &span)),
            Lex::Lexeme { inside, closed } => self.lexeme(inside, closed, &span)?,
            Lex::Slot { inside, closed } => self.slot(inside, closed, &span)?,
            Lex::Macro { name, open } => {
                if name.is_empty() {
                    self.error(span.clone(), "`@` without a name", "write `@name`");
                }
                let opening = span.end.saturating_sub(1)..span.end;
                let argument = open.then(|| Box::new(self.bracket('(', opening, depth)));
                let end = argument.as_ref().map_or(span.end, |_| self.last_end());
                let kind = NodeKind::Macro {
                    name: name.to_owned(),
                    argument,
                };
                return Some(Node {
                    kind,
                    span: span.start..end,
                });
            }
            Lex::Sign('^') => NodeKind::Start,
            Lex::Sign('$') => NodeKind::End,
            Lex::Sign('(') => return Some(self.bracket('(', span, depth)),
            Lex::Sign('[') => {
                let start = span.start;
                let inner = self.bracket('[', span, depth);
                let span = start..self.last_end();
                return Some(Node {
                    kind: NodeKind::Optional(Box::new(inner)),
                    span,
                });
            }
            Lex::Sign(c) => {
                let hint = "remove it, or add the bracket that opens it";
                self.error(span, format!("`{c}` closes nothing"), hint);
                return None;
            }
        };
        Some(Node { kind, span })
    }

    /// Reads the inside of a bracket, unless brackets nest too deep.
    fn bracket(&mut self, bracket: char, span: Range<usize>, depth: usize) -> Node {
        if depth >= MAX_DEPTH {
            let hint = "use a macro or two templates";
            self.error(span.clone(), "brackets nest too deep", hint);
            self.next = self.items.len();
            return Node {
                kind: NodeKind::Sequence(Vec::new()),
                span,
            };
        }
        self.alternatives(Some((bracket, span)), depth + 1)
    }

    fn last_end(&self) -> usize {
        self.next
            .checked_sub(1)
            .and_then(|i| self.items.get(i))
            .map_or(self.end, |(_, s)| s.end)
    }

    fn gap(&mut self, digits: &str, span: &Range<usize>) -> u8 {
        if digits.is_empty() {
            return GAP;
        }
        match digits.parse::<u8>() {
            Ok(n) if (1..=MAX_GAP).contains(&n) => n,
            _ => {
                let message = format!("a gap of {digits} units");
                self.error(
                    span.clone(),
                    message,
                    format!("a gap has 1 to {MAX_GAP} units"),
                );
                GAP
            }
        }
    }

    fn lexeme(&mut self, inside: &str, closed: bool, span: &Range<usize>) -> Option<NodeKind> {
        if !closed {
            self.error(span.clone(), "`{` is never closed", "add the missing `}`");
            return None;
        }
        let (trigger, rest) = match inside.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        let (name, form) = match rest.split_once('.') {
            Some((name, form)) => (name, Some(form)),
            None => (rest, None),
        };
        if name.is_empty() || !name.chars().all(is_name) {
            let hint = "write `{lexicon}` or `{lexicon.form}`";
            self.error(
                span.clone(),
                format!("`{{{inside}}}` names no lexicon"),
                hint,
            );
            return None;
        }
        let form = match form.map(|text| (text, Form::parse(text))) {
            None => None,
            Some((_, Some(form))) => Some(form),
            Some((text, None)) => {
                let names = Form::ALL.iter().map(|(name, _)| *name);
                let hint = match nearest(text, names.clone()) {
                    Some(name) => format!("did you mean `.{name}`?"),
                    None => {
                        let list: Vec<String> = names.map(|name| format!("`.{name}`")).collect();
                        format!("the forms are {}", list.join(" "))
                    }
                };
                let span = span.end - 1 - text.len()..span.end - 1;
                let message = format!("there is no form `.{text}`");
                self.error_kind(SyntaxKind::Form, span, message, hint);
                None
            }
        };
        Some(NodeKind::Lexeme {
            name: name.to_owned(),
            form,
            trigger,
        })
    }

    fn slot(&mut self, inside: &str, closed: bool, span: &Range<usize>) -> Option<NodeKind> {
        if !closed {
            self.error(span.clone(), "`<` is never closed", "add the missing `>`");
            return None;
        }
        let (name, types) = match inside.split_once(':') {
            Some((name, types)) => (name.trim(), Some(types)),
            None => (inside.trim(), None),
        };
        let types: Vec<&str> = types.map_or(Vec::new(), |t| t.split('|').map(str::trim).collect());
        let good = |text: &str| !text.is_empty() && text.chars().all(is_name);
        if !good(name) || !types.iter().all(|t| good(t)) {
            let hint = "write `<slot>`, `<slot:type>`, `<slot:type|type>` or `<_:type>`";
            self.error(span.clone(), format!("`<{inside}>` is no slot"), hint);
            return None;
        }
        let types = types.into_iter().map(str::to_owned).collect();
        Some(NodeKind::Slot {
            name: (name != "_").then(|| name.to_owned()),
            types,
        })
    }
}
