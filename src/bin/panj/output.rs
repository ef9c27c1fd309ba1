//! Where records go: standard output, or a file that appears only when it is complete.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// What stands around and between the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Each record ends its line.
    Lines,
    /// The records are one JSON array.
    Array,
}

/// A stream of records.
pub struct Output {
    writer: Option<BufWriter<Box<dyn Write>>>,
    file: Option<Pending>,
    frame: Frame,
    first: bool,
}

/// A file under its temporary name; it goes away unless it is put in place.
struct Pending {
    temporary: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Opens `path`, or standard output.
    pub fn open(path: Option<&Path>, frame: Frame) -> anyhow::Result<Output> {
        let (inner, file): (Box<dyn Write>, _) = match path {
            None => (Box::new(io::stdout().lock()), None),
            Some(target) => {
                if target.is_dir() {
                    anyhow::bail!("{}: is a folder; name a file with -o", target.display());
                }
                let name = target
                    .file_name()
                    .context("-o: name a file")?
                    .to_string_lossy();
                let temporary =
                    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
                let file = File::create(&temporary)
                    .with_context(|| format!("{}: cannot be written", target.display()))?;
                (
                    Box::new(file),
                    Some(Pending {
                        temporary,
                        target: target.into(),
                    }),
                )
            }
        };
        let writer = Some(BufWriter::with_capacity(1 << 16, inner));
        Ok(Output {
            writer,
            file,
            frame,
            first: true,
        })
    }

    /// Writes one record.
    pub fn write(&mut self, record: &str) -> io::Result<()> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        match (self.frame, self.first) {
            (Frame::Lines, _) => {}
            (Frame::Array, true) => writer.write_all(b"[\n")?,
            (Frame::Array, false) => writer.write_all(b",\n")?,
        }
        self.first = false;
        writer.write_all(record.as_bytes())?;
        if self.frame == Frame::Lines {
            writer.write_all(b"\n")
        } else {
            Ok(())
        }
    }

    /// Hands on what is buffered, so that a reader of a stream need not wait.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }

    /// Completes the stream and puts the file in its place.
    pub fn finish(mut self) -> anyhow::Result<()> {
        if let Some(mut writer) = self.writer.take() {
            match (self.frame, self.first) {
                (Frame::Lines, _) => {}
                (Frame::Array, true) => writer.write_all(b"[]\n")?,
                (Frame::Array, false) => writer.write_all(b"\n]\n")?,
            }
            writer.flush()?;
        }
        if let Some(file) = &self.file {
            std::fs::rename(&file.temporary, &file.target)
                .with_context(|| format!("{}: cannot be written", file.target.display()))?;
        }
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // After a successful rename there is nothing to remove, and that is no failure.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

/// Serialises a record; the line breaks that JSON allows inside strings are escaped, since many
/// readers of lines break there.
pub fn record<T: serde::Serialize>(value: &T) -> Result<String, String> {
    let json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    let mut out = json;
    for (mark, escape) in [
        ('\u{2028}', "\\u2028"),
        ('\u{2029}', "\\u2029"),
        ('\u{85}', "\\u0085"),
    ] {
        if out.contains(mark) {
            out = out.replace(mark, escape);
        }
    }
    Ok(out)
}

/// Whether the reader of the output has gone, as `head` does; that is no failure.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes_line_breaks_of_unicode() {
        let line = super::record(&"a\u{2028}b\u{2029}c\u{85}d\ne").expect("json");
        assert_eq!(line, r#""a\u2028b\u2029c\u0085d\ne""#);
    }
}
