//! The pack is data: edits count at once, faults stop the run, and no text makes the engine panic.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use panj::event::Event;
use panj::{Document, Extractor, Pack};
use proptest::prelude::*;
use tempfile::TempDir;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Pack::embedded()).expect("the embedded pack is sound"));

/// The embedded pack as files, as `panj init` writes it.
fn written() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in Pack::embedded().files() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

fn pack(folder: &Path) -> Pack {
    let (rules, gazetteers) = (folder.join("rules"), folder.join("gazetteers"));
    Pack::from_dirs(Some(&rules), Some(&gazetteers)).expect("the folders")
}

fn extractor(folder: &Path) -> Extractor {
    Extractor::new(&pack(folder)).unwrap_or_else(|faults| panic!("{faults}"))
}

fn events(extractor: &Extractor, text: &str) -> Vec<Event> {
    extractor.extract(&Document::new("d", text))
}

fn bytes(extractor: &Extractor, text: &str) -> String {
    let document = Document::new("d", text);
    let events = serde_json::to_string(&extractor.extract(&document)).expect("JSON");
    events + &serde_json::to_string(&extractor.annotate(&document)).expect("JSON")
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("seeds")
        .map(|e| e.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect()
}

#[test]
fn a_written_pack_gives_what_the_embedded_one_gives() {
    let folder = written();
    let extractor = extractor(folder.path());
    for text in seeds() {
        assert_eq!(bytes(&extractor, &text), bytes(&EXTRACTOR, &text));
    }
}

#[test]
fn a_new_rule_counts_without_recompiling() {
    const TEXT: &str = "Gunmen blorked three soldiers in Kabul on Monday.";
    assert!(events(&EXTRACTOR, TEXT).is_empty());

    let folder = written();
    let rule = "rules:\n\
                \x20 - id: assault/blork\n\
                \x20   event: ASSAULT\n\
                \x20   frame: <actors> {blork} <recipients>\n\
                \x20   examples: |\n\
                \x20     + <actors Gunmen> blorked <recipients two men>.\n\
                \x20     - The blorks sang.\n";
    let lexicon = "language: 1\nlexicons:\n  blork: {verbs: [blork]}\n";
    edit(folder.path(), "rules/events/assault.yaml", "rules:\n", rule);
    fs::write(folder.path().join("rules/lexicons/own.yaml"), lexicon).expect("written");

    let events = events(&extractor(folder.path()), TEXT);
    assert_eq!(events.len(), 1, "{events:#?}");
    assert_eq!(events[0].kind, "ASSAULT");
    assert_eq!(events[0].evidence.rules, ["assault/blork"]);
    assert_eq!(events[0].recipients[0].text, "three soldiers");
}

#[test]
fn a_new_name_counts_without_recompiling() {
    const TEXT: &str = "The Blue Lantern Society killed three soldiers in Kabul on Monday.";
    let folder = written();
    let entry = "entries:\n\
                 \x20 - id: org/blue-lantern\n\
                 \x20   name: Blue Lantern Society\n\
                 \x20   kind: organisation\n";
    edit(
        folder.path(),
        "gazetteers/organisations/ngos.yaml",
        "entries:\n",
        entry,
    );
    let actor = |extractor: &Extractor| {
        let events = events(extractor, TEXT);
        events.first().and_then(|e| e.actors.first()?.id.clone())
    };
    assert_eq!(actor(&EXTRACTOR), None);
    assert_eq!(
        actor(&extractor(folder.path())).as_deref(),
        Some("org/blue-lantern")
    );
}

#[test]
fn every_fault_is_told_before_any_document_is_read() {
    let folder = written();
    edit(
        folder.path(),
        "rules/events/assault.yaml",
        "<actors>",
        "<actorz>",
    );
    edit(
        folder.path(),
        "rules/events/coerce.yaml",
        "{arrest}",
        "{arest}",
    );
    let faults = Extractor::new(&pack(folder.path()))
        .expect_err("two faults")
        .to_string();
    for told in [
        "rules/events/assault.yaml:",
        "P011",
        "rules/events/coerce.yaml:",
        "P010",
    ] {
        assert!(faults.contains(told), "{told} is missing in\n{faults}");
    }

    let report = folder.path().join("report.txt");
    let output = folder.path().join("events.ndjson");
    fs::write(&report, "Gunmen killed three soldiers.").expect("written");
    let run = Command::cargo_bin("panj")
        .expect("the command")
        .args(["extract", "--rules"])
        .arg(folder.path().join("rules"))
        .arg("--output")
        .arg(&output)
        .arg(&report)
        .output()
        .expect("a run");
    assert_eq!(run.status.code(), Some(2));
    assert!(run.stdout.is_empty());
    assert!(!output.exists());
}

/// Types and modes are what the ontology says of them, whatever they are called.
#[test]
fn the_engine_knows_no_event_type_by_name() {
    let folder = written();
    let names = [
        ("ASSAULT", "STRIFE"),
        ("COERCE", "PRESSURE"),
        ("MOBILIZE", "GATHER"),
        ("RETREAT", "LEAVING"),
    ];
    let rules = folder.path().join("rules");
    let mut files = vec![rules.join("ontology.yaml"), rules.join("contexts.yaml")];
    let own = fs::read_dir(rules.join("events")).expect("rules");
    files.extend(own.map(|entry| entry.expect("an entry").path()));
    for path in files {
        let text = fs::read_to_string(&path).expect("a file");
        let text = names.iter().fold(text, |t, (a, b)| t.replace(a, b));
        fs::write(path, text).expect("written");
    }
    let renamed = extractor(folder.path());
    let told = |event: &Event| {
        let mut value = serde_json::to_value(event).expect("JSON");
        for key in ["id", "type", "codes"] {
            value.as_object_mut().expect("a record").remove(key);
        }
        value
    };
    for text in seeds() {
        let mine: Vec<_> = events(&renamed, &text).iter().map(told).collect();
        let shipped: Vec<_> = events(&EXTRACTOR, &text).iter().map(told).collect();
        assert_eq!(mine, shipped);
    }
}

#[test]
fn a_missing_folder_is_an_error_that_names_it() {
    let error = Pack::from_dirs(Some(Path::new("no/such/rules")), None).expect_err("no folder");
    assert!(error.to_string().contains("no/such/rules"), "{error}");
}

#[test]
fn threads_share_an_extractor_and_give_the_same_bytes() {
    let texts = seeds();
    let run = || {
        texts
            .iter()
            .map(|text| bytes(&EXTRACTOR, text))
            .collect::<Vec<_>>()
    };
    let once = run();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), once);
        }
    });
}

