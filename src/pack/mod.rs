//! A pack: the rules and gazetteers that an analyst edits, compiled once into an [`Extractor`].

mod compile;
mod extractor;
mod types;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use extractor::Extractor;
pub(crate) use types::Deeds;

static RULES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/rules");
static GAZETTEERS: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/gazetteers");

/// Rules and gazetteers, as texts.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    files: Vec<(String, Cow<'static, str>)>,
    /// Where the rules and the gazetteers were read from, unless they are the embedded ones.
    rules: Option<PathBuf>,
    gazetteers: Option<PathBuf>,
}

/// A pack that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A folder that does not exist.
    #[error("{}: no such folder; `panj init DIR` writes one to start from", .0.display())]
    Missing(PathBuf),
    /// A folder without a file of a pack.
    #[error("{}: no .yaml, .yml or .tsv file in this folder; `panj init DIR` writes one to start from", .0.display())]
    Empty(PathBuf),
    /// A file that cannot be read.
    #[error("{}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
}

/// What is wrong with a pack's files, for people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Diagnostics(pub String);

impl Pack {
    /// The pack that the program carries.
    pub fn embedded() -> Pack {
        let mut pack = Pack::default();
        pack.collect("rules", &RULES);
        pack.collect("gazetteers", &GAZETTEERS);
        pack.sort();
        pack
    }

    /// A pack from folders; the embedded part stands in for a folder that is not given.
    ///
    /// Either may be the folder of a whole pack, as `panj init` writes it, and stands for the
    /// `rules` or `gazetteers` in it. Rules of a whole pack bring its gazetteers, if others are not
    /// given.
    ///
    /// # Errors
    /// A folder that does not exist or holds no file of a pack, a file that cannot be read. What
    /// the files hold is judged by [`Extractor::new`].
    pub fn from_dirs(rules: Option<&Path>, gazetteers: Option<&Path>) -> Result<Pack, PackError> {
        let inner = |dir: &Path, name: &str| Some(dir.join(name)).filter(|path| path.is_dir());
        let whole = rules.filter(|dir| inner(dir, "rules").is_some());
        let within = |dir: &Path, name: &str| inner(dir, name).unwrap_or_else(|| dir.to_owned());
        let mut pack = Pack {
            rules: rules.map(|dir| within(dir, "rules")),
            gazetteers: match gazetteers {
                Some(dir) => Some(within(dir, "gazetteers")),
                None => whole.and_then(|dir| inner(dir, "gazetteers")),
            },
            ..Pack::default()
        };
        for (name, dir, embedded) in [
            ("rules", pack.rules.clone(), &RULES),
            ("gazetteers", pack.gazetteers.clone(), &GAZETTEERS),
        ] {
            match dir {
                Some(dir) => {
                    let before = pack.files.len();
                    pack.read(name, &dir)?;
                    if pack.files.len() == before {
                        return Err(PackError::Empty(dir));
                    }
                }
                None => pack.collect(name, embedded),
            }
        }
        pack.sort();
        Ok(pack)
    }

    /// Where a file of the pack stands on disk, for messages; an embedded one has its path only.
    pub fn shown(&self, path: &str) -> String {
        let (root, rest) = path.split_once('/').unwrap_or((path, ""));
        let folder = match root {
            "rules" => &self.rules,
            "gazetteers" => &self.gazetteers,
            _ => &None,
        };
        match folder {
            Some(folder) if rest.is_empty() => folder.display().to_string(),
            Some(folder) => folder.join(rest).display().to_string(),
            None => path.to_owned(),
        }
    }

    /// The files by their path, which begins with `rules/` or `gazetteers/`.
    pub fn files(&self) -> impl Iterator<Item = (String, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.clone(), text.as_ref()))
    }

    fn sort(&mut self) {
        self.files.sort_by(|a, b| a.0.cmp(&b.0));
    }

    fn file(&self, path: &str) -> Option<&str> {
        let found = self.files.iter().find(|(p, _)| p == path);
        found.map(|(_, text)| text.as_ref())
    }

    fn collect(&mut self, root: &str, dir: &'static include_dir::Dir<'static>) {
        for file in dir.files() {
            let path = format!("{root}/{}", file.path().display());
            self.files
                .push((path, file.contents_utf8().unwrap_or_default().into()));
        }
        for dir in dir.dirs() {
            self.collect(root, dir);
        }
    }

    fn read(&mut self, root: &str, dir: &Path) -> Result<(), PackError> {
        if !dir.is_dir() {
            return Err(PackError::Missing(dir.to_owned()));
        }
        let unreadable = |path: &Path, e| PackError::Unreadable(path.to_owned(), e);
        for entry in std::fs::read_dir(dir).map_err(|e| unreadable(dir, e))? {
            let path = entry.map_err(|e| unreadable(dir, e))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with('.') {
                continue;
            }
            let inner = format!("{root}/{name}");
            if path.is_dir() {
                self.read(&inner, &path)?;
            } else if [".yaml", ".yml", ".tsv", ".md"]
                .iter()
                .any(|e| name.ends_with(e))
            {
                let bytes = std::fs::read(&path).map_err(|e| unreadable(&path, e))?;
                // What is not UTF-8 is a fault of this file, told with those of all others.
                let text = String::from_utf8(bytes)
                    .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
                self.files.push((inner, text.into()));
            }
        }
        Ok(())
    }

    /// The rule files: everything in `rules/` but the word lists and the dates.
    pub fn rule_files(&self) -> Vec<(String, &str)> {
        self.files()
            .filter(|(path, _)| {
                path.starts_with("rules/")
                    && (path.ends_with(".yaml") || path.ends_with(".yml"))
                    && !path.ends_with("dates.yaml")
            })
            .collect()
    }
}
