//! `wifaq user`: accounts of staff, where nobody is at the desk to manage them.

use clap::{Args, Subcommand, ValueEnum};
use domain::{access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName};
use store::{Actor, NewStaff, Store};

use super::named::centre_named;
use crate::now;
use crate::trouble::Trouble;

#[derive(Subcommand)]
pub(super) enum User {
    /// Create an account; the password is read from the first line of standard input
    Add {
        #[command(flatten)]
        who: Who,
        #[arg(long)]
        name: String,
        /// May be given several times
        #[arg(long = "role", required = true)]
        roles: Vec<RoleName>,
    },
    /// Let somebody who has an account work at another centre too
    Join {
        #[command(flatten)]
        who: Who,
        #[arg(long = "role", required = true)]
        roles: Vec<RoleName>,
    },
    /// Say anew as what somebody works at a centre
    Roles {
        #[command(flatten)]
        who: Who,
        #[arg(long = "role", required = true)]
        roles: Vec<RoleName>,
    },
    /// Somebody works at a centre no more; what they did stays
    Disable {
        #[command(flatten)]
        who: Who,
    },
    /// Print a link with which somebody chooses a password; good for a week, once
    Link {
        #[command(flatten)]
        who: Who,
    },
    /// Who has an account at a centre: address, roles, whether with a second factor
    List {
        /// Short name of the centre; without one the first
        #[arg(long)]
        centre: Option<String>,
    },
    /// Sign somebody out of a centre on every device
    SignOut {
        #[command(flatten)]
        who: Who,
    },
    /// End the second factor of somebody whose telephone and codes are gone
    EndFactor {
        #[command(flatten)]
        who: Who,
    },
    /// Set another password, read from the first line of standard input, and sign the account out everywhere
    Password {
        #[arg(long)]
        email: String,
    },
}

#[derive(Args)]
pub(super) struct Who {
    #[arg(long)]
    email: String,
    /// Short name of the centre; without one the first
    #[arg(long)]
    centre: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RoleName {
    Administrator,
    Reception,
    Mediator,
    Editor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Administrator => Self::Administrator,
            RoleName::Reception => Self::Reception,
            RoleName::Mediator => Self::Mediator,
            RoleName::Editor => Self::Editor,
        }
    }
}

pub(super) async fn run(store: &Store, site: &str, command: User) -> Result<(), Trouble> {
    store.migrate().await?;
    match command {
        User::Add { who, name, roles } => add(store, &who, &name, &roles).await,
        User::Join { who, roles } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            store.join_centre(&centre, &email, &own(&roles), now().as_second()).await?;
            println!("{} works at {} now, too.", who.email, centre.slug);
            Ok(())
        }
        User::Roles { who, roles } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            let id = store.account_id(&email).await?;
            store.set_roles(&centre, id, &own(&roles), Actor::Shell, now().as_second()).await?;
            println!("{} has these roles at {} now.", who.email, centre.slug);
            Ok(())
        }
        User::Disable { who } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            let id = store.account_id(&email).await?;
            store.set_roles(&centre, id, &[], Actor::Shell, now().as_second()).await?;
            println!("{} does not work at {} any more.", who.email, centre.slug);
            Ok(())
        }
        User::Link { who } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            let id = store.account_id(&email).await?;
            let link = store.new_password_link(&centre, id, Actor::Shell, now().as_second()).await?;
            println!("{site}/staff/password/{}", link.as_str());
            Ok(())
        }
        User::List { centre } => list(store, centre.as_deref()).await,
        User::SignOut { who } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            let id = store.account_id(&email).await?;
            store.sign_out_everywhere(&centre, id, Actor::Shell, now().as_second()).await?;
            println!("{} is signed out of {}.", who.email, centre.slug);
            Ok(())
        }
        User::EndFactor { who } => {
            let (centre, email) = (centre_named(store, who.centre.as_deref()).await?, address(&who.email)?);
            let id = store.account_id(&email).await?;
            store.end_factor(&centre, id, Actor::Shell, now().as_second()).await?;
            println!("{} signs in with the password alone now.", who.email);
            Ok(())
        }
        User::Password { email } => {
            store.set_password(&address(&email)?, &typed_password()?, now().as_second()).await?;
            println!("{email} has another password and is signed out everywhere.");
            Ok(())
        }
    }
}

async fn list(store: &Store, centre: Option<&str>) -> Result<(), Trouble> {
    let centre = centre_named(store, centre).await?;
    for account in store.accounts(&centre).await? {
        let roles: Vec<&str> = account.roles.iter().map(|role| role.as_str()).collect();
        let roles = if roles.is_empty() { "nothing any more".to_owned() } else { roles.join(", ") };
        let factor = if account.has_factor { ", with a second factor" } else { "" };
        println!("{}: {roles}{factor}", account.email);
    }
    Ok(())
}

async fn add(store: &Store, who: &Who, name: &str, roles: &[RoleName]) -> Result<(), Trouble> {
    let centre = centre_named(store, who.centre.as_deref()).await?;
    let new = NewStaff {
        name: PersonName::parse(name).map_err(|error| wrong("name", &error))?,
        email: address(&who.email)?,
        password: typed_password()?,
        language: Language::Ar,
        roles: own(roles),
    };
    store.add_staff(&centre, &new, now().as_second()).await?;
    println!("{} can sign in now.", who.email);
    Ok(())
}

fn own(roles: &[RoleName]) -> Vec<Role> {
    roles.iter().map(|role| Role::from(*role)).collect()
}

fn address(text: &str) -> Result<EmailAddress, Trouble> {
    EmailAddress::parse(text).map_err(|error| wrong("e-mail address", &error))
}

fn typed_password() -> Result<Password, Trouble> {
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    Password::parse(typed.trim_end_matches(['\r', '\n'])).map_err(|error| wrong("password", &error))
}

fn wrong(what: &'static str, error: &dyn std::fmt::Display) -> Trouble {
    Trouble::Argument(what, error.to_string())
}
