//! `panj rules sample`: sentences that a rule would match.

use std::io::Write;

use anyhow::Context;
use panj::prove::{Outcome, Prover};

use super::args::Sample;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Sample) -> anyhow::Result<Exit> {
    let extractor = args.pack.compile()?;
    let set = extractor.rules();
    let at = set.rules.iter().position(|r| r.id.as_str() == args.id);
    let at = at.with_context(|| super::show::unknown(set, &args.id))?;
    let rule = &set.rules[at];
    let title = format!("{} ({}:{})", rule.id, rule.file, rule.line);
    let mut out = anstream::stdout().lock();
    writeln!(out, "{title}")?;
    let (mut found, mut missed) = (0, 0);
    for (derived, samples) in Prover::new(extractor).samples(at, args.each) {
        let voice = derived.voice.map_or("as written", |voice| voice.as_str());
        writeln!(out, "  {voice:<10}  {}", derived.text)?;
        for sample in &samples {
            match &sample.outcome {
                Outcome::Found => {
                    found += 1;
                    writeln!(out, "    + {}", sample.text)?;
                }
                Outcome::Otherwise(slots) => {
                    missed += 1;
                    let slots: Vec<String> = slots
                        .iter()
                        .map(|(slot, text)| format!("{slot}: {text}"))
                        .collect();
                    writeln!(out, "    ? {}", sample.text)?;
                    writeln!(out, "        found {}", slots.join(", "))?;
                }
                Outcome::Missed => {
                    missed += 1;
                    writeln!(out, "    ? {}", sample.text)?;
                    writeln!(out, "        not found")?;
                }
            }
        }
        if samples.is_empty() {
            writeln!(out, "    no sentence: a word or phrase for it is missing")?;
        }
    }
    writeln!(
        out,
        "{found} found, {missed} templates without a sentence that is found as marked"
    )?;
    Ok(Exit::Well)
}