#[test]
fn odd_texts_do_no_harm() {
    let odd = [
        "",
        "\u{feff}",
        "\0\0\0",
        "\n\n\n",
        "\r\r\n",
        "\u{301}\u{301}",
        "\u{202e}killed\u{202c}",
        "99999999999999999999999999 people were killed.",
        "Between 5 and 0 people were killed on 31 February 2024.",
        "KABUL, MARCH 3 (AGENCY) —",
        "“““ killed ‘‘ by ))) [[[ ...",
        "Gunmen killed killed killed by by by who who who.",
        "No comments:\n\nPost a Comment\n",
        "On May 0, 0000, at 99:99, -1 men attacked 0.0.0 men.",
        "İstanbul’da \u{fb01}ve sol\u{ad}diers were ki\u{200b}lled.",
    ];
    for text in odd {
        check(text);
    }
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let sentence = "Gunmen killed three soldiers and abducted a teacher in Kabul on 12 May 2024, \
                    officials said. ";
    check(&sentence.repeat(1_000_000 / sentence.len()));
    check(&"killed ".repeat(1_000));
    check(&"x".repeat(1_000_000));
}

/// Extracts and annotates; all offsets lie in the text.
fn check(text: &str) {
    let document = Document::new("d", text);
    let length = text.chars().count();
    for event in EXTRACTOR.extract(&document) {
        let spans = event
            .evidence
            .sentences
            .iter()
            .chain([&event.evidence.anchor]);
        for span in spans {
            assert!(
                span.start <= span.end && span.end <= length,
                "{text:?}: {span:?}"
            );
        }
    }
    for mention in EXTRACTOR.annotate(&document).mentions {
        assert!(
            mention.start <= mention.end && mention.end <= length,
            "{text:?}: {mention:?}"
        );
    }
}

/// Texts of words that mean something to the engine, in any order.
fn wordy() -> impl Strategy<Value = String> {
    let words = [
        "gunmen",
        "killed",
        "attack",
        "on",
        "by",
        "the",
        "who",
        "was",
        "were",
        "not",
        "and",
        "of",
        "to",
        "said",
        "Kabul",
        "Tajik",
        "three",
        "dozens",
        "May",
        "12",
        "2024",
        "Monday",
        "last",
        "soldiers",
        "'s",
        ",",
        ".",
        ";",
        ":",
        "“",
        "”",
        "(",
        ")",
        "—",
        "-",
        "\n",
        "\n\n",
        "if",
        "that",
        "accused",
        "at least",
        "between",
        "claimed responsibility",
        "ISKP",
        "KABUL",
        "U.S.",
        "drone",
        "border",
        "with",
        "five-year-old",
        "11/9",
        "$",
        "%",
        "€5m",
        "@",
        "http://x.y/z",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_string_makes_it_panic(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn no_printable_string_makes_it_panic(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn no_order_of_words_makes_it_panic(text in wordy()) {
        check(&text);
    }
}
