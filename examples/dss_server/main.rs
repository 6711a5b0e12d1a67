//! Serves the simulator of Dataiku DSS over HTTP, on this machine alone.
//!
//! `cargo run --example dss_server -- --port 11200 --seed demo`, then give a client
//! `http://127.0.0.1:11200` and the key `demo-admin`. `--help` lists the options.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod control;
mod generated;
mod options;
mod reply;
mod server;

use std::process::ExitCode;

use options::Options;

fn main() -> ExitCode {
    let run = || -> Result<(), String> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.iter().any(|argument| argument == "--help") {
            println!("{}", options::HELP);
            return Ok(());
        }
        let options = Options::read(&arguments)?;
        let simulator = options.simulator()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| format!("The server did not start: {error}."))?;
        tokio::task::LocalSet::new().block_on(&runtime, server::serve(options, simulator))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
