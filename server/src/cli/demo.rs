//! `wifaq demo`: a small demonstration, or invented centres of any size.

use clap::Args;
use store::{DEMO_ACCOUNTS, DEMO_PASSWORD, Generation, Store};

use crate::now;
use crate::trouble::Trouble;

/// Nothing said is the small demonstration.
#[derive(Args)]
pub(super) struct Size {
    /// Fill a fresh database with so many
    #[arg(long)]
    appointments: Option<u32>,
    /// Mediators, spread evenly
    #[arg(long, requires = "appointments", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    staff: u32,
    #[arg(long, requires = "appointments", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    centres: u32,
    /// Another number gives other people and times
    #[arg(long, requires = "appointments", default_value_t = 1)]
    seed: u64,
}

pub(super) async fn run(store: &Store, size: &Size) -> Result<(), Trouble> {
    store.migrate().await?;
    match size.appointments {
        None => drop(store.show_demo(now()).await?),
        Some(appointments) => {
            let Size { staff, centres, seed, .. } = *size;
            store.generate(&Generation { appointments, staff, centres, seed }, now()).await?;
        }
    }
    println!("Fictional staff and bookings are loaded. Accounts to try (password “{DEMO_PASSWORD}”):");
    for (email, _, role) in DEMO_ACCOUNTS {
        println!("  {email}  {}", role.as_str());
    }
    Ok(())
}
