//! `wifaq check`: what was looked at, and what is wrong with it, in words.

use store::{CheckReport, Fault, Store};

use crate::now;
use crate::trouble::Trouble;

pub(super) async fn run(store: &Store) -> Result<(), Trouble> {
    let report = store.check(now()).await?;
    println!("Clocks go by {}.", store.zone_data());
    print(&report);
    let damage = store.damage().await?;
    println!("{:>9}  things that the database's own check finds wrong", damage.len());
    for line in &damage {
        println!("           {line}");
    }
    if damage.is_empty() && report.is_sound() { Ok(()) } else { Err(Trouble::NotSound) }
}

fn print(report: &CheckReport) {
    let CheckReport { centres, appointments, sessions, claims, days, workshops, .. } = report;
    println!("Looked at {centres} centres: {appointments} appointments and {workshops} workshops, of which {sessions}");
    println!("sessions take time; {claims} cells of five minutes and {days} days of people and rooms.");
    for fault in Fault::ALL {
        println!("{:>9}  {}", report.count(fault), words(fault));
        let finding = report.findings.iter().find(|finding| finding.fault == fault);
        for example in finding.iter().flat_map(|finding| &finding.examples) {
            println!("           for example {example}");
        }
    }
}

fn words(fault: Fault) -> &'static str {
    match fault {
        Fault::Overlap => "sessions that begin while a person or room of theirs is taken",
        Fault::ClaimMissing => "days of a session without all of its cells",
        Fault::ClaimAstray => "days with cells of what does not take place then",
        Fault::DayDiffers => "days that differ from their cells",
        Fault::SeatTwice => "workshops with two people on one seat",
        Fault::SeatBeyond => "workshops with more people than seats",
        Fault::SeatAstray => "appointments with a seat too many or none",
        Fault::InstantDiffers => {
            "days and times ahead whose instant is not what the clock says (wifaq recompute-instants)"
        }
        Fault::PartiesMerged => "appointments whose two parties were merged into one person",
        Fault::LineMissing => "appointments whose last step is not in their history",
    }
}
