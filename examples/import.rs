//! Imports an export of a DSS project, or a project's Git repository, and says what came of it:
//! `cargo run --example import -- EXPORT.zip|FOLDER [INTO]`. With INTO the configuration and its state
//! are written to that folder.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

use blockwright::archive::Archive;
use blockwright::deployed::deployed;
use blockwright::dss_export::{self, Reading};
use blockwright::folder::state_path;
use blockwright::import::import;
use blockwright::inventory::LeftOut;
use blockwright::managed::Omission;
use blockwright::plan::Colour;
use blockwright::plan::render::plan_text;
use blockwright::source::Source;
use blockwright::state::file::save;
use blockwright::workspace::{Analysis, Workspace, analyze};

const ENVIRONMENT: &str = "dev";
/// Example output should not change from day to day.
const AT: &str = "2026-01-01T00:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let from = arguments.next().ok_or("usage: import EXPORT.zip|FOLDER [INTO]")?;
    let into = arguments.next();
    let mut reading = read(Path::new(&from))?;
    if reading.inventory.key.is_empty() {
        reading.inventory.key = reading.suggested_key();
        println!("The files do not say the project's key; {} is taken.", reading.inventory.key);
    }
    let deployed = deployed(reading.inventory.clone(), ENVIRONMENT, AT)?;
    let import = import(&deployed.state)?;
    let state = save(&deployed.state);
    let workspace = Workspace {
        files: import.files.clone(),
        state: Some(Arc::from(state.as_str())),
        environment: ENVIRONMENT.to_owned(),
        ..Workspace::default()
    };
    println!("Project {}, DSS {}", reading.inventory.key, reading.version.as_deref().unwrap_or("not told"));
    print_counts(&reading);
    println!("{} files of configuration", import.files.len());
    print_analysis(&analyze(&workspace));
    print_omissions(&[&deployed.omitted, &import.omitted]);
    print_left_out("Could not be read", &reading.problems);
    print_left_out("Not opened", &reading.skipped);
    print_left_out("Not expressed", &[deployed.left_out, import.left_out].concat());
    if let Some(into) = into {
        write(Path::new(&into), &import.files)?;
        write(Path::new(&into), &[Source::new(state_path(ENVIRONMENT), &state)])?;
    }
    Ok(())
}

fn read(from: &Path) -> Result<Reading, Box<dyn Error>> {
    if from.is_file() {
        let bytes = fs::read(from)?;
        return Ok(dss_export::read_archive(&Archive::open(&bytes)?)?);
    }
    let mut paths = Vec::new();
    list(from, "", &mut paths)?;
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    let picked = dss_export::pick(&names)?;
    let bytes = |at: usize| fs::read(from.join(names[at])).map_err(|error| error.to_string());
    Ok(dss_export::read(picked, bytes))
}

fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{path}/"), paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn print_counts(reading: &Reading) {
    let inventory = &reading.inventory;
    let counts = [
        ("zones", inventory.zones.len()),
        ("datasets", inventory.datasets.len()),
        ("recipes", inventory.recipes.len()),
        ("folders", inventory.folders.len()),
        ("models", inventory.models.len()),
        ("evaluation stores and the like", inventory.stores.len()),
        ("scenarios", inventory.scenarios.len()),
        ("wiki articles", inventory.articles.len()),
    ];
    let counts = counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count} {what}"));
    println!("{}", counts.collect::<Vec<_>>().join(", "));
}

fn print_analysis(analysis: &Analysis) {
    for problem in analysis.problems.iter().chain(analysis.state_problems.iter()) {
        println!("  {problem}");
    }
    match &analysis.plan {
        Some(plan) => println!("{}", plan_text(plan, Colour::Off)),
        None => println!("No plan: the configuration is not valid."),
    }
}

fn print_omissions(omissions: &[&[Omission]]) {
    let mut counts = BTreeMap::new();
    for omission in omissions.iter().copied().flatten() {
        *counts.entry(omission.reason).or_insert(0) += 1;
    }
    for (reason, count) in counts {
        println!("{count} fields left to DSS: {reason}");
    }
}

fn print_left_out(title: &str, left_out: &[LeftOut]) {
    println!("{title}: {}", left_out.len());
    for left in left_out {
        println!("  {}: {}", left.path, left.why);
    }
}

fn write(into: &Path, files: &[Source]) -> Result<(), Box<dyn Error>> {
    for file in files {
        let path = into.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(into))?;
        fs::write(path, file.encode())?;
    }
    Ok(())
}
