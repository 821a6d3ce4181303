//! The command line.

mod audit;
mod centre;
mod check;
mod demo;
mod named;
mod user;

use std::{
    fs::OpenOptions,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};
use store::Store;

use self::named::centre_named;
use crate::{application, assets, now, settings::Settings, telemetry, trouble::Trouble};

/// Wifaq, the web home of a family-mediation centre.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site until SIGTERM or Ctrl-C; running requests finish
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Add fictional staff and bookings, marked as such on every page
    Demo(demo::Size),
    /// Look the whole database over for double bookings and whatever else cannot be; ends with 1 when there is any
    Check,
    /// Who did and read what: verify the chains, or print their heads
    #[command(subcommand)]
    Audit(audit::Audit),
    /// After a change of a zone's rules: derive the instants of what is ahead again; days and times stand
    RecomputeInstants {
        /// Only this centre, by its short name
        #[arg(long)]
        centre: Option<String>,
    },
    /// Manage the accounts of staff
    #[command(subcommand)]
    User(user::User),
    /// Manage the centres of a network, each with a name by which browsers ask for it
    #[command(subcommand)]
    Centre(centre::Network),
    /// Copy the SQLite database while the program runs
    Backup {
        /// The new file; it must not exist
        target: PathBuf,
    },
    /// Put such a copy in the database's place; the program must be stopped
    Restore {
        /// The copy; the database that was there is kept beside it
        copy: PathBuf,
    },
}

pub async fn run(cli: Cli) -> Result<(), Trouble> {
    let settings = Settings::read()?;
    telemetry::start(&settings.log);
    if matches!(cli.command, Command::Serve) && !assets::are_there() {
        return Err(Trouble::NoSite);
    }
    if let Command::Backup { .. } | Command::Check | Command::Audit(_) = cli.command {
        database_is_there(&settings.database.url)?;
    }
    create_database_folder(&settings.database.url)?;
    if let Command::Restore { copy } = &cli.command {
        return restore(&settings, copy).await;
    }
    create_database_file(&settings.database.url)?;
    let store = Store::connect(&settings.database).await?;
    match cli.command {
        Command::Serve => serve(settings, store).await,
        Command::Migrate => Ok(store.migrate().await?),
        Command::Demo(size) => demo::run(&store, &size).await,
        Command::Check => check::run(&store).await,
        Command::Audit(command) => audit::run(&store, command).await,
        Command::RecomputeInstants { centre } => recompute_instants(&store, centre.as_deref()).await,
        Command::User(command) => user::run(&store, &settings.site, command).await,
        Command::Centre(command) => centre::run(&store, &settings.site, command).await,
        Command::Backup { target } => Ok(store.back_up(&target).await?),
        Command::Restore { .. } => Ok(()),
    }
}

async fn restore(settings: &Settings, copy: &Path) -> Result<(), Trouble> {
    match store::restore(&settings.database, copy).await? {
        Some(before) => println!("The copy is in its place; the database that was there is {}.", before.display()),
        None => println!("The copy is in its place."),
    }
    Ok(())
}

fn file_of(url: &str) -> Option<&Path> {
    url.strip_prefix("sqlite://")?.split('?').next().map(Path::new)
}

/// A copy of nothing, or a look at it, would say that all is well.
fn database_is_there(url: &str) -> Result<(), Trouble> {
    match file_of(url) {
        Some(path) if !path.is_file() => {
            Err(Trouble::Argument("database", format!("there is no file “{}” (DATABASE_URL)", path.display())))
        }
        _ => Ok(()),
    }
}

/// A new installation has no folder for its SQLite file yet.
fn create_database_folder(url: &str) -> std::io::Result<()> {
    match file_of(url).and_then(Path::parent) {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder),
        _ => Ok(()),
    }
}

/// Nor has it the file. Nobody else on the machine may read it, nor what SQLite puts beside it.
fn create_database_file(url: &str) -> std::io::Result<()> {
    let Some(path) = file_of(url).filter(|path| !path.exists()) else { return Ok(()) };
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        // Another program that starts now was faster.
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

async fn serve(settings: Settings, store: Store) -> Result<(), Trouble> {
    store.migrate().await?;
    store.load_first_centre(now().as_second()).await?;
    application::run(settings, store).await
}

async fn recompute_instants(store: &Store, slug: Option<&str>) -> Result<(), Trouble> {
    let named = match slug {
        Some(_) => Some(centre_named(store, slug).await?.id),
        None => None,
    };
    let changed = store.recompute_instants(named, now()).await?;
    println!("{changed} appointments and workshops have another instant now; their days and times are as they were.");
    Ok(())
}
