//! The command and bad input: each is told once, in clear words, and the rest goes on.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }
    folder
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("panj").expect("binary");
    // One compiled pack for all tests, and none in the home of whoever runs them.
    command.env(
        "PANJ_CACHE_DIR",
        concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"),
    );
    command.current_dir(folder).args(words);
    command
}

fn panj(folder: &Path, words: &[&str]) -> Run {
    finish(command(folder, words))
}

fn finish(mut command: Command) -> Run {
    let output = command.output().expect("run");
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The ids of the documents that `panj annotate` wrote.
fn ids(out: &str) -> Vec<String> {
    let id = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        value["document"]["id"].as_str().expect("id").to_owned()
    };
    out.lines().map(id).collect()
}

#[test]
fn reads_folders_files_patterns_and_standard_input_in_order() {
    let files: &[(&str, &[u8])] = &[
        ("n/b.txt", b"Two men died."),
        ("n/a.md", b"Two men died."),
        ("n/x.log", b"no"),
        ("c.txt", b"One."),
    ];
    let folder = folder(files);
    let mut command = command(folder.path(), &["annotate", "c.txt", "n", "-", "n/*.log"]);
    command.write_stdin("{\"id\": \"s\", \"text\": \"Rain fell.\"}\n");
    let run = finish(command);
    assert_eq!(
        (ids(&run.out).join(" "), run.code),
        ("c a b s x".into(), 0),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("5 documents read, 0 skipped, 0 failed"),
        "{}",
        run.err
    );
    let quiet = panj(folder.path(), &["annotate", "--quiet", "n"]);
    assert_eq!(quiet.err, "");
}

#[test]
fn tells_what_cannot_be_read_and_goes_on() {
    let cases: &[(&str, &str)] = &[
        ("missing", "missing: no such file or folder"),
        ("*.nix", "*.nix: no file matches this pattern"),
        ("empty.txt", "empty.txt: is empty"),
        ("empty.jsonl", "empty.jsonl: is empty"),
        ("hollow", "hollow: holds no .txt, .md or .jsonl file"),
        ("bin.txt", "bin.txt: looks like a binary file"),
        ("a.pdf", "a.pdf: .pdf files are not supported"),
        ("array.jsonl", "array.jsonl: is a JSON array"),
        ("lines.jsonl", "lines.jsonl:2: has no text"),
        ("broken.jsonl", "broken.jsonl:1: broken JSON"),
    ];
    let folder = folder(&[
        ("good.txt", b"Two men died."),
        ("empty.txt", b""),
        ("empty.jsonl", b"\n"),
        ("hollow/x.bin", b"x"),
        ("bin.txt", b"\x00\x01\x02PK\x00\x00"),
        ("a.pdf", b"%PDF"),
        ("array.jsonl", b"[\n{\"text\": \"A\"}\n]"),
        (
            "lines.jsonl",
            b"{\"text\": \"A\"}\n{\"id\": \"b\"}\n{\"text\": \"C\"}",
        ),
        ("broken.jsonl", b"{\"text\": \"A\n{\"text\": \"B\"}"),
    ]);
    for (input, message) in cases {
        let run = panj(folder.path(), &["annotate", input, "good.txt"]);
        assert!(
            run.err.contains(&format!("error: {message}")),
            "{input}: {}",
            run.err
        );
        assert_eq!(run.err.matches("error:").count(), 1, "{}", run.err);
        assert_eq!(run.code, 1, "{input}");
        assert_eq!(
            ids(&run.out).last().map(String::as_str),
            Some("good"),
            "{input}"
        );
    }
    let run = panj(folder.path(), &["annotate", "lines.jsonl"]);
    assert_eq!(ids(&run.out), ["lines:1", "lines:3"]);
}

#[cfg(unix)]
#[test]
fn tells_what_must_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("shut.txt", b"Two men died."), ("good.txt", b"Rain fell.")]);
    let shut = folder.path().join("shut.txt");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&shut).is_ok() {
        return; // The administrator may read everything.
    }
    let run = panj(folder.path(), &["annotate", "shut.txt", "good.txt"]);
    assert!(run.err.contains("shut.txt: cannot be read"), "{}", run.err);
    assert_eq!((run.code, ids(&run.out).len()), (1, 1));
}

