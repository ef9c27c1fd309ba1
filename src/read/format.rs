//! Formats: one text a file, or one JSON object a line.
//!
//! In comes a stream of bytes with its path; out go documents one by one, each or an [`Error`]
//! about it. It never holds more than one document in memory.

use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::path::Path;

use super::record::Record;
use super::{Error, ErrorKind, decode};
use crate::Document;

/// The largest document that is read, in bytes.
pub const LIMIT: u64 = 256 << 20;

/// How a file divides into documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The whole file is one report.
    Text,
    /// One JSON object a line: `id`, `text`, `published` or `date`, `title`, `source`.
    JsonLines,
    /// JSON Lines if the first byte that is no white space is `{` or `[`, else text.
    Sniff,
}

impl Format {
    /// The format that a file's extension names; `None` if it says nothing.
    pub fn of_path(path: &Path) -> Option<Format> {
        match extension(path).as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Format::Text),
            "jsonl" | "ndjson" | "json lines" | "jsonlines" => Some(Format::JsonLines),
            _ => None,
        }
    }

    /// The extension, if files that have it must be converted before they can be read.
    #[cfg(feature = "cli")]
    pub(crate) fn unsupported(path: &Path) -> Option<String> {
        let extension = extension(path);
        let known = [
            "pdf", "doc", "docx", "odt", "rtf", "htm", "html", "xml", "csv", "tsv", "xls", "xlsx",
            "parquet", "zip", "gz", "bz2", "xz", "zst", "7z", "tar", "epub", "eml", "msg",
        ];
        known.contains(&extension.as_str()).then_some(extension)
    }
}

/// The file name without its extension.
pub fn stem(path: &str) -> String {
    match Path::new(path).file_stem() {
        _ if path == "-" => "stdin".into(),
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => path.into(),
    }
}

/// Reads the documents of one input; `path` is `-` for standard input.
pub fn documents<R: BufRead>(path: &str, format: Format, input: R) -> Documents<R> {
    Documents {
        path: path.into(),
        format,
        input,
        line: 0,
        seen: 0,
        done: false,
        ready: VecDeque::new(),
    }
}

/// The documents of one input, in order; a warning stands before the document that it is about.
#[derive(Debug)]
pub struct Documents<R> {
    path: String,
    format: Format,
    input: R,
    line: usize,
    seen: usize,
    done: bool,
    ready: VecDeque<Result<Document, Error>>,
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.done {
            if let Err(error) = self.read() {
                self.done |= error.line.is_none();
                return Some(Err(error));
            }
        }
        self.ready.pop_front()
    }
}

impl<R: BufRead> Documents<R> {
    fn read(&mut self) -> Result<(), Error> {
        let wide = match self.format {
            Format::Text => false,
            _ if self.line == 0 => self.sniff()?,
            _ => false,
        };
        match self.format {
            Format::Text | Format::Sniff => self.whole(),
            Format::JsonLines if wide => self.wide_lines(),
            Format::JsonLines => self.next_line(),
        }
    }

    /// Looks at the first bytes; tells whether they are JSON Lines in UTF-16.
    fn sniff(&mut self) -> Result<bool, Error> {
        let path = &self.path;
        let start = self
            .input
            .fill_buf()
            .map_err(|e| Error::new(path, e.into()))?;
        let wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        let plain = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let first = plain
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .copied();
        match (self.format, first) {
            (_, Some(b'[')) if self.format == Format::JsonLines || json_array(plain) => {
                return Err(Error::new(path, ErrorKind::JsonArray));
            }
            (Format::Sniff, Some(b'{')) => self.format = Format::JsonLines,
            (Format::Sniff, _) => self.format = Format::Text,
            _ => {}
        }
        Ok(wide)
    }

