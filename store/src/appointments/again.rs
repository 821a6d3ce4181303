//! A form that comes again, and says something else than when it booked.

use domain::booking::BookingRequest;
use sea_orm::EntityTrait;

use super::row::find;
use crate::{
    Booked, Centre, Result, Store,
    centre::civil::start_of_session,
    entities::{contact, person, service},
};

impl Store {
    /// Whether what a form had booked is what it asks for now: somebody may have gone back and corrected it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the appointment is not there any more.
    pub async fn is_as_asked(&self, centre: &Centre, booked: &Booked, request: &BookingRequest) -> Result<bool> {
        let of = find(&self.db, centre.id, booked.id).await?;
        let service = service::Entity::find_by_id(of.session.service_id).one(&self.db).await?;
        let person = person::Entity::find_by_id((centre.id, of.row.person_id)).one(&self.db).await?;
        let contact = contact::Entity::find_by_id((centre.id, of.row.contact_id)).one(&self.db).await?;
        let asked = &request.contact;
        Ok(start_of_session(&of.session) == request.start
            && of.session.mode.0 == request.mode
            && service.is_some_and(|service| service.slug == request.service)
            && person.is_some_and(|person| person.name == request.name.as_str())
            && contact.is_some_and(|contact| {
                contact.channel.0 == asked.address.channel()
                    && contact.address == asked.address.as_stored()
                    && (contact.language.0, contact.may_leave_message) == (asked.language, asked.may_leave_message)
            }))
    }
}
