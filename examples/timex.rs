//! Reads documents as JSON lines (`id`, `text`, `dct` or `date`) and writes their time expressions,
//! one line a document: `{"id", "timexes": [{"start", "end", "type", "value", "edtf"}]}`.
//! With `--speed` it writes nothing but the speed of the date pass.

use std::io::{BufRead, Write};

use jiff::civil::{Date, DateTime};
use panj::annotate::time::{TimeContext, TimeWords, TimexType};
use panj::text::{SentenceKind, Text, Vocabulary, split, tokenize};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let speed = std::env::args().any(|a| a == "--speed");
    let mut vocabulary = Vocabulary::default();
    let words = TimeWords::compile(include_str!("../rules/dates.yaml"), &mut vocabulary)?;
    let (mut bytes, mut nanoseconds) = (0usize, 0u128);
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let source = document["text"].as_str().unwrap_or("");
        let dct = document["dct"]
            .as_str()
            .or(document["date"].as_str())
            .unwrap_or("");
        let published: Option<Date> = dct.get(..10).and_then(|d| d.parse().ok());
        let time = dct
            .parse::<DateTime>()
            .ok()
            .filter(|_| dct.len() > 10)
            .map(|d| d.time());
        let tokens = tokenize(source, &vocabulary);
        let whole = 0..source.len();
        let sentences = split(source, &tokens, std::slice::from_ref(&whole));
        let text = Text {
            source,
            tokens,
            sentences,
        };
        let rounds = if speed { 20 } else { 1 };
        let mut mentions = Vec::new();
        let begin = std::time::Instant::now();
        for _ in 0..rounds {
            mentions.clear();
            let mut context = TimeContext::new(published, time);
            let mut item = 0;
            for sentence in &text.sentences {
                if sentence.item != item {
                    item = sentence.item;
                    if item == 0 {
                        context.leave_item()
                    } else {
                        context.enter_item()
                    }
                }
                let found = words.find(&text, sentence.tokens(), &mut context);
                if sentence.kind == SentenceKind::Heading {
                    context.heading(&found);
                }
                mentions.extend(found);
            }
        }
        nanoseconds += begin.elapsed().as_nanos();
        bytes += source.len() * rounds;
        if speed {
            continue;
        }
        let mut timexes = Vec::new();
        for m in &mentions {
            let start = text.tokens[m.tokens.start].start as usize;
            let end = text.tokens[m.tokens.end - 1].end as usize;
            let kind = match m.kind {
                TimexType::Date => "DATE",
                TimexType::Time => "TIME",
                TimexType::Duration => "DURATION",
                TimexType::Set => "SET",
            };
            timexes.push(serde_json::json!({
                "start": source[..start].chars().count(),
                "end": source[..end].chars().count(),
                "type": kind,
                "value": m.value,
                "edtf": m.edtf,
            }));
        }
        let record = serde_json::json!({"id": document["id"], "timexes": timexes});
        writeln!(out, "{record}")?;
    }
    if speed {
        let rate = bytes as f64 / 1e6 / (nanoseconds as f64 / 1e9);
        writeln!(out, "{rate:.0} MB/s")?;
    }
    Ok(())
}
