//! `panj gazetteer`: import places, check the files, look up a name.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;
use panj::Pack;
use panj::gazetteer::{check, import, patterns};

use crate::cache;
use crate::exit::Exit;

/// `panj gazetteer`.
#[derive(Debug, clap::Args)]
pub struct Gazetteer {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a gazetteer file of the tables of others
    #[command(subcommand)]
    Import(Import),
    /// Show what is wrong or doubtful in gazetteer files
    Check(Check),
    /// Show what a name may mean, the likeliest first
    Lookup(Lookup),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// The GeoNames dump: cities500.txt, allCountries.txt, TJ.txt, and admin1CodesASCII.txt,
    /// countryInfo.txt, alternateNamesV2.txt where they are at hand
    Geonames(GeoNames),
    /// A CSV or TSV file with a header
    Table(Table),
    /// The patterns of spaCy's EntityRuler: patterns.jsonl
    Spacy(Spacy),
}

#[derive(Debug, clap::Args)]
struct GeoNames {
    /// The files, under the names that GeoNames gives them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder for geonames.tsv, e.g. gazetteers/places
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Only these countries, e.g. TJK,AFG
    #[arg(long, value_delimiter = ',', value_name = "CTY,…")]
    countries: Vec<String>,
    /// Only these feature classes or codes, e.g. P,A.ADM2,H.STM
    #[arg(long, value_delimiter = ',', value_name = "CLASS,…")]
    classes: Vec<String>,
    /// Only places with so many inhabitants
    #[arg(long, default_value_t = 0, value_name = "N")]
    min_population: u64,
    /// Languages of the alternate names to take from alternateNamesV2.txt
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "en",
        value_name = "LANG,…"
    )]
    languages: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Table {
    /// The file; .csv has commas, others have tabs
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder for the gazetteer file, which takes the name of FILE
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Our column = the file's column, e.g. name=City,lat=Latitude,lon=Longitude,country=ISO3
    #[arg(long, value_delimiter = ',', value_name = "OURS=THEIRS,…")]
    columns: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Spacy {
    /// The file, one pattern a line
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder for the gazetteer file, which takes the name of FILE
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Our kind for a label, e.g. GPE=country,GANG=armed-group [default: ORG and NORP are
    /// organisations, GPE settlements, LOC regions, FAC facilities; others are left out]
    #[arg(long, value_delimiter = ',', value_name = "LABEL=KIND,…")]
    kinds: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Check {
    /// The folder [default: the embedded gazetteers]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Lookup {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
    /// The country that the text is about, e.g. TJK
    #[arg(long, value_name = "CTY")]
    near: Option<String>,
    /// Use the gazetteers of this folder instead of the embedded ones
    #[arg(long, value_name = "DIR")]
    gazetteers: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Gazetteer) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Import(Import::Geonames(args)) => geonames(args),
        Command::Import(Import::Table(args)) => table(args),
        Command::Import(Import::Spacy(args)) => spacy(args),
        Command::Check(args) => check(args),
        Command::Lookup(args) => lookup(args),
    }
}

fn geonames(args: &GeoNames) -> anyhow::Result<Exit> {
    let filter = import::Filter {
        countries: args.countries.clone(),
        classes: args.classes.clone(),
        min_population: args.min_population,
        languages: args.languages.clone(),
    };
    let extractor = cache::extractor(&Pack::embedded(), false)?;
    let mut places = import::GeoNames::new(filter, extractor.gazetteer());
    let name = |path: &PathBuf| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let mut files: Vec<&PathBuf> = args.files.iter().collect();
    // Countries before places, alternate names after them.
    files.sort_by_key(|path| match name(path).as_str() {
        "countryInfo.txt" | "admin1CodesASCII.txt" => 0,
        "alternateNamesV2.txt" | "alternateNames.txt" => 2,
        _ => 1,
    });
    for path in files {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        places
            .read(&name(path), BufReader::new(file))
            .with_context(|| path.display().to_string())?;
    }
    if places.is_empty() {
        bail!("no place fits; nothing is written");
    }
    let count = places.len();
    save(&args.output, "geonames.tsv", |out| Ok(places.write(out)?))?;
    tell(count, &args.output.join("geonames.tsv"))
}

fn table(args: &Table) -> anyhow::Result<Exit> {
    let columns = args.columns.iter().map(|c| match c.split_once('=') {
        Some((ours, theirs)) => Ok((ours.to_owned(), theirs.to_owned())),
        None => bail!("\"{c}\": write a column as OURS=THEIRS, e.g. name=City"),
    });
    let columns = columns.collect::<anyhow::Result<Vec<_>>>()?;
    let comma = args
        .file
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let file = File::open(&args.file).with_context(|| args.file.display().to_string())?;
    let name = format!(
        "{}.tsv",
        args.file.file_stem().unwrap_or_default().to_string_lossy()
    );
    let mut count = 0;
    save(&args.output, &name, |out| {
        count = import::table(
            BufReader::new(file),
            if comma { ',' } else { '\t' },
            &columns,
            out,
        )
        .with_context(|| args.file.display().to_string())?;
        Ok(())
    })?;
    tell(count, &args.output.join(&name))
}

fn spacy(args: &Spacy) -> anyhow::Result<Exit> {
    let plain = |kind: &str| kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let kinds = args.kinds.iter().map(|k| match k.split_once('=') {
        Some((label, kind)) if !kind.is_empty() && plain(kind) => {
            Ok((label.to_owned(), kind.to_owned()))
        }
        _ => bail!("\"{k}\": write a kind as LABEL=KIND, e.g. GANG=armed-group"),
    });
    let kinds = kinds.collect::<anyhow::Result<Vec<_>>>()?;
    let file = File::open(&args.file).with_context(|| args.file.display().to_string())?;
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}.yaml");
    let mut done = patterns::Imported::default();
    save(&args.output, &name, |out| {
        done = patterns::spacy(BufReader::new(file), &kinds, out)
            .with_context(|| args.file.display().to_string())?;
        if done.entries == 0 {
            bail!("no pattern fits; nothing is written");
        }
        Ok(())
    })?;
    let mut told = anstream::stderr();
    for (why, count) in &done.skipped {
        writeln!(told, "{count} left out: {why}")?;
    }
    let path = args.output.join(&name);
    writeln!(told, "{} entries in {}", done.entries, path.display())?;
    Ok(Exit::Well)
}

