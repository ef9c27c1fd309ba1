//! The layout of YAML files: indentation, blank lines, ends of lines.
//!
//! In comes the text of a file; out goes the same content with its comments in a steady layout. It
//! changes no key, value or order: where it would, or where the file is no YAML, only the ends of
//! lines are touched.

use std::sync::Arc;

use super::yaml::{self, Kind, Value};

/// The text in a steady layout; laying it out again changes nothing.
pub fn tidy(source: &str) -> String {
    let trimmed = trim(source);
    let laid = space(&indent(&trimmed));
    let file: Arc<str> = "".into();
    match (yaml::parse(&file, source), yaml::parse(&file, &laid)) {
        (Ok(before), Ok(after)) if same(&before, &after) => laid,
        _ => trimmed,
    }
}

/// No space at the ends of lines, no blank lines at the edges, one at most in between.
fn trim(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut blank = true;
    for line in source.lines().map(str::trim_end) {
        if !line.is_empty() || !blank {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Whether two files say the same; space at the ends of lines says nothing.
fn same(a: &Value, b: &Value) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Scalar(a), Kind::Scalar(b)) => trim(a) == trim(b),
        (Kind::List(a), Kind::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Kind::Map(a), Kind::Map(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|((ka, va), (kb, vb))| ka == kb && same(va, vb))
        }
        _ => false,
    }
}

/// A mapping or sequence that is open at a line.
#[derive(Clone, Copy)]
struct Level {
    old: usize,
    new: usize,
    sequence: bool,
}

/// What the following lines belong to.
enum Inside {
    /// Nothing but the structure of the file.
    Structure,
    /// A block scalar: the column of its parent, its own first column once it is known, and the
    /// column that it gets.
    Block(usize, Option<usize>, usize),
    /// Brackets or a quotation mark that an earlier line opened, moved by this much.
    Flow(Scan, isize),
}

/// Two more columns for each level.
fn indent(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut levels: Vec<Level> = Vec::new();
    let mut comments: Vec<&str> = Vec::new();
    let mut inside = Inside::Structure;
    let mut moved = 0isize;
    for line in source.lines() {
        let text = line.trim_start();
        let old = line.len() - text.len();
        match &mut inside {
            Inside::Block(parent, first, new) => {
                if text.is_empty() {
                    out.push('\n');
                    continue;
                }
                if old > *parent {
                    let first = *first.get_or_insert(old);
                    put(&mut out, (*new + old).saturating_sub(first), text);
                    continue;
                }
                inside = Inside::Structure;
            }
            Inside::Flow(scan, by) => {
                put(&mut out, shift(old, *by), text);
                scan.line(text);
                if scan.closed() {
                    inside = Inside::Structure;
                }
                continue;
            }
            Inside::Structure => {}
        }
        if text.is_empty() || text.starts_with('#') {
            comments.push(line);
            continue;
        }
        let entry = is_item(text) || key(text).is_some();
        if !entry {
            // The next line of a plain scalar.
            comments.drain(..).for_each(|c| put(&mut out, 0, c));
            put(&mut out, shift(old, moved), text);
            continue;
        }
        let new = place(&mut levels, old, is_item(text));
        moved = new as isize - old as isize;
        for comment in comments.drain(..) {
            let body = comment.trim_start();
            put(&mut out, shift(comment.len() - body.len(), moved), body);
        }
        // A first key beside a dash opens a level of its own.
        let (mut at, mut to, mut rest) = (old, new, text);
        let mut line = String::new();
        while is_item(rest) {
            let body = rest[1..].trim_start();
            at += rest.len() - body.len();
            to += 2;
            line.push_str(if body.is_empty() { "-" } else { "- " });
            rest = body;
            if is_item(rest) || key(rest).is_some() {
                levels.push(Level {
                    old: at,
                    new: to,
                    sequence: is_item(rest),
                });
            }
        }
        let value = key(rest).map_or(rest, |at| rest[at..].trim_start());
        line.push_str(rest);
        put(&mut out, new, &line);
        let parent = levels.last().copied();
        let parent = parent.map_or((old, new), |level| (level.old, level.new));
        match block(value) {
            Some(plain) => {
                inside = if plain {
                    Inside::Block(parent.0, None, parent.1 + 2)
                } else {
                    // A stated column: the block must stay where it is.
                    return source.to_owned();
                };
            }
            None => {
                let mut scan = Scan::default();
                if value.starts_with(['[', '{', '"', '\'']) {
                    scan.line(value);
                }
                if !scan.closed() {
                    inside = Inside::Flow(scan, moved);
                }
            }
        }
    }
    comments.into_iter().for_each(|c| put(&mut out, 0, c));
    out
}

