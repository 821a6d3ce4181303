//! The program: settings, the command line, and the server.

#![recursion_limit = "512"] // a page is one deep type

mod application;
mod articles_feed;
mod asleep;
mod assets;
mod at;
mod booking;
#[cfg(test)]
mod by_itself;
mod calendar_file;
mod centres;
mod cli;
mod clock;
mod cookies;
mod counts;
mod desk;
mod device;
mod encoding;
mod exports;
mod feed;
#[cfg(test)]
mod fixture;
mod health;
mod jobs;
mod kept;
mod language;
mod lines;
mod live;
#[cfg(test)]
mod matrix;
mod messages;
mod metrics;
mod news;
mod office;
mod peer;
mod pictures;
mod proxies;
#[cfg(test)]
mod readings;
mod recordings;
mod refusals;
mod render;
mod rendered;
mod routes;
mod said;
mod security;
mod serving;
mod session;
mod settings;
mod sitemap;
mod state;
mod tag;
mod telemetry;
#[cfg(test)]
mod together;
mod trouble;
mod unavailable;
mod unsent;
mod uploads;
mod version;
mod visit;
mod waiting;

use std::process::ExitCode;

use clap::Parser;

pub(crate) use clock::now;

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
