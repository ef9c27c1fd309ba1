//! Asserted values: a path into the event record and what must stand there.

use serde_json::Value;

const OUTCOMES: &[&str] = &["killed", "injured", "missing", "captured", "neutralised"];

/// Compares; the error is what stands there instead.
pub(super) fn check(record: &Value, path: &str, expected: &str) -> Result<(), String> {
    let found = find(record, path);
    if expected == "none" {
        return if found.is_empty() {
            Ok(())
        } else {
            Err(list(&found))
        };
    }
    if found.iter().any(|value| equals(value, expected)) {
        Ok(())
    } else {
        Err(list(&found))
    }
}

/// All values at a path; lists are entered.
fn find(record: &Value, path: &str) -> Vec<Value> {
    let mut values = vec![record.clone()];
    for (depth, key) in path.split('.').enumerate() {
        let mut next = Vec::new();
        for value in &values {
            if depth == 0 && OUTCOMES.contains(&key) {
                let tolls = value["casualties"].as_array().into_iter().flatten();
                next.extend(tolls.filter(|t| t["outcome"] == key).cloned());
            } else {
                let inner = match value.get(key) {
                    None if depth == 0 => value["other"].get(key),
                    other => other,
                };
                match inner {
                    None | Some(Value::Null) => {}
                    Some(Value::Array(list)) => next.extend(list.iter().cloned()),
                    Some(one) => next.push(one.clone()),
                }
            }
        }
        values = next;
    }
    values
}

fn equals(value: &Value, expected: &str) -> bool {
    match value {
        Value::Object(map) => {
            if map.contains_key("min") && map.contains_key("max") {
                return count(value, expected);
            }
            if map.contains_key("outcome") {
                return count(&value["count"], expected);
            }
            ["id", "name", "edtf", "text", "status"]
                .iter()
                .any(|key| value[*key] == expected)
        }
        Value::String(text) => text == expected,
        other => *other == expected,
    }
}

/// `2`, `14..`, `..5` or `5..10`.
fn count(value: &Value, expected: &str) -> bool {
    let (low, high) = match expected.split_once("..") {
        Some((low, high)) => (low.trim().parse::<u64>().ok(), high.trim().parse().ok()),
        None => (expected.parse().ok(), expected.parse().ok()),
    };
    (low.is_some() || high.is_some())
        && value["min"].as_u64() == low
        && value["max"].as_u64() == high
}

fn list(found: &[Value]) -> String {
    let texts: Vec<String> = found.iter().map(text).collect();
    if texts.is_empty() {
        "nothing".to_owned()
    } else {
        texts.join(", ")
    }
}

fn text(value: &Value) -> String {
    let bound = |v: &Value| v.as_u64().map(|n| n.to_string()).unwrap_or_default();
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) if map.contains_key("outcome") => text(&value["count"]),
        Value::Object(map) if map.contains_key("min") => {
            let (low, high) = (bound(&value["min"]), bound(&value["max"]));
            if low == high {
                low
            } else {
                format!("{low}..{high}")
            }
        }
        Value::Object(map) => ["id", "name", "edtf", "text", "status"]
            .iter()
            .filter_map(|key| map.get(*key))
            .find_map(Value::as_str)
            .unwrap_or("something")
            .to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn compares_counts_names_and_lists() {
        let record = json!({
            "modes": ["drone"],
            "actors": [{"id": "grp/x", "name": "X", "text": "the X", "count": {"min": 2, "max": 2}}],
            "casualties": [{"outcome": "killed", "count": {"min": 14, "max": null}}],
            "date": null,
        });
        for (path, value) in [
            ("modes", "drone"),
            ("actors.id", "grp/x"),
            ("actors", "X"),
            ("actors.count", "2"),
            ("killed", "14.."),
            ("killed.count", "14.."),
            ("date", "none"),
        ] {
            assert_eq!(check(&record, path, value), Ok(()), "{path} = {value}");
        }
        assert_eq!(check(&record, "killed", "14"), Err("14..".to_owned()));
        assert_eq!(check(&record, "injured", "3"), Err("nothing".to_owned()));
    }
}
