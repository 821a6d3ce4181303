//! What time it is at the centre, as the page goes on.

use leptos::prelude::*;

/// The centre's time while a day is shown.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Seconds since 1970.
    pub now: RwSignal<i64>,
    /// Minute of the civil day; `None` on any other day than today.
    pub minute: RwSignal<Option<u32>>,
}

impl Clock {
    /// Goes on from what the server read, for as long as the page is there.
    pub fn from(now: i64, minute: Option<u32>) -> Self {
        let clock = Self { now: RwSignal::new(now), minute: RwSignal::new(minute) };
        #[cfg(feature = "hydrate")]
        clock.run(now, minute);
        clock
    }

    #[cfg(feature = "hydrate")]
    fn run(self, now: i64, minute: Option<u32>) {
        /// Milliseconds between two looks.
        const LOOK: u32 = 10_000;
        // The monotonic clock: that of a desk may be wrong, and may be put right meanwhile.
        let read = || window().performance().map_or(0.0, |clock| clock.now());
        let begun = read();
        let looks = gloo_timers::callback::Interval::new(LOOK, move || {
            let passed = ((read() - begun) / 1000.0) as i64;
            self.now.set(now + passed);
            let minute = minute.map(|minute| minute + (now % 60 + passed).unsigned_abs() as u32 / 60);
            if self.minute.get_untracked() != minute {
                self.minute.set(minute);
            }
        });
        let kept = StoredValue::new_local(Some(looks));
        on_cleanup(move || drop(kept.try_update_value(Option::take)));
    }

    /// Whole minutes since a moment.
    pub fn minutes_since(self, moment: i64) -> u32 {
        u32::try_from((self.now.get() - moment) / 60).unwrap_or(0)
    }
}
