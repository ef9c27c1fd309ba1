//! `panj annotate`: reports to the mentions that rules go by.

use panj::AnnotatedMention;
use serde_json::Value;

use crate::args::{Annotate, AnnotateFormat};
use crate::exit::Exit;
use crate::output::{Frame, record};
use crate::run::{self, Made};

/// Runs the command.
pub fn run(args: &Annotate) -> anyhow::Result<Exit> {
    let extractor = run::extractor(&args.reading)?;
    let frame = match args.format {
        AnnotateFormat::Json => Frame::Array,
        AnnotateFormat::Ndjson | AnnotateFormat::Text => Frame::Lines,
    };
    run::run(&args.reading, frame, "mentions", |document| {
        let text = args.format == AnnotateFormat::Text;
        if text && args.kinds.is_empty() {
            return Ok(Made {
                records: vec![extractor.interlinear(document)],
                kinds: Vec::new(),
            });
        }
        let mut annotated = extractor.annotate(document);
        if text {
            annotated.mentions.retain(|m| args.kinds.contains(&m.kind));
            return Ok(Made {
                records: vec![marked(&document.text, &annotated.mentions)],
                kinds: annotated.mentions.into_iter().map(|m| m.kind).collect(),
            });
        }
        let mut value = serde_json::to_value(annotated).map_err(|error| error.to_string())?;
        let mut kinds = Vec::new();
        if let Some(Value::Array(mentions)) = value.get_mut("mentions") {
            mentions.retain(|mention| args.kinds.is_empty() || args.kinds.contains(&kind(mention)));
            kinds = mentions.iter().map(kind).collect();
        }
        Ok(Made {
            records: vec![record(&value)?],
            kinds,
        })
    })
}

/// The text with the kind of each mention under its first letter.
fn marked(text: &str, mentions: &[AnnotatedMention]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.chars().count();
        out.push_str(line.trim_end());
        out.push('\n');
        // Where two labels would overlap, the second goes a line lower.
        let mut rows: Vec<(String, usize)> = Vec::new();
        for mention in mentions.iter().filter(|m| (start..end).contains(&m.start)) {
            let column = mention.start - start;
            let row = match rows.iter().position(|(_, width)| *width <= column) {
                Some(row) => row,
                None => {
                    rows.push((String::new(), 0));
                    rows.len() - 1
                }
            };
            let (labels, width) = &mut rows[row];
            labels.push_str(&" ".repeat(column - *width));
            labels.push_str(&mention.kind);
            labels.push(' ');
            *width = column + mention.kind.len() + 1;
        }
        for (labels, _) in &rows {
            out.push_str(labels.trim_end());
            out.push('\n');
        }
        start = end;
    }
    out
}

fn kind(mention: &Value) -> String {
    mention
        .get("kind")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_under_what_they_name() {
        let mention = |start, kind: &str| AnnotatedMention {
            start,
            kind: kind.to_owned(),
            ..AnnotatedMention::default()
        };
        let text = "Früh in Gao.\r\nTwo in Wau.";
        let mentions = [
            mention(0, "date"),
            mention(8, "place"),
            mention(14, "number"),
            mention(18, "x"),
            mention(21, "place"),
        ];
        let want = "Früh in Gao.\ndate    place\nTwo in Wau.\nnumber place\n    x\n";
        assert_eq!(marked(text, &mentions), want);
    }
}
