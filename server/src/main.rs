//! The program: settings, the command line, and the server.

mod application;
mod booking;
mod calendar_file;
mod cli;
mod cookies;
mod desk;
mod health;
mod render;
mod security;
mod session;
mod settings;
mod visit;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sea_orm_migration=warn".into()),
        )
        .init();
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
