//! Where compiled packs are kept, and extractors from there.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use panj::{Extractor, Pack};

/// The extractor of a pack: from the cache folder unless `fresh` or the environment asks for none.
pub fn extractor(pack: &Pack, fresh: bool) -> anyhow::Result<Extractor> {
    let folder = if fresh { None } else { folder(env::var_os) };
    let extractor = match folder {
        Some(folder) => Extractor::cached(pack, &folder),
        None => Extractor::new(pack),
    };
    extractor.map_err(|diagnostics| anyhow::anyhow!("{diagnostics}"))
}

/// `PANJ_CACHE_DIR`, else `panj` in the user's folder for such files. None with `PANJ_CACHE=off`.
fn folder(variable: impl Fn(&'static str) -> Option<OsString>) -> Option<PathBuf> {
    if variable("PANJ_CACHE").is_some_and(|value| value.eq_ignore_ascii_case("off")) {
        return None;
    }
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if let Some(own) = set("PANJ_CACHE_DIR") {
        return Some(own.into());
    }
    // The base folders must be absolute: a relative one would mean another folder in each.
    let base = |name| set(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let home = || base("HOME").map(|home| home.join(".cache"));
    let found = base("XDG_CACHE_HOME").or_else(home);
    found.map(|folder| folder.join(Path::new("panj")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder() {
        let with = |set: &'static [(&str, &str)]| {
            let found = folder(|name| {
                let value = set.iter().find(|(n, _)| *n == name);
                value.map(|(_, v)| OsString::from(v))
            });
            found
                .map(|path| path.display().to_string())
                .unwrap_or_default()
        };
        assert_eq!(with(&[]), "");
        assert_eq!(with(&[("HOME", "/h")]), "/h/.cache/panj");
        assert_eq!(with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]), "/x/panj");
        assert_eq!(
            with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "x")]),
            "/h/.cache/panj"
        );
        assert_eq!(with(&[("HOME", "/h"), ("PANJ_CACHE_DIR", "c")]), "c");
        assert_eq!(with(&[("PANJ_CACHE_DIR", "/c"), ("PANJ_CACHE", "off")]), "");
    }
}
