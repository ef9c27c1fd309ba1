//! Every record keeps to the JSON Schema that `panj schema events` prints, and quotes its document.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use panj::event::Event;
use panj::{Document, Extractor, Pack};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Pack::embedded()).expect("the embedded pack is sound"));

/// The seeds with their events.
static RECORDS: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("seeds") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a text");
        let id = path.file_stem().expect("a name").to_string_lossy();
        for event in EXTRACTOR.extract(&Document::new(id, text.as_str())) {
            out.push((text.clone(), serde_json::to_value(event).expect("JSON")));
        }
    }
    assert!(!out.is_empty(), "the seeds give no events");
    out
});

fn schema() -> Value {
    serde_json::to_value(schemars::schema_for!(Event)).expect("a schema is JSON")
}

#[test]
fn records_keep_to_the_schema() {
    let validator = jsonschema::validator_for(&schema()).expect("a valid schema");
    for (_, record) in RECORDS.iter() {
        let faults: Vec<String> = validator
            .iter_errors(record)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{record:#}\n{faults:#?}");
    }
}

#[test]
fn records_have_every_field_and_no_other() {
    let schema = schema();
    let fields = |schema: &Value| -> Vec<String> {
        schema["properties"].as_object().expect("properties").keys().cloned().collect()
    };
    let same = |value: &Value, schema: &Value| {
        let mut keys: Vec<_> = value.as_object().expect("an object").keys().cloned().collect();
        let mut fields = fields(schema);
        keys.sort();
        fields.sort();
        assert_eq!(keys, fields);
    };
    for (_, record) in RECORDS.iter() {
        same(record, &schema);
        for (field, part) in [
            ("actors", "Participant"),
            ("recipients", "Participant"),
            ("instruments", "Mention"),
            ("casualties", "Casualty"),
            ("attribution", "Attribution"),
        ] {
            for value in record[field].as_array().expect("a list") {
                same(value, &schema["$defs"][part]);
            }
        }
        for (field, part) in [("date", "Date"), ("place", "Place"), ("origin", "Place")] {
            if !record[field].is_null() {
                same(&record[field], &schema["$defs"][part]);
            }
        }
    }
}

#[test]
fn offsets_count_code_points_of_the_text() {
    for (text, record) in RECORDS.iter() {
        let points: Vec<char> = text.chars().collect();
        quotes(record, &points);
    }
}

fn quotes(value: &Value, points: &[char]) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| quotes(item, points)),
        Value::Object(fields) => {
            if let (Some(text), Some(start), Some(end)) =
                (fields.get("text"), fields.get("start"), fields.get("end"))
            {
                let at = |v: &Value| v.as_u64().expect("an offset") as usize;
                let quoted: String = points[at(start)..at(end)].iter().collect();
                assert_eq!(text.as_str(), Some(quoted.as_str()), "{value}");
            }
            fields.values().for_each(|field| quotes(field, points));
        }
        _ => {}
    }
}
