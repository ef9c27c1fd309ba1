//! Arguments to inputs: files, folders, patterns and standard input, in a stable order.
//!
//! In come the words of a command line; out go [`Input`]s that can be opened, one by one. It never
//! gathers the whole list, and what cannot be found is an error of its own that stops nothing.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::{Walk, WalkBuilder};

use super::{Error, ErrorKind, Format};

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The file; `-` is standard input.
    pub path: PathBuf,
    /// How it divides into documents.
    pub format: Format,
}

impl Input {
    /// The path as messages and documents show it.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// Opens it for reading.
    pub fn open(&self) -> Result<Box<dyn BufRead + Send>, Error> {
        if self.path.as_os_str() == "-" {
            return Ok(Box::new(BufReader::new(io::stdin())));
        }
        match File::open(&self.path) {
            Ok(file) => Ok(Box::new(BufReader::with_capacity(1 << 16, file))),
            Err(error) => Err(Error::new(self.name(), failure(error))),
        }
    }
}

/// Finds the inputs that `arguments` name, in their order; those of a folder or pattern by name.
pub fn inputs(arguments: Vec<PathBuf>) -> impl Iterator<Item = Result<Input, Error>> + Send {
    arguments
        .into_iter()
        .flat_map(|argument| -> Box<dyn Iterator<Item = _> + Send> {
            let shown = argument.to_string_lossy().into_owned();
            if shown == "-" {
                return once(Ok(Input {
                    path: argument,
                    format: Format::Sniff,
                }));
            }
            match argument.metadata() {
                Ok(meta) if meta.is_dir() => {
                    let found = files(&argument).filter_map(|entry| match entry {
                        Ok(path) => Format::of_path(&path).map(|format| Ok(Input { path, format })),
                        Err(error) => Some(Err(error)),
                    });
                    Box::new(OrElse::new(found, Error::new(shown, ErrorKind::NoFiles)))
                }
                Ok(_) => once(named(argument)),
                Err(_) if shown.contains(['*', '?', '[', '{']) => pattern(&shown),
                Err(error) => once(Err(Error::new(shown, failure(error)))),
            }
        })
}

fn once<T: Send + 'static>(item: T) -> Box<dyn Iterator<Item = T> + Send> {
    Box::new(std::iter::once(item))
}

fn failure(error: io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::NotFound => ErrorKind::Missing,
        _ => ErrorKind::Io(error),
    }
}

/// A file that was asked for by name: its extension can be unknown, but not that of another format.
fn named(path: PathBuf) -> Result<Input, Error> {
    if let Some(extension) = Format::unsupported(&path) {
        let kind = ErrorKind::Unsupported(extension);
        return Err(Error::new(path.to_string_lossy(), kind));
    }
    let format = Format::of_path(&path).unwrap_or(Format::Sniff);
    Ok(Input { path, format })
}

fn pattern(shown: &str) -> Box<dyn Iterator<Item = Result<Input, Error>> + Send> {
    let glob = match GlobBuilder::new(shown).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            return once(Err(Error::new(
                shown,
                ErrorKind::Pattern(error.kind().to_string()),
            )));
        }
    };
    let plain = |part: &std::path::Component<'_>| {
        !part
            .as_os_str()
            .to_string_lossy()
            .contains(['*', '?', '[', '{'])
    };
    let root: PathBuf = Path::new(shown).components().take_while(plain).collect();
    let here = root.as_os_str().is_empty();
    let missing = Error::new(shown, ErrorKind::NoMatch);
    let root = if here { PathBuf::from(".") } else { root };
    if !root.is_dir() {
        return once(Err(missing));
    }
    let found = files(&root).filter_map(move |entry| match entry {
        Ok(path) => {
            let path = path
                .strip_prefix("./")
                .map(Path::to_path_buf)
                .unwrap_or(path);
            glob.is_match(&path).then(|| named(path))
        }
        Err(error) => Some(Err(error)),
    });
    Box::new(OrElse::new(found, missing))
}

/// All files below `folder`, by name, without hidden ones.
pub fn files(folder: &Path) -> impl Iterator<Item = Result<PathBuf, Error>> + Send + use<> {
    let shown = folder.to_string_lossy().into_owned();
    let walk: Walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let file = entry.file_type().is_some_and(|kind| kind.is_file())
                || entry.path_is_symlink() && entry.path().is_file();
            file.then(|| Ok(entry.into_path()))
        }
        Err(error) => {
            let message = error.to_string();
            let error = error
                .into_io_error()
                .unwrap_or_else(|| io::Error::other(message));
            Some(Err(Error::new(&shown, ErrorKind::Io(error))))
        }
    })
}

/// Yields `otherwise` as an error if the inner iterator yields nothing.
struct OrElse<I> {
    inner: I,
    otherwise: Option<Error>,
}

impl<I> OrElse<I> {
    fn new(inner: I, otherwise: Error) -> Self {
        OrElse {
            inner,
            otherwise: Some(otherwise),
        }
    }
}

impl<T, I: Iterator<Item = Result<T, Error>>> Iterator for OrElse<I> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.inner.next() {
            Some(item) => {
                self.otherwise = None;
                Some(item)
            }
            None => self.otherwise.take().map(Err),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(argument: PathBuf) -> Vec<String> {
        inputs(vec![argument])
            .map(|item| item.map_or_else(|error| error.to_string(), |input| input.name()))
            .collect()
    }

    #[test]
    fn walks_folders_and_patterns_by_name() {
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path();
        std::fs::create_dir(root.join("b")).expect("folder");
        for name in [
            "c.txt",
            "a.jsonl",
            "b/x.md",
            ".hidden.txt",
            "d.pdf",
            "e.log",
        ] {
            std::fs::write(root.join(name), "Two men died.").expect("file");
        }
        let show = |name: &str| root.join(name).to_string_lossy().into_owned();
        assert_eq!(
            names(root.into()),
            [show("a.jsonl"), show("b/x.md"), show("c.txt")]
        );
        assert_eq!(names(root.join("*.txt")), [show("c.txt")]);
        assert_eq!(names(root.join("**/*.md")), [show("b/x.md")]);
        assert_eq!(names(root.join("e.log")), [show("e.log")]);
        assert!(names(root.join("d.pdf"))[0].contains(".pdf files are not supported"));
        assert!(names(root.join("*.csv"))[0].ends_with("no file matches this pattern"));
        assert!(names(root.join("nowhere"))[0].contains("no such file or folder"));
    }
}
