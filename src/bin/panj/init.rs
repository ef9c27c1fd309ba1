//! `panj init`: the embedded pack as files, for editing.

use std::io::Write;

use anyhow::Context;
use panj::Pack;

use crate::args::Init;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Init) -> anyhow::Result<Exit> {
    let pack = Pack::embedded();
    let folder = args.folder.display();
    if !args.force {
        let mut there = pack
            .files()
            .filter(|(path, _)| args.folder.join(path).exists());
        if let Some((path, _)) = there.next() {
            anyhow::bail!("{folder}/{path} exists already; --force overwrites it and the others");
        }
    }
    let mut count = 0;
    // Editors find the schemas where the first line of each file says.
    let schemas = crate::schema::of_files();
    let schemas =
        schemas.map(|(name, value)| (format!("docs/schemas/{name}"), format!("{value:#}\n")));
    let files = pack.files().map(|(path, text)| (path, text.to_owned()));
    for (path, text) in files.chain(schemas) {
        let target = args.folder.join(&path);
        let write = || {
            target.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(&target, &text)
        };
        write().with_context(|| format!("{}: cannot be written", target.display()))?;
        count += 1;
    }
    // The files are there, whether or not anybody hears of it.
    let _ = writeln!(
        anstream::stderr(),
        "{count} files written to {folder}; use them with --rules {folder}"
    );
    Ok(Exit::Well)
}
