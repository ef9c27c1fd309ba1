//! The command: reads arguments, calls the library, talks to people.

mod annotate;
mod args;
mod cache;
mod exit;
mod extract;
mod gazetteer;
mod help;
mod init;
mod output;
mod report;
mod rules;
mod run;
mod schema;
mod snapshot;
mod watch;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;

/// Documents are read by threads that each make and drop many small lists; the system's allocator
/// costs an eighth of the run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Snapshot(args) => snapshot::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Help(args) => help::run(&args.topic),
    };
    let exit = result.unwrap_or_else(|error| {
        if output::is_closed_pipe(&error) {
            return Exit::Well;
        }
        // Nobody is left to tell if standard error is closed too.
        let _ = writeln!(anstream::stderr(), "error: {error:#}");
        Exit::Usage
    });
    exit.into()
}
