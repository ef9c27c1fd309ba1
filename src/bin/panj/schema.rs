//! `panj schema`: the formats as JSON Schema.

use std::io::Write;

use panj::event::Event;
use panj::rules::{Which, schema};

use crate::args::{Schema, SchemaOf};
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Schema) -> anyhow::Result<Exit> {
    let schema = match args.of {
        SchemaOf::Events => schemars::schema_for!(Event).to_value(),
        SchemaOf::Rules => schema(Which::Rules),
        SchemaOf::Ontology => schema(Which::Ontology),
        SchemaOf::Gazetteer => panj::gazetteer::schema(),
        SchemaOf::Dates => panj::annotate::time::schema(),
    };
    let text = serde_json::to_string_pretty(&schema)?;
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(Exit::Well)
}
