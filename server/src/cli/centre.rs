//! `wifaq centre`: the centres of a network.

use clap::Subcommand;
use store::{Actor, CentreSettings, Store};

use super::named::centre_named;
use crate::now;
use crate::trouble::Trouble;

#[derive(Subcommand)]
pub(super) enum Network {
    /// Add a centre with the usual services and hours
    Add {
        /// Its short name, in small Latin letters
        slug: String,
        /// The name by which browsers ask for it, like fes.example.ma
        #[arg(long)]
        host: String,
    },
    /// Give a centre another host
    Host { slug: String, host: String },
    /// Say how much of a centre's time strangers may take
    Limits {
        slug: String,
        /// Appointments ahead with one contact
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        ahead: Option<u32>,
        /// Bookings and waits in a day, all together
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        a_day: Option<u32>,
    },
    /// Name the centres, their hosts and limits
    List,
}

pub(super) async fn run(store: &Store, site: &str, command: Network) -> Result<(), Trouble> {
    store.migrate().await?;
    store.load_first_centre(now().as_second()).await?;
    match command {
        Network::Add { slug, host } => {
            let right =
                !slug.is_empty() && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !right {
                return Err(Trouble::Argument(
                    "short name",
                    format!("“{slug}” has other than small letters and digits"),
                ));
            }
            let centre = store.add_centre(&slug, &host, now()).await?;
            let link = store.new_setup_link(&centre, now().as_second()).await?;
            let (slug, host, link) = (&centre.slug, centre.host.clone().unwrap_or_default(), link.as_str());
            let scheme = site.split("://").next().unwrap_or("https");
            println!("The centre {slug} is at {host}.");
            println!("Create its first administrator (once, within a day): {scheme}://{host}/staff/setup/{link}");
        }
        Network::Host { slug, host } => {
            store.set_host(&slug, &host).await?;
            println!("The centre {slug} is at {host}.");
        }
        Network::Limits { slug, ahead, a_day } => {
            let centre = centre_named(store, Some(&slug)).await?;
            let settings = CentreSettings {
                most_ahead: ahead.unwrap_or(centre.most_ahead),
                bookings_a_day: a_day.unwrap_or(centre.bookings_a_day),
                ..CentreSettings::of(&centre)
            };
            store.save_settings(&centre, &settings, Actor::Shell, now().as_second()).await?;
            println!("The limits of {slug} hold within a minute.");
        }
        Network::List => {
            for centre in store.centres().await? {
                let (host, ahead, a_day) = (centre.host.as_deref(), centre.most_ahead, centre.bookings_a_day);
                let host = host.unwrap_or("any host");
                println!("{}  {host}  {ahead} ahead with one contact, {a_day} a day in all", centre.slug);
            }
        }
    }
    Ok(())
}
