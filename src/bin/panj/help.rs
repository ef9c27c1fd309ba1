//! `panj help`: a command's options, or the page about a code.

use std::io::Write;

use clap::CommandFactory;
use panj::diagnostic::{Code, explain};

use crate::args::Args;
use crate::exit::Exit;

/// Runs the command.
pub fn run(topic: &[String]) -> anyhow::Result<Exit> {
    let mut out = std::io::stdout().lock();
    if let [code] = topic
        && let Some(code) = Code::parse(code)
    {
        writeln!(out, "{}", explain(code))?;
        return Ok(Exit::Well);
    }
    let mut command = Args::command();
    command.build();
    let mut at = &mut command;
    for name in topic {
        at = at.find_subcommand_mut(name).ok_or_else(|| {
            anyhow::anyhow!("no command and no code is called {name}; codes are listed by panj rules codes")
        })?;
    }
    write!(out, "{}", at.render_long_help())?;
    Ok(Exit::Well)
}
