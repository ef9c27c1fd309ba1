//! Every shipped YAML file reads the same with two readers, so that none depends on a quirk of one
//! (`no`, `on`, `1_000`, duplicate keys, tabs …).

use panj::Pack;
use serde_json::Value;

#[test]
fn both_readers_agree_on_every_file() {
    let pack = Pack::embedded();
    let mut count = 0;
    let mut faults = Vec::new();
    for (path, text) in pack.files().filter(|(p, _)| p.ends_with(".yaml") || p.ends_with(".yml")) {
        let ours: Value =
            serde_saphyr::from_str(text).unwrap_or_else(|e| panic!("{path}: serde-saphyr: {e}"));
        let other: Value =
            serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{path}: serde_yaml: {e}"));
        compare(&path, &ours, &other, &mut faults);
        count += 1;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 20, "only {count} YAML files in the pack");
}

/// Notes every place where the two differ.
fn compare(at: &str, ours: &Value, other: &Value, faults: &mut Vec<String>) {
    match (ours, other) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            for (key, value) in a {
                compare(&format!("{at} > {key}"), value, &b[key], faults);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{at} > {i}"), a, b, faults);
            }
        }
        _ if ours == other => {}
        _ => faults.push(format!("{at}: {ours} and {other}; put it into quotes")),
    }
}