#[test]
fn guesses_the_encoding_of_what_is_not_utf8() {
    let folder = folder(&[("old.txt", b"The caf\xe9 was hit; two men died.")]);
    let run = panj(folder.path(), &["annotate", "--format", "text", "old.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("café"), "{}", run.out);
}

#[test]
fn reports_an_unreadable_date_and_reads_on() {
    let folder = folder(&[("a.jsonl", b"{\"text\": \"A\", \"published\": \"soon\"}")]);
    let run = panj(folder.path(), &["annotate", "a.jsonl"]);
    assert!(
        run.err.contains("warning: a.jsonl:1: \"soon\" is no date"),
        "{}",
        run.err
    );
    assert_eq!((run.code, ids(&run.out).len()), (0, 1));
}

#[test]
fn reads_a_line_of_fifty_megabytes() {
    // Long words: the line is long, not the work.
    let mut text = format!("{}. ", "rain".repeat(256)).repeat(50 * 1024);
    text += "Gunmen killed two men in Gao.";
    let folder = folder(&[("long.txt", text.as_bytes())]);
    let run = panj(folder.path(), &["extract", "long.txt"]);
    assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.err);
}

#[test]
fn reports_both_places_of_an_id_given_twice() {
    let folder = folder(&[("a/x.txt", b"Two men died."), ("b/x.txt", b"Rain fell.")]);
    let run = panj(folder.path(), &["annotate", "a", "b"]);
    let message = "b/x.txt: the id \"x\" was already used by a/x.txt";
    assert!(run.err.contains(message), "{}", run.err);
    assert!(
        run.err.contains("1 document read, 1 skipped, 0 failed"),
        "{}",
        run.err
    );
    assert_eq!((run.code, ids(&run.out)), (1, vec!["x".to_owned()]));
}

#[test]
fn writes_a_file_only_when_it_is_complete() {
    let folder = folder(&[("a.txt", b"Two men died."), ("in/b.txt", b"Rain fell.")]);
    let run = panj(folder.path(), &["annotate", "a.txt", "-o", "out.ndjson"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let written = fs::read_to_string(folder.path().join("out.ndjson")).expect("file");
    assert_eq!(ids(&written), ["a"]);
    for words in [
        ["extract", "a.txt", "-o", "in"],
        ["extract", "a.txt", "-o", "nowhere/out"],
        ["extract", "a.txt", "--rules", "nowhere"],
    ] {
        let run = panj(folder.path(), &words);
        assert_eq!(run.code, 2, "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["a.txt", "in", "out.ndjson"]);
}

#[test]
fn writes_the_same_bytes_with_any_number_of_threads() {
    let lines: String = (0..900)
        .map(|i| format!("{{\"id\": \"{i}\", \"text\": \"In {i} towns rain fell.\"}}\n"))
        .collect();
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let one = panj(folder.path(), &["annotate", "a.jsonl", "--jobs", "1"]);
    let four = panj(folder.path(), &["annotate", "a.jsonl", "--jobs", "4"]);
    assert!(one.out == four.out);
    assert_eq!(ids(&one.out).len(), 900);
    let mut parts: Vec<String> = ["1/3", "2/3", "3/3"]
        .iter()
        .flat_map(|part| ids(&panj(folder.path(), &["annotate", "a.jsonl", "--shard", part]).out))
        .collect();
    parts.sort_by_key(|id| id.parse::<u32>().unwrap_or_default());
    assert_eq!(parts, ids(&one.out));
    let array = panj(folder.path(), &["annotate", "a.jsonl", "--format", "json"]);
    let array: Vec<serde_json::Value> = serde_json::from_str(&array.out).expect("array");
    assert_eq!(array.len(), 900);
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    use std::process::{Command, Stdio};
    let line = format!(
        "{{\"text\": \"{}\"}}\n",
        "Rain fell on the fort. ".repeat(400)
    );
    let folder = folder(&[("a.jsonl", line.repeat(3000).as_bytes())]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("panj"))
        .current_dir(folder.path())
        .args(["annotate", "--format", "text", "a.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("start");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("end");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn uses_the_given_day_only_where_none_is_stated() {
    let folder = folder(&[
        ("a.txt", b"Rain fell on the fort."),
        (
            "b.jsonl",
            b"{\"text\": \"Rain fell.\", \"date\": \"2023-01-02\"}",
        ),
    ]);
    let run = panj(
        folder.path(),
        &["annotate", "--published", "2024-05-06", "a.txt", "b.jsonl"],
    );
    assert!(
        run.out
            .lines()
            .next()
            .is_some_and(|line| line.contains("2024-05-06")),
        "{}",
        run.out
    );
    assert!(
        run.out
            .lines()
            .last()
            .is_some_and(|line| line.contains("2023-01-02")),
        "{}",
        run.out
    );
    assert_eq!(
        panj(
            folder.path(),
            &["annotate", "--published", "06/05/2024", "a.txt"]
        )
        .code,
        2
    );
}

#[test]
fn writes_the_pack_and_overwrites_nothing() {
    let folder = folder(&[]);
    assert_eq!(panj(folder.path(), &["init", "mine"]).code, 0);
    assert!(
        ["rules", "gazetteers", "docs/schemas"]
            .iter()
            .all(|f| folder.path().join("mine").join(f).is_dir())
    );
    let again = panj(folder.path(), &["init", "mine"]);
    assert!(
        again.code == 2 && again.err.contains("--force"),
        "{}",
        again.err
    );
    assert_eq!(panj(folder.path(), &["init", "mine", "--force"]).code, 0);
}

#[test]
fn prints_the_schema_of_events() {
    let folder = folder(&[]);
    let run = panj(folder.path(), &["schema", "events"]);
    let schema: serde_json::Value = serde_json::from_str(&run.out).expect("schema");
    assert_eq!(schema["title"], "Event");
}

/// A pack of one's own, as `panj init` writes it into `my-pack`.
fn own_pack() -> TempDir {
    let folder = folder(&[("a.txt", b"Gunmen killed five men in Gao.")]);
    assert_eq!(panj(folder.path(), &["init", "my-pack"]).code, 0);
    folder
}

#[test]
fn every_command_takes_a_whole_pack_or_its_rules() {
    let folder = own_pack();
    let sentence = "Gunmen killed five men in Gao.";
    for rules in ["my-pack", "my-pack/rules"] {
        for words in [
            &["extract", "a.txt", "--rules", rules][..],
            &["rules", "explain", sentence, "--rules", rules],
            &["rules", "expand", "assault/kill", "--rules", rules],
            &["rules", "forms", "kill", "--rules", rules],
            &["rules", "check", rules, "--file", "assault.yaml"],
        ] {
            let run = panj(folder.path(), words);
            assert_eq!(run.code, 0, "{words:?}: {}", run.err);
            assert!(!run.out.is_empty(), "{words:?}");
        }
    }
}

#[test]
fn names_the_files_of_a_pack_as_they_stand_on_disk() {
    let folder = own_pack();
    let rules = folder.path().join("my-pack/rules");
    fs::write(rules.join("own.yaml"), "language: 1\nruls: []\n").expect("file");
    for (from, rules, file) in [
        (".", "my-pack", "my-pack/rules/own.yaml:2:1"),
        ("my-pack", ".", "./rules/own.yaml:2:1"),
        ("my-pack/rules", ".", "./own.yaml:2:1"),
    ] {
        let from = folder.path().join(from);
        for words in [
            &["rules", "check", rules][..],
            &["rules", "forms", "x", "--rules", rules],
        ] {
            let run = panj(&from, words);
            assert_eq!(run.code, 2);
            assert!((run.out + &run.err).contains(file), "{words:?}");
        }
    }
    fs::remove_file(rules.join("dates.yaml")).expect("file");
    let run = panj(&rules, &["extract", "../../a.txt", "--rules", "."]);
    let message = ".: no dates.yaml in this folder";
    assert!(run.code == 2 && run.err.contains(message), "{}", run.err);
}

#[test]
fn a_file_in_another_encoding_hides_no_fault_of_others() {
    let folder = own_pack();
    let pack = folder.path().join("my-pack");
    for (name, bytes) in [
        (
            "rules/a.yaml",
            &b"language: 1\nlexicons:\n  x: {words: [caf\xe9]}\n"[..],
        ),
        ("rules/b.yaml", b"language: 1\nruls: []\n"),
        (
            "gazetteers/c.tsv",
            b"id\tname\tkind\nx/1\tCaf\xe9\tregion\n",
        ),
    ] {
        fs::write(pack.join(name), bytes).expect("file");
    }
    for words in [
        &["rules", "check", "my-pack"][..],
        &["extract", "a.txt", "--rules", "my-pack"],
    ] {
        let run = panj(folder.path(), words);
        let told = run.out + &run.err;
        assert_eq!(run.code, 2, "{told}");
        for place in [
            "rules/a.yaml:3:18",
            "rules/b.yaml:2:1",
            "gazetteers/c.tsv:2: this is not UTF-8",
        ] {
            assert!(told.contains(place), "{place}: {told}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_told_once() {
    let folder = folder(&[]);
    for words in [
        &["rules", "explain", "missing.txt"][..],
        &["rules", "explain", "no/such"],
        &["rules", "coverage", "missing.txt"],
    ] {
        let run = panj(folder.path(), words);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert_eq!(run.err.matches("no such file").count(), 1, "{}", run.err);
    }
}

#[test]
fn shows_the_kinds_that_are_asked_for_under_the_text() {
    let folder = folder(&[("a.txt", b"Gunmen killed five men in Gao on Monday.")]);
    let words = ["annotate", "a.txt", "--format", "text", "--kinds", "place"];
    let run = panj(folder.path(), &words);
    let lines: Vec<&str> = run.out.lines().map(str::trim).collect();
    assert_eq!(lines[1..], ["place", ""], "{}", run.out);
}
