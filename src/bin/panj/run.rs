//! The way through a batch of any size: a thread reads, all threads work, records go out in the
//! order of the inputs. No more than a few batches are in memory.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::Context;
use panj::read::{Error, ErrorKind, documents, inputs, layout, published};
use panj::{Document, Extractor};
use rayon::prelude::*;

use crate::args::Reading;
use crate::cache;
use crate::exit::Exit;
use crate::output::{Frame, Output};
use crate::report::Report;

/// What was made of one document.
#[derive(Debug, Default, PartialEq)]
pub struct Made {
    /// The records, serialised.
    pub records: Vec<String>,
    /// What the summary counts: one kind for each thing found.
    pub kinds: Vec<String>,
}

const BATCH_DOCUMENTS: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// The extractor of the pack that the arguments name. It lives as long as the process: taking it
/// apart in the end would be time lost.
pub fn extractor(reading: &Reading) -> anyhow::Result<&'static Extractor> {
    let pack = reading.pack.read()?;
    let extractor = cache::extractor(&pack, reading.no_cache)?;
    Ok(Box::leak(Box::new(extractor)))
}

/// Reads all inputs, does `work` on each document and writes the records.
pub fn run<F>(reading: &Reading, frame: Frame, noun: &'static str, work: F) -> anyhow::Result<Exit>
where
    F: Fn(&Document) -> Result<Made, String> + Sync,
{
    let threads = reading.jobs.map_or(0, |jobs| jobs.get());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.context("the threads cannot be started; try --jobs 1")?;
    let mut output = Output::open(reading.output.as_deref(), frame)?;
    let mut report = Report::new(reading.quiet, noun);
    keep_panics_quiet();
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(2);
        scope.spawn(move || read(reading, &sender));
        let result = consume(&receiver, &pool, &work, &mut output, &mut report);
        // The reader waits at the full channel: it ends when nobody receives any more.
        drop(receiver);
        result
    })?;
    output.finish()?;
    Ok(report.finish())
}

fn consume<F>(
    receiver: &Receiver<Batch>,
    pool: &rayon::ThreadPool,
    work: &F,
    output: &mut Output,
    report: &mut Report,
) -> anyhow::Result<()>
where
    F: Fn(&Document) -> Result<Made, String> + Sync,
{
    for batch in receiver {
        report.elsewhere(batch.elsewhere);
        let one = |item| match item {
            Ok(document) => guarded(&document, work).map(|made| (document.text.len(), made)),
            Err(error) => Err(Failure::Reading(error)),
        };
        let done: Vec<_> = pool.install(|| batch.items.into_par_iter().map(one).collect());
        for item in done {
            match item {
                Ok((bytes, made)) => {
                    for record in &made.records {
                        output.write(record)?;
                    }
                    report.done(bytes, made.kinds);
                }
                Err(Failure::Reading(error)) if error.is_warning() => report.warn(&error),
                Err(Failure::Reading(
                    error @ Error {
                        kind: ErrorKind::Duplicate { .. },
                        ..
                    },
                )) => {
                    report.skipped(&error);
                }
                Err(Failure::Reading(error)) => report.failed(&error),
                Err(Failure::Work(message)) => report.failed(&message),
            }
        }
        output.flush()?;
    }
    Ok(())
}

#[derive(Default)]
struct Batch {
    items: Vec<Result<Document, Error>>,
    bytes: usize,
    elsewhere: usize,
}

#[derive(Debug)]
enum Failure {
    Reading(Error),
    Work(String),
}