fn put(out: &mut String, column: usize, text: &str) {
    if !text.is_empty() {
        out.extend(std::iter::repeat_n(' ', column));
        out.push_str(text);
    }
    out.push('\n');
}

fn shift(column: usize, by: isize) -> usize {
    column.saturating_add_signed(by)
}

/// The new column of an entry, whose level is opened if need be.
fn place(levels: &mut Vec<Level>, old: usize, sequence: bool) -> usize {
    while levels
        .last()
        .is_some_and(|level| level.old > old || level.old == old && level.sequence && !sequence)
    {
        levels.pop();
    }
    match levels.last() {
        Some(level) if level.old == old && level.sequence == sequence => level.new,
        last => {
            let new = last.map_or(0, |level| level.new + 2);
            levels.push(Level { old, new, sequence });
            new
        }
    }
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// Where the value behind a plain key begins.
fn key(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_-./'".contains(c)))?;
    let rest = &text[end..];
    (end > 0 && (rest == ":" || rest.starts_with(": "))).then_some(end + 1)
}

/// Whether a value is the head of a block scalar, and if so, whether it leaves its column open.
fn block(value: &str) -> Option<bool> {
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    let signs = value.strip_prefix(['|', '>'])?;
    signs
        .chars()
        .all(|c| matches!(c, '+' | '-' | '1'..='9'))
        .then(|| !signs.contains(|c: char| c.is_ascii_digit()))
}

/// Brackets and quotation marks that are open.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<char>,
}

impl Scan {
    fn line(&mut self, text: &str) {
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (self.quote, c) {
                (Some('"'), '\\') => {
                    chars.next();
                }
                (Some('\''), '\'') if chars.peek() == Some(&'\'') => {
                    chars.next();
                }
                (Some(quote), c) if c == quote => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',') => {
                    self.quote = Some(c);
                }
                (None, '#') if before == ' ' => return,
                (None, '[' | '{') => self.depth += 1,
                (None, ']' | '}') => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            before = c;
        }
    }

    fn closed(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }
}

/// One blank line between the rules and contexts of a file, none behind the key above them.
fn space(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut listed = false;
    let mut start = None;
    for line in lines {
        if line == "rules:" || line == "contexts:" {
            (listed, start) = (true, None);
        } else if !line.starts_with([' ', '#']) && !line.is_empty() {
            listed = false;
        } else if listed && line.starts_with("  - ") {
            // The comments right above belong to the entry.
            let mut at = out.len();
            while at > 0 && out[at - 1].starts_with("  #") {
                at -= 1;
            }
            match start {
                None => {
                    while at > 0 && out[at - 1].is_empty() {
                        out.remove(at - 1);
                        at -= 1;
                    }
                }
                // Entries of one line each stand together.
                Some(start) if at > start + 1 && !out[at - 1].is_empty() => out.insert(at, ""),
                Some(_) => {}
            }
            start = Some(out.len());
        }
        out.push(line);
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        assert_eq!(tidy(before), after);
        assert_eq!(tidy(after), after, "not steady");
    }

    #[test]
    fn indents_by_two_and_parts_rules() {
        check(
            "language: 1\nrules:\n\n- id:   a\n  event: X  \n  match: |\n        one {x}\n          two\n\n\n  unless:\n  - inside: no\n# b is next\n- id: b\n  event: X\n\n\n",
            "language: 1\nrules:\n  - id:   a\n    event: X\n    match: |\n      one {x}\n        two\n\n    unless:\n      - inside: no\n\n  # b is next\n  - id: b\n    event: X\n",
        );
    }

    #[test]
    fn keeps_comments_and_lists_of_one_line() {
        let steady = "# Top.\ncontexts:\n  - {id: a, before: \"x\"}\n  # Why.\n  - {id: b, before: \"y\"}\nlexicons:\n  # Words.\n  go:\n    verbs: [go, # not 'run'\n      walk]\n";
        check(steady, steady);
    }

    #[test]
    fn leaves_alone_what_it_does_not_know() {
        for text in [
            "a: [1\n",
            "note: |2\n    x\nb: 1\n",
            "? x\n: y\n",
            "",
            "- 1\n",
        ] {
            let once = tidy(text);
            assert_eq!(tidy(&once), once, "{text}");
        }
        check(
            "a: 'it''s\n  so'\nb: plain\n   words\n",
            "a: 'it''s\n  so'\nb: plain\n   words\n",
        );
    }
}
