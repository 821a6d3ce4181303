//! Who sits where in a workshop.

use domain::{board::Card, language::Language};
use uuid::Uuid;

use crate::{Centre, Result, StaffMember, Store, appointments::seats::seated};

impl Store {
    /// Who has a seat in a workshop, by seat, as far as `reader` may see them.
    pub async fn people_of_workshop(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        id: Uuid,
        language: Language,
    ) -> Result<Vec<SeatCard>> {
        let mut rows = self.visible(centre, reader, seated(centre, std::iter::once(id))).await?;
        rows.sort_by_key(|of| of.row.place);
        let numbers: Vec<u32> = rows.iter().map(|of| of.row.place.unsigned_abs()).collect();
        let cards = self.cards(centre, reader, rows, language).await?;
        Ok(numbers.into_iter().zip(cards).map(|(number, card)| SeatCard { number, card }).collect())
    }
}

/// A seat with the card of whoever has it.
#[derive(Clone, Debug)]
pub struct SeatCard {
    /// From one.
    pub number: u32,
    pub card: Card,
}
