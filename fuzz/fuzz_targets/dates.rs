//! No text, with or without a publication date, makes the date or number pass panic.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use panj::annotate::number::NumberWords;
use panj::annotate::time::{TimeContext, TimeWords, is_edtf};
use panj::text::{Text, Vocabulary, split, tokenize};

static WORDS: OnceLock<(TimeWords, NumberWords, Vocabulary)> = OnceLock::new();

fuzz_target!(|input: (i32, &str)| {
    let (days, source) = input;
    let (times, numbers, vocabulary) = WORDS.get_or_init(|| {
        let yaml = include_str!("../../rules/dates.yaml");
        let mut vocabulary = Vocabulary::default();
        let times = TimeWords::compile(yaml, &mut vocabulary).unwrap();
        let numbers = NumberWords::compile(yaml, &mut vocabulary).unwrap();
        (times, numbers, vocabulary)
    });
    let published = jiff::civil::Date::new(2000, 1, 1)
        .ok()
        .and_then(|date| date.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
    let tokens = tokenize(source, vocabulary);
    let whole = 0..source.len();
    let sentences = split(source, &tokens, std::slice::from_ref(&whole));
    let text = Text { source, tokens, sentences };
    let mut context = TimeContext::new(published, None);
    let mut counts = Vec::new();
    for sentence in &text.sentences {
        for mention in times.find(&text, sentence.tokens(), &mut context) {
            assert!(!text.span(mention.tokens).is_empty());
            assert!(mention.edtf.is_none_or(|e| is_edtf(&e)));
        }
        numbers.find(&text, sentence.tokens(), &mut counts);
    }
});
