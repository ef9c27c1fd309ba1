//! The plain way to write a gazetteer in YAML, read line by line: far quicker than a whole YAML reader.
//!
//! In comes a file; out go its entries, or nothing as soon as a line is written in any other way than
//! `- id: x`, `key: value` and `aliases: [a, b]`. It never guesses: what it does not know it leaves to the
//! YAML reader, which also says what is wrong.

use super::load::YamlEntry;

/// The entries of a file in the plain form.
pub(super) fn entries(content: &str) -> Option<Vec<YamlEntry>> {
    let mut lines = content
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    if lines.next()? != "entries:" {
        return None;
    }
    let mut out: Vec<YamlEntry> = Vec::new();
    for line in lines {
        let field = match line.strip_prefix("  - ") {
            Some(field) => {
                out.push(YamlEntry::default());
                field
            }
            None => line.strip_prefix("    ")?,
        };
        let entry = out.last_mut()?;
        let (key, value) = field.split_once(": ")?;
        let place = match key {
            "aliases" => {
                if !entry.aliases.is_empty() {
                    return None;
                }
                let inner = value.strip_prefix('[')?.strip_suffix(']')?;
                entry.aliases = items(inner)?;
                continue;
            }
            "id" => &mut entry.id,
            "name" => &mut entry.name,
            "kind" => &mut entry.kind,
            "country" => entry.country.get_or_insert_default(),
            "role" => entry.role.get_or_insert_default(),
            "from" => entry.from.get_or_insert_default(),
            "until" => entry.until.get_or_insert_default(),
            "note" => entry.note.get_or_insert_default(),
            _ => return None,
        };
        if !place.is_empty() {
            return None;
        }
        *place = scalar(value, false)?;
    }
    out.iter()
        .all(|e| !e.id.is_empty() && !e.name.is_empty() && !e.kind.is_empty())
        .then_some(out)
}

/// The items of a list on one line; a comma inside quotation marks parts nothing.
fn items(mut rest: &str) -> Option<Vec<String>> {
    let mut out = Vec::new();
    loop {
        let end = match rest.strip_prefix('"') {
            Some(inner) => inner.find('"')? + 2,
            None => rest.find(", ").unwrap_or(rest.len()),
        };
        out.push(scalar(&rest[..end], true)?);
        match rest[end..].strip_prefix(", ") {
            Some(more) => rest = more,
            None => return (end == rest.len()).then_some(out),
        }
    }
}

/// A value without marks that mean something to YAML, or in quotation marks without escapes.
fn scalar(text: &str, listed: bool) -> Option<String> {
    if let Some(inner) = text.strip_prefix('"') {
        let inner = inner.strip_suffix('"')?;
        return (!inner.contains(['"', '\\'])).then(|| inner.to_owned());
    }
    let begins = text.starts_with(|c: char| c.is_alphanumeric());
    let marked = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let cut = listed && text.contains(['[', ']', '{', '}', ',']);
    let other = matches!(
        text,
        "null" | "Null" | "NULL" | "true" | "false" | "True" | "False" | "TRUE" | "FALSE"
    ) || text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    (begins && !marked && !cut && !other).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn reads_the_plain_form_and_leaves_the_rest() {
        let plain = "# Groups\nentries:\n  - id: grp/a\n    name: Red Column\n    aliases: [RC, \"The, Column\"]\n    kind: armed-group\n";
        let found = entries(plain).expect("it is plain");
        assert_eq!(found[0].aliases, ["RC", "The, Column"]);
        assert!(found[0].country.is_none());
        let other = [
            "aliases: [a,\n      b]",
            "name: 'Red'",
            "name: >-\n      Red",
            "colour: red",
            "role: null",
        ];
        for line in other {
            let file = format!("entries:\n  - id: grp/a\n    kind: armed-group\n    {line}\n");
            assert!(entries(&file).is_none(), "{line}");
        }
    }
}
