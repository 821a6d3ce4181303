//! Hundreds of mixed bookings, moves, cancellations, seats and held times from many processes, some of them killed;
//! afterwards an independent query looks for overlaps and for bookings that were confirmed and are gone.

mod random;
mod steps;
mod truth;

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use store::{Settings, Store};

use super::{fixtures::*, places::on_both};

const PROCESSES: u64 = 6;
const STEPS: u32 = 90;

/// Environment of a worker process.
const URL: &str = "WIFAQ_STORM_URL";
const SEED: &str = "WIFAQ_STORM_SEED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_processes_never_share_a_minute_and_lose_no_confirmed_booking() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        truth::set_the_scene(place).await;
        let mut workers = Vec::new();
        for seed in 0..PROCESSES {
            let mut worker = Command::new(std::env::current_exe().unwrap())
                .args(["--ignored", "--exact", "storm::worker", "--nocapture", "--test-threads=1"])
                .env(URL, &place.url)
                .env(SEED, seed.to_string())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let lines = BufReader::new(worker.stdout.take().unwrap()).lines();
            workers.push((worker, lines));
        }
        let mut promises = truth::Promises::default();
        let mut readers = Vec::new();
        for (seed, (mut worker, lines)) in (0_u64..).zip(workers) {
            readers.push(std::thread::spawn(move || {
                let mut told = Vec::new();
                for line in lines.map_while(Result::ok) {
                    assert!(line.starts_with("told ") || !line.contains("told "), "half heard: {line}");
                    let steps = told.len();
                    told.extend(line.strip_prefix("told ").map(str::to_owned));
                    // Two of them are killed in the middle, without a word.
                    if seed < 2 && steps < told.len() && told.len() == 12 {
                        worker.kill().unwrap();
                    }
                }
                let ended = worker.wait().unwrap();
                assert!(ended.success() || seed < 2, "worker {seed} ended with {ended}");
                told
            }));
        }
        for reader in readers {
            promises.hear(&reader.join().unwrap());
        }
        let (booked, kept) = (promises.booked(), promises.kept().len());
        assert!(booked > 20 && kept > 5, "{}: hardly anything was booked: {booked}, kept {kept}", place.name);
        truth::nobody_is_in_two_places(place).await;
        truth::claims_are_those_of_the_living(place).await;
        let standing: BTreeSet<String> = truth::standing(place).await;
        let lost: Vec<&String> = promises.kept().iter().copied().filter(|id| !standing.contains(*id)).collect();
        assert!(lost.is_empty(), "{}: confirmed and gone: {lost:?}", place.name);
        drop(centre);
    })
    .await;
}

/// One process of the storm; started by the test above.
#[tokio::test]
#[ignore = "a part of the storm"]
async fn worker() {
    let (Ok(url), Ok(seed)) = (std::env::var(URL), std::env::var(SEED)) else { return };
    let store = Store::connect(&Settings { url, connections: 4, zones: None }).await.unwrap();
    let centre = store.centre().await.unwrap();
    // Whoever runs the tests has written a name to this line.
    println!();
    let mut steps = steps::Steps::new(store, centre, seed.parse().unwrap());
    steps.begin().await;
    for _ in 0..STEPS {
        steps.take_one().await;
    }
}
