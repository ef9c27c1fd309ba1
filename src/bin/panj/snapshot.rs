//! `panj snapshot`.
use crate::args::Snapshot;
use crate::exit::Exit;
/// Runs the command.
pub fn run(_args: &Snapshot) -> anyhow::Result<Exit> { Ok(Exit::Well) }