/// Writes a file that appears only when it is complete.
fn save(
    folder: &PathBuf,
    name: &str,
    write: impl FnOnce(BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let part = folder.join(format!(".{name}.part"));
    let result = File::create(&part)
        .map_err(anyhow::Error::from)
        .and_then(|file| write(BufWriter::new(file)));
    if let Err(error) = result {
        // What is half written is of no use; the first error says why.
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    fs::rename(&part, folder.join(name)).with_context(|| folder.display().to_string())
}

fn tell(count: usize, path: &std::path::Path) -> anyhow::Result<Exit> {
    writeln!(anstream::stderr(), "{count} places in {}", path.display())?;
    Ok(Exit::Well)
}

fn check(args: &Check) -> anyhow::Result<Exit> {
    let pack = Pack::from_dirs(None, args.folder.as_deref())?;
    let files: Vec<(String, &str)> = pack.files().collect();
    let english = files
        .iter()
        .find(|(path, _)| path == "rules/lexicons/english.tsv")
        .map_or("", |(_, t)| *t);
    let gazetteers = files
        .iter()
        .filter(|(path, _)| path.starts_with("gazetteers/"));
    let remarks = check::check(
        gazetteers.map(|(path, text)| (path.as_str(), *text)),
        english,
    );
    let mut out = std::io::stdout().lock();
    for remark in &remarks {
        writeln!(out, "{remark}")?;
    }
    let faults = remarks.iter().filter(|r| r.fault).count();
    writeln!(
        anstream::stderr(),
        "{faults} errors, {} warnings",
        remarks.len() - faults
    )?;
    Ok(if faults > 0 {
        Exit::Documents
    } else {
        Exit::Well
    })
}

fn lookup(args: &Lookup) -> anyhow::Result<Exit> {
    let pack = Pack::from_dirs(None, args.gazetteers.as_deref())?;
    let extractor = cache::extractor(&pack, false)?;
    let near = args.near.as_deref().unwrap_or_default().to_uppercase();
    if !near.is_empty() && extractor.gazetteer().country(&near).is_none() {
        bail!("\"{near}\" is no ISO 3166-1 alpha-3 code, such as TJK");
    }
    let readings = extractor.look_up(&args.name, &near);
    if readings.is_empty() {
        bail!("no gazetteer has \"{}\"", args.name);
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "score\tid\tname\tkind\tcountry\tadmin1\tlat\tlon\tpopulation"
    )?;
    for (entry, score) in readings {
        let (lat, lon) = entry
            .point
            .map_or((String::new(), String::new()), |(a, o)| {
                (a.to_string(), o.to_string())
            });
        writeln!(
            out,
            "{:.1}\t{}\t{}\t{}\t{}\t{}\t{lat}\t{lon}\t{}",
            score / 1000.0,
            entry.id,
            entry.name,
            entry.kind,
            entry.country,
            entry.admin1,
            entry.population
        )?;
    }
    Ok(Exit::Well)
}
