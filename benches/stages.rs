//! The stages that the library shows, and all of them together, in bytes of text a second.
//!
//! `cargo bench` runs everything; `cargo bench -- extract` what is called so. The corpus is made
//! anew each time, from a seed.

use divan::Bencher;
use divan::counter::BytesCount;
use panj::annotate::time::{TimeContext, TimeWords};
use panj::read::{Format, documents, layout, published};
use panj::text::{Text, Vocabulary, split, tokenize};
use panj::{Document, Extractor, Pack};

mod corpus;

use corpus::Style;

const STYLES: [Style; 3] = Style::ALL;
const BYTES: usize = 300_000;

fn main() {
    divan::main();
}

fn lines(style: Style) -> Vec<u8> {
    let mut lines = Vec::new();
    corpus::write(&mut lines, 1, style, BYTES).expect("memory takes it");
    lines
}

fn reports(style: Style) -> Vec<Document> {
    documents("corpus.jsonl", Format::JsonLines, lines(style).as_slice())
        .map(|report| report.expect("the corpus is well-formed"))
        .collect()
}

fn bytes(reports: &[Document]) -> BytesCount {
    BytesCount::new(
        reports
            .iter()
            .map(|report| report.text.len())
            .sum::<usize>(),
    )
}

fn extractor() -> Extractor {
    Extractor::new(&Pack::embedded()).expect("the shipped pack is sound")
}

/// The pack, from its files to what runs.
#[divan::bench(sample_count = 10)]
fn start_up() -> Extractor {
    extractor()
}

/// JSON Lines to documents.
#[divan::bench(args = STYLES)]
fn read(bencher: Bencher, style: Style) {
    let lines = lines(style);
    let size = bytes(&reports(style));
    bencher.counter(size).bench(|| {
        documents("corpus.jsonl", Format::JsonLines, lines.as_slice())
            .filter_map(Result::ok)
            .map(|report| report.text.len())
            .sum::<usize>()
    });
}

/// Header, dateline and boilerplate.
#[divan::bench(args = STYLES)]
fn page(bencher: Bencher, style: Style) {
    let reports = reports(style);
    bencher.counter(bytes(&reports)).bench(|| {
        for report in &reports {
            let page = layout(&report.text);
            divan::black_box(published(&report.text, &page));
        }
    });
}

/// Words, each looked up, and sentences.
#[divan::bench(args = STYLES)]
fn words(bencher: Bencher, style: Style) {
    let reports = reports(style);
    let vocabulary = vocabulary();
    bencher.counter(bytes(&reports)).bench(|| {
        for report in &reports {
            divan::black_box(text(&report.text, &vocabulary));
        }
    });
}

/// Dates and times, words already found.
#[divan::bench(args = STYLES)]
fn dates(bencher: Bencher, style: Style) {
    let reports = reports(style);
    let mut vocabulary = vocabulary();
    let pack = include_str!("../rules/dates.yaml");
    let times = TimeWords::compile(pack, &mut vocabulary).expect("the shipped pack is sound");
    let texts: Vec<Text> = reports
        .iter()
        .map(|report| text(&report.text, &vocabulary))
        .collect();
    bencher.counter(bytes(&reports)).bench(|| {
        for (report, text) in reports.iter().zip(&texts) {
            let mut context = TimeContext::new(report.published, None);
            for sentence in &text.sentences {
                divan::black_box(times.find(text, sentence.tokens(), &mut context));
            }
        }
    });
}

/// Everything up to the names, dates and numbers.
#[divan::bench(args = STYLES, sample_count = 10)]
fn annotate(bencher: Bencher, style: Style) {
    let reports = reports(style);
    let extractor = extractor();
    bencher.counter(bytes(&reports)).bench(|| {
        for report in &reports {
            divan::black_box(extractor.annotate(report));
        }
    });
}

/// Documents to events.
#[divan::bench(args = STYLES, sample_count = 10)]
fn extract(bencher: Bencher, style: Style) {
    let reports = reports(style);
    let extractor = extractor();
    bencher.counter(bytes(&reports)).bench(|| {
        for report in &reports {
            divan::black_box(extractor.extract(report));
        }
    });
}

/// Events to JSON, by bytes of the text that they were read from.
#[divan::bench(args = STYLES)]
fn write(bencher: Bencher, style: Style) {
    let reports = reports(style);
    let extractor = extractor();
    let events: Vec<_> = reports.iter().flat_map(|r| extractor.extract(r)).collect();
    bencher.counter(bytes(&reports)).bench(|| {
        for event in &events {
            divan::black_box(serde_json::to_string(event).expect("events are plain data"));
        }
    });
}

/// JSON Lines to lines of events: the command without its threads.
#[divan::bench(args = STYLES, sample_count = 10)]
fn whole(bencher: Bencher, style: Style) {
    let lines = lines(style);
    let size = bytes(&reports(style));
    let extractor = extractor();
    bencher.counter(size).bench(|| {
        let reports = documents("corpus.jsonl", Format::JsonLines, lines.as_slice());
        let mut out = Vec::new();
        for report in reports.filter_map(Result::ok) {
            for event in extractor.extract(&report) {
                serde_json::to_writer(&mut out, &event).expect("events are plain data");
                out.push(b'\n');
            }
        }
        out
    });
}

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for line in include_str!("../rules/lexicons/english.tsv").lines() {
        if let Some(word) = line
            .split('\t')
            .next()
            .filter(|word| !word.starts_with('#'))
        {
            vocabulary.add(word);
        }
    }
    vocabulary
}

fn text<'a>(source: &'a str, vocabulary: &Vocabulary) -> Text<'a> {
    let tokens = tokenize(source, vocabulary);
    let whole = 0..source.len();
    let sentences = split(source, &tokens, std::slice::from_ref(&whole));
    Text {
        source,
        tokens,
        sentences,
    }
}
