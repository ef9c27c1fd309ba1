//! `panj extract`: reports to events.

use crate::args::{Extract, Format};
use crate::exit::Exit;
use crate::output::{Frame, record};
use crate::run::{self, Made};

/// Runs the command.
pub fn run(args: &Extract) -> anyhow::Result<Exit> {
    let extractor = run::extractor(&args.reading)?;
    let frame = match args.format {
        Format::Ndjson => Frame::Lines,
        Format::Json => Frame::Array,
    };
    run::run(&args.reading, frame, "events", |document| {
        let events = extractor.extract(document);
        let records = events.iter().map(record).collect::<Result<_, _>>()?;
        Ok(Made {
            records,
            kinds: events.into_iter().map(|event| event.kind).collect(),
        })
    })
}
