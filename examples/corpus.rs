//! Writes the reports that the benches read, as JSON Lines, so that the command can be measured
//! from outside: `cargo run --release --example corpus -- --megabytes 10 --seed 1 > corpus.ndjson`.
//! `--style` is `ascii` (as without it), `typographic` or `capitals`.

use std::io::{BufWriter, ErrorKind, Write};

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use corpus::Style;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut megabytes, mut seed, mut style) = (1.0, 1, Style::Ascii);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_default();
        match word.as_str() {
            "--megabytes" => megabytes = value.parse::<f64>()?,
            "--seed" => seed = value.parse()?,
            "--style" => {
                let name = |style: &Style| format!("{style:?}").to_lowercase();
                let known = Style::ALL.into_iter().find(|style| name(style) == value);
                style = known.ok_or("--style is ascii, typographic or capitals")?;
            }
            _ => return Err(format!("{word}: no such option").into()),
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = corpus::write(&mut out, seed, style, (megabytes * 1e6) as usize);
    match written.and_then(|_| out.flush()) {
        // Whoever reads may have enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