    fn whole(&mut self) -> Result<(), Error> {
        self.done = true;
        let fail = |kind| Error::new(&self.path, kind);
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LIMIT + 1).read_to_end(&mut bytes);
        if read.map_err(|e| fail(e.into()))? as u64 > LIMIT {
            return Err(fail(ErrorKind::TooLarge));
        }
        let decoded = decode(bytes).map_err(fail)?;
        if decoded.text.trim().is_empty() {
            return Err(fail(ErrorKind::Empty));
        }
        self.ready.push_back(Ok(Document {
            id: stem(&self.path),
            text: decoded.text,
            path: named(&self.path),
            encoding: decoded.encoding,
            ..Document::default()
        }));
        Ok(())
    }

    fn next_line(&mut self) -> Result<(), Error> {
        self.line += 1;
        let mut bytes = Vec::new();
        let read = self
            .input
            .by_ref()
            .take(LIMIT + 1)
            .read_until(b'\n', &mut bytes);
        // A stream that fails is over: the next line would fail in the same way.
        let read = read.map_err(|e| Error::new(&self.path, e.into()))? as u64;
        if read == 0 {
            return self.finish();
        }
        if read > LIMIT && bytes.last() != Some(&b'\n') {
            self.skip_line()?;
            return Err(Error::at_line(&self.path, self.line, ErrorKind::TooLarge));
        }
        if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        if bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        self.seen += 1;
        let decoded = decode(bytes).map_err(|kind| Error::at_line(&self.path, self.line, kind))?;
        self.object(&decoded.text, decoded.encoding)
    }

    /// Reads UTF-16 at once: its line ends are no single bytes.
    fn wide_lines(&mut self) -> Result<(), Error> {
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LIMIT + 1).read_to_end(&mut bytes);
        if read.map_err(|e| Error::new(&self.path, e.into()))? as u64 > LIMIT {
            return Err(Error::new(&self.path, ErrorKind::TooLarge));
        }
        let text = decode(bytes)
            .map_err(|kind| Error::new(&self.path, kind))?
            .text;
        for line in text.lines() {
            self.line += 1;
            if line.trim().is_empty() {
                continue;
            }
            self.seen += 1;
            if let Err(error) = self.object(line, None) {
                self.ready.push_back(Err(error));
            }
        }
        self.finish()
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.done = true;
        if self.seen == 0 {
            Err(Error::new(&self.path, ErrorKind::Empty))
        } else {
            Ok(())
        }
    }

    fn skip_line(&mut self) -> Result<(), Error> {
        loop {
            let buffer = self
                .input
                .fill_buf()
                .map_err(|e| Error::new(&self.path, e.into()))?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(buffer.len(), |at| at + 1);
            self.input.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }

    fn object(&mut self, line: &str, encoding: Option<String>) -> Result<(), Error> {
        let fail = |kind| Error::at_line(&self.path, self.line, kind);
        let record = Record::parse(line).map_err(fail)?;
        self.ready.extend(record.odd.map(|kind| Err(fail(kind))));
        self.ready.push_back(Ok(Document {
            id: record
                .id
                .unwrap_or_else(|| format!("{}:{}", stem(&self.path), self.line)),
            text: record.text,
            title: record.title,
            published: record.published,
            source: record.source,
            path: named(&self.path),
            encoding,
        }));
        Ok(())
    }
}

fn extension(path: &Path) -> String {
    path.extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

fn named(path: &str) -> Option<String> {
    (path != "-").then(|| path.into())
}

/// `[` can begin a text ("[Text] Ten men…"); an array of objects goes on with `{`.
fn json_array(start: &[u8]) -> bool {
    let mut marks = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    marks.next() == Some(&b'[') && marks.next() == Some(&b'{')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, format: Format, bytes: &[u8]) -> Vec<Result<Document, String>> {
        documents(path, format, bytes)
            .map(|item| item.map_err(|e| e.to_string()))
            .collect()
    }

    #[test]
    fn reads_a_text_as_one_document() {
        let found = read("news/a.b.txt", Format::Text, b"Two men died.");
        let document = found[0].as_ref().expect("document");
        assert_eq!(
            (document.id.as_str(), document.path.as_deref()),
            ("a.b", Some("news/a.b.txt"))
        );
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn reads_lines_and_goes_on_after_broken_ones() {
        let lines =
            b"\xef\xbb\xbf{\"id\":7,\"text\":\"A\",\"date\":\"2024-11-27T10:00:00Z\",\"x\":[1]}\n\
            {\"id\":\"b\"}\n\n{\"text\":\n{\"text\":\"D\",\"published\":\"soon\",\"title\":null}";
        let found = read("c.jsonl", Format::JsonLines, lines);
        let first = found[0].as_ref().expect("document");
        assert_eq!(
            (first.id.as_str(), first.published),
            ("7", Some(jiff::civil::date(2024, 11, 27)))
        );
        let message = |i: usize| found[i].as_ref().expect_err("error").as_str();
        assert_eq!(
            message(1),
            "c.jsonl:2: has no text; put the report under the key \"text\""
        );
        assert!(
            message(2).starts_with("c.jsonl:4: broken JSON: EOF"),
            "{}",
            message(2)
        );
        assert!(
            message(3).starts_with("c.jsonl:5: \"soon\" is no date"),
            "{}",
            message(3)
        );
        let last = found[4].as_ref().expect("document");
        assert_eq!((last.id.as_str(), last.published), ("c:5", None));
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn sniffs_standard_input() {
        assert_eq!(
            read("-", Format::Sniff, b" {\"text\":\"A\"}")[0]
                .as_ref()
                .map(|d| d.id.as_str()),
            Ok("stdin:1")
        );
        assert_eq!(
            read("-", Format::Sniff, b"[Text] Men died.")[0]
                .as_ref()
                .map(|d| d.id.as_str()),
            Ok("stdin")
        );
        assert!(
            read("-", Format::Sniff, b"[{\"text\":\"A\"}]")[0]
                .as_ref()
                .is_err_and(|e| e.contains("jq"))
        );
    }

    #[test]
    fn says_what_is_empty() {
        for (format, bytes) in [
            (Format::Text, &b" \n"[..]),
            (Format::JsonLines, b"\n\n"),
            (Format::Sniff, b""),
        ] {
            let found = read("e.txt", format, bytes);
            assert_eq!(found, [Err("e.txt: is empty; nothing to read".to_owned())]);
        }
    }
}
