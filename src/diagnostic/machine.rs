//! Reports for machines: JSON, GitHub annotations, SARIF.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Code, Diagnostic, Diagnostics, explain};

impl Diagnostics {
    /// A list with one object a fault.
    pub fn to_json(&self) -> Value {
        let one = |d: &Diagnostic| {
            let (end_line, end_column) = self.position(&d.file, d.span.end);
            let related: Vec<Value> = d
                .related
                .iter()
                .map(|r| {
                    json!({
                        "file": &*r.file, "start": r.span.start, "end": r.span.end,
                        "line": r.line, "column": r.column, "label": r.label,
                    })
                })
                .collect();
            json!({
                "code": d.code.as_str(), "name": d.code.name(), "severity": d.severity.to_string(),
                "file": &*d.file, "start": d.span.start, "end": d.span.end,
                "line": d.line, "column": d.column, "endLine": end_line, "endColumn": end_column,
                "message": d.message, "label": d.label, "hint": d.hint, "related": related,
            })
        };
        Value::Array(self.iter().map(one).collect())
    }

    /// Workflow commands that GitHub turns into annotations, one a line.
    pub fn to_github(&self) -> String {
        let mut out = String::new();
        for d in self {
            let (end_line, end_column) = self.position(&d.file, d.span.end);
            let mut message = d.message.clone();
            for more in [&d.label, &d.hint].into_iter().flatten() {
                message.push('\n');
                message.push_str(more);
            }
            let _ = writeln!(
                out,
                "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                d.severity,
                property(&d.file),
                d.line,
                end_line,
                d.column,
                end_column,
                d.code,
                data(&message),
            );
        }
        out
    }

    /// A SARIF 2.1.0 log with the codes as rules.
    pub fn to_sarif(&self) -> Value {
        let mut codes: Vec<Code> = self.iter().map(|d| d.code).collect();
        codes.sort();
        codes.dedup();
        let rules: Vec<Value> = codes
            .iter()
            .map(|code| {
                json!({
                    "id": code.as_str(), "name": code.name(),
                    "shortDescription": {"text": code.title()},
                    "help": {"text": explain(*code), "markdown": explain(*code)},
                })
            })
            .collect();
        let place = |file: &str, span: &std::ops::Range<usize>| {
            let (line, column) = self.position(file, span.start);
            let (end_line, end_column) = self.position(file, span.end);
            json!({
                "artifactLocation": {"uri": uri(file)},
                "region": {
                    "startLine": line, "startColumn": column,
                    "endLine": end_line, "endColumn": end_column,
                },
            })
        };
        let results: Vec<Value> = self
            .iter()
            .map(|d| {
                let mut text = d.message.clone();
                for more in [&d.label, &d.hint].into_iter().flatten() {
                    text.push_str(". ");
                    text.push_str(more);
                }
                let related: Vec<Value> = d
                    .related
                    .iter()
                    .map(|r| {
                        json!({
                            "physicalLocation": place(&r.file, &r.span),
                            "message": {"text": r.label},
                        })
                    })
                    .collect();
                json!({
                    "ruleId": d.code.as_str(), "level": d.severity.to_string(),
                    "message": {"text": text},
                    "locations": [{"physicalLocation": place(&d.file, &d.span)}],
                    "relatedLocations": related,
                })
            })
            .collect();
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "panj", "version": env!("CARGO_PKG_VERSION"), "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        })
    }
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b if b.is_ascii_alphanumeric() || b"/-._~".contains(&b) => out.push(b as char),
            b => {
                let _ = write!(out, "%{b:02X}");
            }
        }
    }
    out
}
