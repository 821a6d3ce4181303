//! The command line.

mod check;
mod demo;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use domain::{access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName};
use store::{NewStaff, Store};

use crate::{application, now, settings::Settings, telemetry};

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
    /// After a change of a zone's rules: derive the instants of what is ahead again; days and times stand
    RecomputeInstants {
        /// Only this centre, by its short name
        #[arg(long)]
        centre: Option<String>,
    },
    /// Manage the accounts of staff
    #[command(subcommand)]
    User(User),
    /// Copy the SQLite database while the program runs
    Backup {
        /// The new file; it must not exist
        target: PathBuf,
    },
}

#[derive(Subcommand)]
enum User {
    /// Create an account; the password is read from the first line of standard input
    Add {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// May be given several times
        #[arg(long = "role", required = true)]
        roles: Vec<RoleName>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    Administrator,
    Reception,
    Mediator,
}

/// What the program tells whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{0}")]
    Setting(#[from] crate::settings::SettingError),
    #[error("{0}")]
    Store(#[from] store::Error),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("the {0} cannot be used: {1}")]
    Argument(&'static str, String),
    #[error("the database is not sound")]
    NotSound,
}

pub async fn run(cli: Cli) -> Result<(), Trouble> {
    let settings = Settings::read()?;
    telemetry::start(&settings.log);
    if matches!(cli.command, Command::Serve) {
        settings.check_site_root()?;
    }
    create_data_folder(&settings.database.url)?;
    let store = Store::connect(&settings.database).await?;
    match cli.command {
        Command::Serve => serve(settings, store).await,
        Command::Migrate => Ok(store.migrate().await?),
        Command::Demo(size) => demo::run(&store, &size).await,
        Command::Check => check::run(&store).await,
        Command::RecomputeInstants { centre } => recompute_instants(&store, centre.as_deref()).await,
        Command::User(User::Add { email, name, roles }) => add_user(&store, &email, &name, &roles).await,
        Command::Backup { target } => Ok(store.back_up(&target).await?),
    }
}

/// A new installation has no folder for its SQLite file yet.
fn create_data_folder(url: &str) -> std::io::Result<()> {
    let Some(path) = url.strip_prefix("sqlite://") else { return Ok(()) };
    match PathBuf::from(path.split('?').next().unwrap_or_default()).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder),
        _ => Ok(()),
    }
}

async fn serve(settings: Settings, store: Store) -> Result<(), Trouble> {
    store.migrate().await?;
    let centre = store.load_first_centre(now().as_second()).await?;
    store.propose_holidays(&centre, now()).await?;
    application::run(settings, store).await
}

async fn recompute_instants(store: &Store, slug: Option<&str>) -> Result<(), Trouble> {
    let named = store.centres().await?.into_iter().find(|centre| Some(centre.slug.as_str()) == slug);
    if let (Some(slug), None) = (slug, &named) {
        return Err(Trouble::Argument("centre", format!("there is no “{slug}”")));
    }
    let changed = store.recompute_instants(named.map(|centre| centre.id), now()).await?;
    println!("{changed} appointments and workshops have another instant now; their days and times are as they were.");
    Ok(())
}

async fn add_user(store: &Store, email: &str, name: &str, roles: &[RoleName]) -> Result<(), Trouble> {
    store.migrate().await?;
    let centre = store.load_first_centre(now().as_second()).await?;
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    let wrong = |what, error: &dyn std::fmt::Display| Trouble::Argument(what, error.to_string());
    let new = NewStaff {
        name: PersonName::parse(name).map_err(|e| wrong("name", &e))?,
        email: EmailAddress::parse(email).map_err(|e| wrong("e-mail address", &e))?,
        password: Password::parse(typed.trim_end_matches(['\r', '\n'])).map_err(|e| wrong("password", &e))?,
        language: Language::Ar,
        roles: roles.iter().map(|role| role_of(*role)).collect(),
    };
    store.add_staff(&centre, &new, now().as_second()).await?;
    println!("{email} can sign in now.");
    Ok(())
}

fn role_of(name: RoleName) -> Role {
    match name {
        RoleName::Administrator => Role::Administrator,
        RoleName::Reception => Role::Reception,
        RoleName::Mediator => Role::Mediator,
    }
}
