//! `panj rules test`: the examples of all rules.

use std::collections::BTreeMap;
use std::io::Write;

use panj::prove::{Prover, Survivor, describe, summary, tally};

use super::args::Test;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Test) -> anyhow::Result<Exit> {
    let mut prover = Prover::new(super::extractor(args.folder.as_deref())?);
    if args.mutate {
        return mutate(&mut prover, args);
    }
    let mut proofs = prover.examples();
    if let Some(id) = &args.rule {
        proofs.retain(|proof| proof.rule.starts_with(id));
        anyhow::ensure!(
            !proofs.is_empty(),
            "{id}: no rule with examples has an id that starts so"
        );
    }
    let mut out = anstream::stdout().lock();
    for proof in proofs.iter().filter(|proof| !proof.holds()) {
        writeln!(out, "{}", describe(proof))?;
    }
    if args.files {
        let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for proof in &proofs {
            let (passed, all) = files.entry(&proof.file).or_default();
            *passed += usize::from(proof.holds());
            *all += 1;
        }
        for (file, (passed, all)) in files {
            writeln!(out, "{passed:>4} of {all:>3}  {file}")?;
        }
    }
    writeln!(out, "{}", summary(&proofs))?;
    let failed = proofs.iter().any(|proof| !proof.holds());
    Ok(if failed { Exit::Documents } else { Exit::Well })
}

/// Lists what could go without any example noticing; that is advice and no failure.
fn mutate(prover: &mut Prover, args: &Test) -> anyhow::Result<Exit> {
    let mut survivors = prover.survivors();
    if let Some(id) = &args.rule {
        survivors.retain(|survivor| survivor.rule.starts_with(id));
    }
    let mut out = anstream::stdout().lock();
    if args.counts {
        write!(out, "{}", tally(&survivors))?;
    } else {
        for Survivor {
            rule,
            file,
            line,
            part,
            ..
        } in &survivors
        {
            writeln!(out, "{file}:{line}: {rule}: {part}")?;
        }
    }
    writeln!(out, "{} parts that no example misses", survivors.len())?;
    Ok(Exit::Well)
}
