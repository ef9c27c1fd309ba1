//! `panj schema`: the formats as JSON Schema.

use std::io::Write;

use panj::event::Event;
use panj::rules::{Which, schema};
use serde_json::Value;

use crate::args::{Schema, SchemaOf};
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Schema) -> anyhow::Result<Exit> {
    let text = serde_json::to_string_pretty(&of(args.of))?;
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(Exit::Well)
}

/// The schemas that the files of a pack name in their first line, by file name.
pub fn of_files() -> [(&'static str, Value); 4] {
    [
        ("rules.json", of(SchemaOf::Rules)),
        ("ontology.json", of(SchemaOf::Ontology)),
        ("gazetteer.json", of(SchemaOf::Gazetteer)),
        ("dates.json", of(SchemaOf::Dates)),
    ]
}

fn of(what: SchemaOf) -> Value {
    match what {
        SchemaOf::Events => schemars::schema_for!(Event).to_value(),
        SchemaOf::Rules => schema(Which::Rules),
        SchemaOf::Ontology => schema(Which::Ontology),
        SchemaOf::Gazetteer => panj::gazetteer::schema(),
        SchemaOf::Dates => panj::annotate::time::schema(),
    }
}
