//! `panj annotate`: reports to the mentions that rules go by.

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
        if args.format == AnnotateFormat::Text {
            return Ok(Made {
                records: vec![extractor.interlinear(document)],
                kinds: Vec::new(),
            });
        }
        let annotated = extractor.annotate(document);
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

fn kind(mention: &Value) -> String {
    mention
        .get("kind")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
