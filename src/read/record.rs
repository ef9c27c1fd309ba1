//! One line of JSON Lines to what it says of a document.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::{ErrorKind, full_date};

/// What a line says; keys that it does not know are skipped.
#[derive(Debug)]
pub(super) struct Record {
    pub id: Option<String>,
    pub text: String,
    pub title: Option<String>,
    pub published: Option<Date>,
    pub source: Option<String>,
    /// What is odd about it, though it can be read.
    pub odd: Option<ErrorKind>,
}

impl Record {
    /// Reads a line; without a text it is an error.
    pub(super) fn parse(line: &str) -> Result<Record, ErrorKind> {
        let raw: Raw = serde_json::from_str(line).map_err(|error| broken(&error))?;
        let text = raw
            .text
            .filter(|text| !text.trim().is_empty())
            .ok_or(ErrorKind::NoText)?;
        let (mut published, mut odd) = (None, None);
        if let Some(value) = raw.published.or(raw.date) {
            let value = scalar(value.clone()).unwrap_or_else(|| value.to_string());
            published = day(&value);
            let empty = matches!(value.trim().trim_matches('"').trim(), "" | "null");
            odd = (published.is_none() && !empty).then_some(ErrorKind::Date(value));
        }
        Ok(Record {
            id: raw.id.and_then(scalar),
            text,
            title: raw.title.and_then(scalar),
            published,
            source: raw.source.and_then(scalar),
            odd,
        })
    }
}

#[derive(Deserialize)]
#[serde(expecting = "expected an object")]
struct Raw {
    id: Option<Value>,
    text: Option<String>,
    published: Option<Value>,
    date: Option<Value>,
    title: Option<Value>,
    source: Option<Value>,
}

/// A string or a number as text; nothing for what is empty or nested.
fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The day of an ISO date or datetime, or of a date in words.
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let head = value.split(['T', 't', ' ']).next().unwrap_or(value);
    let plain =
        matches!(head.len(), 8 | 10) && head.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain && let Ok(date) = head.parse() {
        return Some(date);
    }
    if value.len() > 60 {
        None
    } else {
        full_date(value).map(|(_, date)| date)
    }
}

fn broken(error: &serde_json::Error) -> ErrorKind {
    let message = error.to_string();
    let message = message
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    ErrorKind::Json {
        message,
        column: error.column(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_an_empty_date_for_none() {
        for date in ["null", "\"\"", "\" \""] {
            let line = format!("{{\"text\": \"Rain fell.\", \"date\": {date}}}");
            assert!(
                Record::parse(&line).is_ok_and(|record| record.odd.is_none()),
                "{date}"
            );
        }
        let line = "{\"text\": \"Rain fell.\", \"date\": [3]}";
        assert!(Record::parse(line).is_ok_and(|record| record.odd.is_some()));
    }

    #[test]
    fn reads_dates_in_other_dress() {
        let date = Some(jiff::civil::date(2024, 11, 27));
        for value in [
            "2024-11-27",
            "20241127",
            "2024-11-27 10:00",
            "Wed, 27 Nov 2024 10:00:00 GMT",
        ] {
            assert_eq!(day(value), date, "{value}");
        }
        assert_eq!(day("2024-13-01"), None);
        assert_eq!(day("03/04/2024"), None);
    }
}
