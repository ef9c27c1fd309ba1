//! What a rule, a word or a list of codes stands for.

use std::io::Write;

use anyhow::Context;
use panj::diagnostic::{Code, nearest};
use panj::rules::{Irregular, Pos, RuleSet, VerbForms, expand as derive};

use super::args::{Expand, Forms};
use crate::args::compile;
use crate::exit::Exit;

/// `panj rules expand`.
pub fn expand(args: &Expand) -> anyhow::Result<Exit> {
    let extractor = args.pack.compile()?;
    let set = extractor.rules();
    let rule = set.rule(&args.id).with_context(|| unknown(set, &args.id))?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} ({}:{})", rule.id, rule.file, rule.line)?;
    for derived in derive(rule, set) {
        let voice = derived.voice.map_or("as written", |voice| voice.as_str());
        writeln!(out, "  {voice:<10}  {}", derived.text)?;
    }
    Ok(Exit::Well)
}

/// What to say of a rule that does not exist.
pub fn unknown(set: &RuleSet, id: &str) -> String {
    let ids: Vec<&str> = set.rules.iter().map(|rule| rule.id.as_str()).collect();
    match nearest(id, ids.iter().copied()) {
        Some(near) => format!("{id}: no such rule; did you mean {near}?"),
        None => format!("{id}: no such rule"),
    }
}

/// `panj rules forms`.
pub fn forms(args: &Forms) -> anyhow::Result<Exit> {
    let pack = args.pack.read()?;
    let extractor = compile(&pack)?;
    let set = extractor.rules();
    let table = pack
        .files()
        .find(|(path, _)| path == "rules/lexicons/irregular.tsv");
    let irregular = Irregular::parse(table.map_or("", |(_, text)| text));
    let lemma = args.lemma.to_lowercase();
    let (first, rest) = lemma.split_once(' ').unwrap_or((&lemma, ""));
    let VerbForms {
        base,
        third,
        past,
        participle,
        ing,
    } = irregular.verb(first);
    let verb: Vec<String> = [vec![base], vec![third], past, participle, ing]
        .into_iter()
        .map(|forms| {
            forms
                .iter()
                .map(|f| format!("{f} {rest}").trim().to_owned())
                .collect::<Vec<_>>()
                .join("/")
        })
        .collect();
    let (before, last) = lemma.rsplit_once(' ').unwrap_or(("", &lemma));
    let plural: Vec<String> = irregular
        .noun(last)
        .iter()
        .map(|f| format!("{before} {f}").trim().to_owned())
        .collect();
    let mut out = anstream::stdout().lock();
    writeln!(out, "verb  {}", verb.join(", "))?;
    writeln!(out, "noun  {lemma}, {}", plural.join("/"))?;
    let mut none = true;
    for lexicon in &set.lexicons {
        for entry in lexicon
            .entries
            .iter()
            .filter(|e| e.lemma.eq_ignore_ascii_case(&lemma))
        {
            none = false;
            let part = match entry.pos {
                Pos::Verb => "verb",
                Pos::Noun => "noun",
                Pos::Adjective => "adjective",
                Pos::Adverb => "adverb",
                Pos::Word => "word",
            };
            let including: Vec<&str> = set
                .lexicons
                .iter()
                .filter(|l| {
                    l.included
                        .iter()
                        .any(|&i| set.lexicons[i].name.as_str() == lexicon.name.as_str())
                })
                .map(|l| l.name.as_str())
                .collect();
            let by = if including.is_empty() {
                String::new()
            } else {
                format!(", taken in by {}", including.join(", "))
            };
            let file = &lexicon.name.file;
            let source = set.files.iter().find(|f| f.path == *file);
            let line = source.map_or(1, |f| {
                let before = f.source.bytes().take(entry.span.start);
                before.filter(|&b| b == b'\n').count() + 1
            });
            writeln!(out, "{part} in {{{}}} ({file}:{line}){by}", lexicon.name)?;
        }
    }
    if none {
        writeln!(out, "in no lexicon")?;
    }
    Ok(Exit::Well)
}

/// `panj rules codes`.
pub fn codes() -> anyhow::Result<Exit> {
    let mut out = anstream::stdout().lock();
    for code in Code::ALL {
        writeln!(
            out,
            "{code}  {:<7}  {}",
            code.severity().to_string(),
            code.title()
        )?;
    }
    Ok(Exit::Well)
}
