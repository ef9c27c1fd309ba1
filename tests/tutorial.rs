//! Every command of the tutorial runs and prints what the tutorial shows.
#![cfg(unix)]

use std::path::Path;

use assert_cmd::Command;

const PAGE: &str = include_str!("../docs/rules.md");

/// A fenced block: the words behind the fence and its lines.
struct Block<'a> {
    info: &'a str,
    lines: Vec<&'a str>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(_), true) => open = false,
            (Some(info), false) => {
                open = true;
                let lines = Vec::new();
                out.push(Block { info, lines });
            }
            (None, true) => out.last_mut().expect("a block").lines.push(line),
            (None, false) => {}
        }
    }
    out
}

/// What a command prints, run in a shell that finds the program.
fn run(folder: &Path, line: &str) -> String {
    let program = assert_cmd::cargo::cargo_bin("panj");
    let programs = program.parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .output()
        .expect("the command runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code().is_some_and(|code| code < 2) || line.contains(" check "),
        "{line}\n{error}"
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether lines are as shown; `...` stands for any lines, at the end of a line for its rest.
fn shown(want: &[&str], have: &[&str]) -> bool {
    match (want.split_first(), have.split_first()) {
        (None, _) => have.is_empty(),
        (Some((&"...", rest)), None) => shown(rest, have),
        (Some((&"...", rest)), Some((_, after))) => shown(rest, have) || shown(want, after),
        (Some(_), None) => false,
        (Some((want, rest)), Some((have, after))) => {
            let same = match want.strip_suffix("...") {
                Some(start) => have.starts_with(start),
                None => want.trim_end() == have.trim_end(),
            };
            same && shown(rest, after)
        }
    }
}

#[test]
fn the_tutorial_is_true() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for block in blocks(PAGE) {
        if let Some(path) = block.info.strip_prefix("yaml ") {
            let text = block.lines.join("\n") + "\n";
            std::fs::write(folder.path().join(path), text).expect("a file");
        }
        if block.info != "console" {
            continue;
        }
        let mut lines = block.lines.into_iter().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").expect("a command");
            let mut want = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                want.push(line);
            }
            let text = run(folder.path(), command);
            let have: Vec<&str> = text.lines().collect();
            assert!(
                shown(&want, &have),
                "{command}\nshould print\n{}\nprints\n{text}",
                want.join("\n")
            );
            count += 1;
        }
    }
    assert!(count > 15, "only {count} commands");
}

#[test]
fn elided_lines_may_be_any() {
    assert!(shown(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(shown(&["...", "d"], &["d"]) && shown(&["...", "..."], &[]));
    assert!(shown(&["a..."], &["abc"]) && !shown(&["a"], &["abc"]));
    assert!(!shown(&["a", "..."], &[]));
}
