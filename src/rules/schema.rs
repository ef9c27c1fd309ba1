//! JSON Schemas of the files that an analyst writes.

use schemars::generate::SchemaSettings;

use super::file::{OntologyFile, RuleFile};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A rule file.
    Rules,
    /// The ontology.
    Ontology,
}

/// The JSON Schema (draft-07) of a kind of file; descriptions are hover texts for editors.
pub fn schema(which: Which) -> serde_json::Value {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = match which {
        Which::Rules => generator.into_root_schema_for::<RuleFile>(),
        Which::Ontology => generator.into_root_schema_for::<OntologyFile>(),
    };
    schema.to_value()
}
