//! Whether a time is free for somebody in particular: a wish, or an appointment that is to be moved.

use domain::availability::{Slot, open_slots, slot_at};
use jiff::{Timestamp, civil};
use uuid::Uuid;

use crate::{
    Centre, Result, Store, Wish, appointments::find, centre::civil::start_of, claims::Taking, plan::lengths_of,
};

impl Store {
    /// Whether a wish can have `start`. The desk takes any five minutes of the hours, whatever the steps of the service.
    ///
    /// # Errors
    /// As [`Store::free_times`].
    pub async fn is_free(&self, centre: &Centre, wish: &Wish, start: civil::DateTime, now: Timestamp) -> Result<bool> {
        let service = self.service(&self.db, centre, &wish.service).await?;
        let days = (start.date(), start.date());
        if service.seats > 1 {
            let slots = self.workshop_slots(centre, &service, wish.mode, days, now).await?;
            return Ok(slots.iter().any(|slot| slot.start == start));
        }
        let mut plan = self.plan_of(&self.db, centre, service, wish, days).await?;
        if wish.desk {
            plan.off_the_steps();
        }
        Ok(slot_at(&plan.question(centre, days, now), start).is_some())
    }

    /// The times that an appointment could move to. What it takes itself does not stand in its way, and it stays as long as
    /// it is.
    ///
    /// # Errors
    /// As [`Store::free_times`].
    pub async fn times_to_move_to(
        &self,
        centre: &Centre,
        (id, wish): (Uuid, &Wish),
        days: (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Result<Vec<Slot>> {
        let of = find(&self.db, centre.id, id).await?;
        let service = self.service(&self.db, centre, &wish.service).await?;
        let mut slots = if service.seats > 1 {
            self.workshop_slots(centre, &service, wish.mode, days, now).await?
        } else {
            let mut plan = self.plan_of(&self.db, centre, service, wish, days).await?;
            plan.as_long_as(lengths_of(&of.session));
            plan.forget(&Taking::of(&of.session)?);
            open_slots(&plan.question(centre, days, now))
        };
        slots.retain(|slot| slot.start != start_of(&of.row));
        Ok(slots)
    }
}
