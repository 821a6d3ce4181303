//! Carries messages to families: hands each to the program that the centre has named, until it takes them.

use std::{path::Path, process::Stdio, time::Duration};

use app::message_text;
use store::{Centre, Outgoing, Store};
use tokio::{io::AsyncWriteExt, process::Command, time::timeout};

use crate::now;

/// A program that answers later than this has failed; the store lends a message for longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends what is due. What fails is tried again later, and stands in nobody's way.
///
/// # Errors
/// Those of the store. No address and no word of a message is ever logged.
pub async fn send_due(store: &Store, centre: &Centre, site: &str, command: &Path) -> store::Result<()> {
    while let Some(outgoing) = store.next_message(centre, now()).await? {
        if let Err(why) = carry(command, site, &outgoing).await {
            tracing::warn!(id = %outgoing.id, %why, "a message was not carried; trying again later");
            store.not_sent(centre, outgoing.id, now()).await?;
        } else {
            store.sent(centre, outgoing.id, now()).await?;
        }
    }
    Ok(())
}

async fn carry(command: &Path, site: &str, outgoing: &Outgoing) -> std::io::Result<()> {
    let mut program = Command::new(command)
        .arg(outgoing.address.channel().as_str())
        .arg(outgoing.address.as_stored())
        // The carrier has its own secrets and needs none of ours.
        .env_remove("DATABASE_URL")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let text = message_text(site, outgoing);
    if let Some(mut input) = program.stdin.take() {
        // A program may take a message without reading it to its end.
        drop(input.write_all(text.as_bytes()).await);
    }
    let ended = timeout(PATIENCE, program.wait()).await.map_err(|_| std::io::Error::other("no answer"))??;
    if ended.success() { Ok(()) } else { Err(std::io::Error::other(ended.to_string())) }
}
