//! The examples of a rule: sentences with slots marked in the rule's own brackets.

use std::ops::Range;

use super::lex::is_name;
use super::tree::{SyntaxError, SyntaxKind};

/// What an example proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`: the rule fires, with exactly these slots.
    Fires,
    /// `-`: the rule does not fire.
    Silent,
    /// `?`: the rule should fire but does not yet; an error once it does.
    ToDo,
}

/// A sentence that proves a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it proves.
    pub sign: Sign,
    /// The sentence, without the brackets.
    pub text: String,
    /// The marked slots, in order.
    pub slots: Vec<ExampleSlot>,
    /// Normalised values: a path into the event record and what must stand there.
    pub asserts: Vec<Assert>,
    /// Bytes of the block: the line of the sentence, without its end.
    pub span: Range<usize>,
}

/// A marked slot of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleSlot {
    /// The slot.
    pub name: String,
    /// Bytes of the example's text.
    pub range: Range<usize>,
    /// Bytes of the block, brackets included.
    pub span: Range<usize>,
}

/// A value that an example asserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assert {
    /// Where in the event record, e.g. `recipients.count`.
    pub path: String,
    /// What must stand there, e.g. `2`, `14..`, `drone`.
    pub value: String,
    /// Bytes of the block.
    pub span: Range<usize>,
}

/// Reads a block of examples: one sentence a line after its sign, each followed by indented lines
/// `path = value`. Empty lines and lines that start with `#` are skipped. What cannot be read is
/// left out and reported.
pub fn parse(block: &str) -> (Vec<Example>, Vec<SyntaxError>) {
    let mut examples: Vec<Example> = Vec::new();
    let mut errors = Vec::new();
    let mut start = 0;
    let mut broken = false;
    for line in block.split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        let indented = line.starts_with([' ', '\t']);
        let line = line.trim();
        let span = at..at + line.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let sign = match line.as_bytes()[0] {
            b'+' => Some(Sign::Fires),
            b'-' => Some(Sign::Silent),
            b'?' => Some(Sign::ToDo),
            _ => None,
        };
        let spaced = line.len() == 1 || line.get(1..2) == Some(" ");
        match sign {
            Some(sign) if spaced && (!indented || !line.contains(" = ")) => {
                let before = errors.len();
                let example = sentence(sign, line, at, &mut errors);
                broken = errors.len() > before;
                examples.push(example);
            }
            _ if indented => match (line.split_once('='), examples.last_mut()) {
                (Some((path, value)), Some(example)) => {
                    let (path, value) = (path.trim().to_owned(), value.trim().to_owned());
                    if path.is_empty() {
                        errors.push(error(span, "an assertion without a path", ASSERT));
                    } else {
                        example.asserts.push(Assert { path, value, span });
                    }
                }
                (None, _) => {
                    errors.push(error(span, "neither an example nor an assertion", ASSERT))
                }
                (Some(_), None) if broken => {}
                (Some(_), None) => {
                    let hint = "put it under the example that it is about";
                    errors.push(error(span, "an assertion without an example", hint));
                }
            },
            _ => {
                let message = "an example starts with `+`, `-` or `?` and a space";
                let hint = "`+` must fire, `-` must not, `?` should fire some day";
                errors.push(error(span, message, hint));
            }
        }
    }
    (examples, errors)
}

const ASSERT: &str = "an indented line is `path = value`, e.g. `recipients.count = 2`";

fn error(span: Range<usize>, message: &str, hint: &str) -> SyntaxError {
    let hint = Some(hint.to_owned());
    SyntaxError {
        span,
        kind: SyntaxKind::Syntax,
        message: message.to_owned(),
        hint,
    }
}

fn sentence(sign: Sign, line: &str, at: usize, errors: &mut Vec<SyntaxError>) -> Example {
    let body_start = line.len() - line[1..].trim_start().len();
    let body = &line[body_start..];
    let mut text = String::with_capacity(body.len());
    let mut slots = Vec::new();
    let mut next = 0;
    while let Some(open) = body[next..].find(['<', '>']).map(|i| i + next) {
        text.push_str(&body[next..open]);
        let block = at + body_start + open;
        let rest = &body[open + 1..];
        let name_end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let close = rest.find(['<', '>']);
        next = open + 1;
        if body[open..].starts_with('>') {
            errors.push(error(block..block + 1, "`>` closes nothing", "remove it"));
            continue;
        }
        let hint = "mark a slot as in `<actors Gunmen>`";
        match close {
            Some(close) if rest[close..].starts_with('>') => {
                let span = block..block + close + 2;
                next = open + 1 + close + 1;
                let words = rest[name_end.min(close)..close].trim();
                if name_end == 0 || words.is_empty() {
                    errors.push(error(span, "a slot needs a name and words", hint));
                    text.push_str(words);
                    continue;
                }
                let start = text.len();
                text.push_str(words);
                let name = rest[..name_end].to_owned();
                slots.push(ExampleSlot {
                    name,
                    range: start..text.len(),
                    span,
                });
            }
            Some(_) => errors.push(error(block..block + 1, "a slot inside a slot", hint)),
            None => errors.push(error(block..block + 1, "`<` is never closed", hint)),
        }
    }
    text.push_str(&body[next..]);
    let span = at..at + line.len();
    if text.trim().is_empty() {
        errors.push(error(
            span.clone(),
            "an example without a sentence",
            "write a sentence",
        ));
    }
    if sign == Sign::Silent
        && let Some(slot) = slots.first()
    {
        let hint = "remove the brackets: nothing is read from it";
        errors.push(error(
            slot.span.clone(),
            "a `-` example marks no slots",
            hint,
        ));
    }
    Example {
        sign,
        text,
        slots,
        asserts: Vec::new(),
        span,
    }
}
