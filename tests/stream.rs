//! Streams without end: memory stays where it is, a slow reader slows the command down, and
//! nothing that a text holds makes its reading take longer than its length allows.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use panj::{Document, Extractor, Pack};

fn start(words: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin("panj"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("start")
}

/// Writes `count` reports of about `size` bytes and counts those that were taken.
fn feed(mut to: ChildStdin, count: usize, size: usize, taken: Arc<AtomicUsize>) {
    let text = "Rain fell on the road to Quetta in May. ".repeat(size / 40);
    for number in 0..count {
        let line = format!("{{\"id\": \"{number}\", \"text\": \"{text}\"}}\n");
        if to.write_all(line.as_bytes()).is_err() {
            return;
        }
        taken.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_stream() {
    let peak = |process: u32| -> usize {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.and_then(|n| n.parse().ok()).expect("peak in KB")
    };
    let mut child = start(&[
        "annotate", "-", "--quiet", "--jobs", "2", "--kinds", "person",
    ]);
    let to = child.stdin.take().expect("pipe");
    let writer = std::thread::spawn(move || feed(to, 15_000, 1200, Arc::default()));
    let (mut early, mut late) = (0, 0);
    let lines = BufReader::new(child.stdout.take().expect("pipe")).lines();
    for (number, _) in lines.enumerate() {
        match number {
            3_000 => early = peak(child.id()),
            14_500 => late = peak(child.id()),
            _ => {}
        }
    }
    writer.join().expect("writer");
    assert!(child.wait().expect("end").success());
    assert!(early > 0 && late > 0);
    // What a batch takes varies, and the allocator takes a few MB at a time; a leak of the texts would be
    // 14 MB, of the tokens much more.
    assert!(late < early + 9_000, "{early} KB, then {late} KB");
    assert!(late < 200_000, "{late} KB");
}

#[test]
fn a_slow_reader_slows_the_reading_down() {
    let mut child = start(&["annotate", "-", "--quiet", "--jobs", "2"]);
    let to = child.stdin.take().expect("pipe");
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let writer = std::thread::spawn(move || feed(to, 6000, 400, count));
    // Nobody reads: what is taken comes to a stand.
    let (mut before, mut since, begin) = (0, Instant::now(), Instant::now());
    while since.elapsed() < Duration::from_secs(1) && begin.elapsed() < Duration::from_secs(30) {
        let now = taken.load(Ordering::Relaxed);
        if now != before || now == 0 {
            (before, since) = (now, Instant::now());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(before < 3000, "{before} reports taken with none read");
    let mut out = String::new();
    let mut from = child.stdout.take().expect("pipe");
    from.read_to_string(&mut out).expect("text");
    writer.join().expect("writer");
    assert!(child.wait().expect("end").success());
    let ids = out.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        value["document"]["id"].as_str().expect("id").to_owned()
    });
    assert!(ids.eq((0..6000).map(|number| number.to_string())));
}

#[test]
fn nothing_in_gives_nothing_out() {
    let output = start(&["extract", "-"]).wait_with_output().expect("end");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
}

/// Texts that nobody would write, of about `size` bytes each.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let fill = |part: &str| part.repeat(size / part.len() + 1);
    vec![
        (
            "no full stop",
            fill("the road to the hills was closed and the river was high and "),
        ),
        ("one name", fill("Baghdad ")),
        ("long names", fill("Islamic State Khorasan Province ")),
        ("persons", fill("John Smith ")),
        ("open brackets", fill("([{“\"")),
        (
            "nested brackets",
            "(".repeat(size / 2) + &")".repeat(size / 2),
        ),
        ("quotes", fill("“a” ")),
        ("commas", fill("men, women, ")),
        ("one word", "a".repeat(size)),
        ("one number", "1".repeat(size)),
        ("numbers", fill("one hundred and two thousand ")),
        ("digits and commas", fill("1,")),
        ("dates", fill("12 May 2024 ")),
        ("days", fill("Monday ")),
        ("empty lines", "\n".repeat(size) + "a"),
        ("short lines", fill("a\n")),
        ("headings", fill("RAIN IN QUETTA\n\n")),
        ("items", fill("1. Rain fell.\n")),
        ("datelines", fill("KABUL, May 3 (Reuters) - ")),
        ("abbreviations", fill("U.S. ")),
        ("hyphens", fill("a-")),
        ("addresses", fill("http://a.b/c?d=e&")),
        ("boilerplate", fill("Share this article\n")),
        ("accents", "a".to_owned() + &"\u{301}".repeat(size / 2)),
        ("no spaces", "汉".repeat(size / 3)),
        ("relatives", fill("the man who said that ")),
    ]
}

/// The texts on which eight times the length takes far more than eight times the time.
fn out_of_proportion(texts: impl Fn(usize) -> Vec<(&'static str, String)>) -> Vec<String> {
    let extractor = Extractor::new(&Pack::embedded()).expect("the shipped pack is sound");
    let measure = |text: String| {
        let report = Document::new("1", text);
        let once = || {
            let start = Instant::now();
            std::hint::black_box(extractor.extract(&report));
            start.elapsed()
        };
        // The faster of two: other work on the machine only ever adds.
        once().min(once())
    };
    let mut slow = Vec::new();
    for ((name, short), (_, long)) in texts(6_000).into_iter().zip(texts(48_000)) {
        let (short, long) = (measure(short), measure(long));
        // Square growth would be 64 times the time.
        if long > short * 24 + Duration::from_millis(20) {
            slow.push(format!("{name}: {short:?}, then {long:?}"));
        }
    }
    slow
}

#[test]
fn time_grows_with_length_and_no_faster() {
    let slow = out_of_proportion(hostile);
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn time_grows_with_the_number_of_events_and_no_faster() {
    let slow = out_of_proportion(|size| {
        let fill = |part: &str| part.repeat(size / part.len() + 1);
        vec![
            ("attacks", fill("Gunmen attacked an army post in Quetta. ")),
            (
                "groups",
                fill("Taliban and Hamas attacked Hezbollah and Fatah. "),
            ),
            ("tolls", fill("Two men died. ")),
        ]
    });
    assert!(slow.is_empty(), "{slow:#?}");
}
