//! `wifaq audit`: whether the chains are whole, and their heads to keep elsewhere.

use std::path::PathBuf;

use clap::Subcommand;
use store::{AuditFault, AuditHead, Store};

use crate::trouble::Trouble;

#[derive(Subcommand)]
pub(super) enum Audit {
    /// Read every chain from its beginning; ends with 1 when a line was changed, left out or written anew
    Verify {
        /// A file of heads that were printed before and kept where nobody of this server writes
        #[arg(long)]
        heads: Option<PathBuf>,
    },
    /// Print the head of each chain: short name of the centre, number of the last line, its hash
    Head,
}

pub(super) async fn run(store: &Store, command: Audit) -> Result<(), Trouble> {
    match command {
        Audit::Head => {
            for centre in store.centres().await? {
                if let Some(head) = store.audit_head(&centre).await? {
                    println!("{head}");
                }
            }
            Ok(())
        }
        Audit::Verify { heads } => verify(store, heads).await,
    }
}

async fn verify(store: &Store, heads: Option<PathBuf>) -> Result<(), Trouble> {
    let kept = heads.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    let kept = kept.lines().filter(|line| !line.trim().is_empty());
    let kept = kept.map(str::parse::<AuditHead>).collect::<Result<Vec<_>, _>>();
    let kept = kept.map_err(|error| Trouble::Argument("file of heads", error.to_string()))?;
    let mut whole = true;
    for centre in store.centres().await? {
        let report = store.verify_audit(&centre, &kept).await?;
        println!("{}: {} lines, {} faults", centre.slug, report.lines, report.faults.len());
        for fault in &report.faults {
            println!("    {}", words(*fault));
        }
        whole &= report.faults.is_empty();
    }
    if whole { Ok(()) } else { Err(Trouble::AuditBroken) }
}

fn words(fault: AuditFault) -> String {
    match fault {
        AuditFault::Changed(line) => format!("line {line} is not the one that was written"),
        AuditFault::Missing(line) => format!("line {line} is not there"),
        AuditFault::Forked(line) => format!("line {line} continues another chain than the one that was here"),
    }
}
