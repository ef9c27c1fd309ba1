//! Every shipped YAML file reads the same with two readers, so that none depends on a quirk of one
//! (`no`, `on`, `1_000`, duplicate keys, tabs …).

use panj::Pack;
use serde_json::Value;

#[test]
fn both_readers_agree_on_every_file() {
    let pack = Pack::embedded();
    let mut count = 0;
    for (path, text) in pack.files().filter(|(p, _)| p.ends_with(".yaml") || p.ends_with(".yml")) {
        let ours: Value =
            serde_saphyr::from_str(text).unwrap_or_else(|e| panic!("{path}: serde-saphyr: {e}"));
        let other: Value =
            serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{path}: serde_yaml: {e}"));
        same(&path, &ours, &other);
        count += 1;
    }
    assert!(count > 20, "only {count} YAML files in the pack");
}

/// Fails at the first place where the two differ.
fn same(at: &str, ours: &Value, other: &Value) {
    match (ours, other) {
        (Value::Object(a), Value::Object(b)) => {
            assert!(a.keys().eq(b.keys()), "{at}: other keys");
            for (key, value) in a {
                same(&format!("{at} > {key}"), value, &b[key]);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{at}: other length");
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                same(&format!("{at}[{i}]"), a, b);
            }
        }
        _ => assert_eq!(ours, other, "{at}"),
    }
}