fn read(reading: &Reading, sender: &SyncSender<Batch>) {
    let mut batch = Batch::default();
    let mut seen = Seen::default();
    for input in inputs(reading.inputs.clone()) {
        let opened = input.and_then(|input| Ok((input.open()?, input)));
        let (stream, input) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                batch.items.push(Err(error));
                continue;
            }
        };
        let mut line = 0;
        for item in documents(&input.name(), input.format, stream) {
            line += 1;
            let item = match item {
                Ok(mut document) => {
                    let hash = hash(&document.id);
                    if reading.shard.is_some_and(|shard| !shard.takes(hash)) {
                        batch.elsewhere += 1;
                        continue;
                    }
                    if let Some(day) = reading.published.filter(|_| document.published.is_none()) {
                        let stated = published(&document.text, &layout(&document.text));
                        document.published = Some(stated.unwrap_or(day));
                    }
                    batch.bytes += document.text.len();
                    seen.check(&input.name(), hash, document)
                }
                // A pipe may have nothing to send; a file without content is a mistake.
                Err(Error {
                    kind: ErrorKind::Empty,
                    ..
                }) if input.name() == "-" => continue,
                Err(error) => Err(error),
            };
            batch.items.push(item);
            let full = batch.items.len() >= BATCH_DOCUMENTS || batch.bytes >= BATCH_BYTES;
            if full && sender.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
        if line == 0 {
            batch
                .items
                .push(Err(Error::new(input.name(), ErrorKind::Empty)));
        }
    }
    // Nobody receives after a closed pipe; there is nothing left to tell then.
    let _ = sender.send(batch);
}

/// The ids given so far, as hashes, each with the input that it came from.
#[derive(Default)]
struct Seen {
    inputs: Vec<String>,
    ids: HashMap<u64, u32>,
}

impl Seen {
    fn check(&mut self, input: &str, hash: u64, document: Document) -> Result<Document, Error> {
        if self.inputs.last().is_none_or(|last| last != input) {
            self.inputs.push(input.into());
        }
        let index = (self.inputs.len() - 1) as u32;
        match self.ids.insert(hash, index) {
            None => Ok(document),
            Some(first) => {
                self.ids.insert(hash, first);
                let first = self.inputs[first as usize].clone();
                Err(Error::new(
                    input,
                    ErrorKind::Duplicate {
                        id: document.id,
                        first,
                    },
                ))
            }
        }
    }
}

/// FNV-1a with a final mix: the same on every machine and in every version, so that shards agree.
fn hash(id: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

thread_local! {
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
    static GUARDED: RefCell<bool> = const { RefCell::new(false) };
}

/// Does `work` on a document; a panic is that document's failure and no more.
fn guarded<F>(document: &Document, work: &F) -> Result<Made, Failure>
where
    F: Fn(&Document) -> Result<Made, String>,
{
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(|| work(document)));
    GUARDED.set(false);
    let name = document.path.as_deref().unwrap_or("standard input");
    let fail =
        |message: String| Failure::Work(format!("{name}: document \"{}\": {message}", document.id));
    match result {
        Ok(made) => made.map_err(fail),
        Err(_) => {
            let cause = PANIC.take().unwrap_or_else(|| "unknown cause".into());
            Err(fail(format!(
                "panj has a fault ({cause}); please report it with this document"
            )))
        }
    }
}

/// Notes a guarded panic instead of printing it.
fn keep_panics_quiet() {
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !GUARDED.with_borrow(|guarded| *guarded) {
            return previous(info);
        }
        let payload = info.payload();
        let fixed = payload.downcast_ref::<&str>().copied();
        let message = fixed.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("panic");
        let place = info
            .location()
            .map(|l| format!(" at {}:{}", l.file(), l.line()));
        PANIC.set(Some(format!("{message}{}", place.unwrap_or_default())));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catches_a_panic_in_one_document() {
        keep_panics_quiet();
        let work = |document: &Document| match document.text.as_str() {
            "bad" => panic!("out of luck"),
            _ => Ok(Made::default()),
        };
        let failure = guarded(&Document::new("x", "bad"), &work);
        assert!(
            matches!(failure, Err(Failure::Work(message)) if message.contains("out of luck at src"))
        );
        assert!(guarded(&Document::new("y", "good"), &work).is_ok());
    }

    #[test]
    fn hashes_are_stable() {
        // Shards of an earlier run must hold the same documents.
        assert_eq!(hash("d01") % 1000, 367);
        assert_ne!(hash("d01"), hash("d02"));
    }
}
