//! Proofs for people: expected and found, aligned.

use std::fmt::Write;

use super::example::{Fault, Filled, Proof};
use super::mutate::{Part, Survivor};
use crate::template::Sign;

/// What an example expects and what was found.
pub fn describe(proof: &Proof) -> String {
    let sign = match proof.sign {
        Sign::Fires => '+',
        Sign::Silent => '-',
        Sign::ToDo => '?',
    };
    let mut out = format!(
        "{}:{}: {}\n  {sign} {}\n",
        proof.file, proof.line, proof.rule, proof.text
    );
    let found = proof.found.as_deref().unwrap_or_default();
    let mut columns: Vec<(String, String, String)> = Vec::new();
    match proof.faults.first() {
        None => return out,
        Some(Fault::Silent) => {
            columns.extend(
                proof
                    .expected
                    .iter()
                    .map(|f| (f.slot.clone(), f.text.clone(), "–".to_owned())),
            );
            out.push_str("    the rule did not fire\n");
        }
        Some(Fault::Fired) => {
            columns.extend(
                found
                    .iter()
                    .map(|f| (f.slot.clone(), "–".to_owned(), f.text.clone())),
            );
            out.push_str("    the rule fired and must not\n");
        }
        Some(Fault::Done) => {
            out.push_str("    this holds now: make it a `+`\n");
        }
        Some(_) => columns = compare(proof, found),
    }
    let mut lines = [
        "          ".to_owned(),
        "expected  ".to_owned(),
        "found     ".to_owned(),
    ];
    for (name, want, have) in &columns {
        let width = [name, want, have]
            .iter()
            .map(|s| s.chars().count())
            .max()
            .unwrap_or(0);
        for (line, text) in lines.iter_mut().zip([name, want, have]) {
            let _ = write!(line, "{text:<width$}  ");
        }
    }
    if !columns.is_empty() {
        for line in lines {
            let _ = writeln!(out, "    {}", line.trim_end());
        }
    }
    out
}

fn compare(proof: &Proof, found: &[Filled]) -> Vec<(String, String, String)> {
    let mut columns: Vec<(String, String, String)> = Vec::new();
    for want in &proof.expected {
        let missing = proof.faults.contains(&Fault::Missing(want.clone()));
        let there = found.iter().find(|f| {
            f.slot == want.slot && f.range.start < want.range.end && want.range.start < f.range.end
        });
        let have = match there {
            Some(there) if missing => format!("≠ {}", there.text),
            Some(there) => there.text.clone(),
            None => "–".to_owned(),
        };
        columns.push((want.slot.clone(), want.text.clone(), have));
    }
    for fault in &proof.faults {
        match fault {
            Fault::Extra(f) => columns.push((f.slot.clone(), "–".to_owned(), f.text.clone())),
            Fault::Value {
                path,
                expected,
                found,
            } => {
                columns.push((path.clone(), expected.clone(), found.clone()));
            }
            _ => {}
        }
    }
    columns
}

/// How many examples hold and how many do not.
pub fn summary(proofs: &[Proof]) -> String {
    let passed = proofs.iter().filter(|p| p.holds()).count();
    format!("{passed} passed, {} failed", proofs.len() - passed)
}

/// How many parts of each rule no example misses, one line a rule, in file order.
pub fn tally(survivors: &[Survivor]) -> String {
    let mut rules: Vec<(&str, [usize; 4])> = Vec::new();
    for survivor in survivors {
        if rules.last().is_none_or(|(rule, _)| *rule != survivor.rule) {
            rules.push((&survivor.rule, [0; 4]));
        }
        let at = match survivor.kind {
            Part::Template => 0,
            Part::Optional => 1,
            Part::Alternative => 2,
            Part::Unless(_) => 3,
        };
        if let Some((_, counts)) = rules.last_mut() {
            counts[at] += 1;
        }
    }
    let mut out = String::new();
    for (rule, counts) in rules {
        let names = [
            ["template", "templates"],
            ["optional part", "optional parts"],
            ["alternative", "alternatives"],
            ["unless", "unless"],
        ];
        let parts: Vec<String> = counts
            .iter()
            .zip(names)
            .filter(|(count, _)| **count > 0)
            .map(|(count, name)| format!("{count} {}", name[usize::from(*count != 1)]))
            .collect();
        let _ = writeln!(out, "{rule}: {}", parts.join(", "));
    }
    out
}
