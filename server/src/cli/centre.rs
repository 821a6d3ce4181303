//! `wifaq centre`: the centres of a network.

use clap::Subcommand;
use store::Store;

use super::Trouble;
use crate::now;

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
    /// Name the centres and their hosts
    List,
}

pub(super) async fn run(store: &Store, command: Network) -> Result<(), Trouble> {
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
            println!("The centre {} is at {}.", centre.slug, centre.host.unwrap_or_default());
        }
        Network::Host { slug, host } => {
            store.set_host(&slug, &host).await?;
            println!("The centre {slug} is at {host}.");
        }
        Network::List => {
            for centre in store.centres().await? {
                println!("{}  {}", centre.slug, centre.host.as_deref().unwrap_or("any host"));
            }
        }
    }
    Ok(())
}
