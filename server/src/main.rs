//! The program: settings, the command line, and the server.

#![recursion_limit = "512"] // a page is one deep type

mod application;
mod assets;
mod booking;
mod calendar_file;
mod centres;
mod cli;
mod cookies;
mod desk;
mod device;
mod feed;
mod health;
mod jobs;
mod language;
mod lines;
mod live;
#[cfg(test)]
mod matrix;
mod messages;
mod metrics;
mod office;
mod peer;
mod refusals;
mod render;
mod routes;
mod security;
mod serving;
mod session;
mod settings;
mod sitemap;
mod telemetry;
mod visit;
mod waiting;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(cli::Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wifaq: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The one place that reads the clock.
#[allow(clippy::disallowed_methods)]
pub(crate) fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
