//! A session of a browser is opened.

use domain::look::Look;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::{
    Act, Actor, Centre, Result, Secret, StaffMember, Store, Subject,
    audit::{self, line::Line},
    entities::{sign_in, staff},
    network::memberships::{self, factor_roles},
};

impl Store {
    /// Opens a session for somebody whose identity is proved.
    pub async fn open_session(&self, centre: &Centre, staff_id: i64, device: &str, now: i64) -> Result<Secret> {
        let secret = &Secret::random();
        let session = sign_in::ActiveModel {
            centre_id: Set(centre.id),
            token_hash: Set(secret.hash()),
            staff_id: Set(staff_id),
            created_at: Set(now),
            seen_at: Set(now),
            device: Set(device.to_owned()),
        };
        let session = &session;
        self.transact_quietly(|tx| async move {
            session.clone().insert(&tx).await?;
            let line = Line::new(Actor::Staff(staff_id), Act::SignedIn, Subject::Account(staff_id)).with(device);
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, secret.clone()))
        })
        .await
    }

    /// Somebody with what they may do at a centre; `None` when they do not work there.
    pub(crate) async fn member(&self, centre: &Centre, row: staff::Model) -> Result<Option<StaffMember>> {
        let roles = memberships::roles(&self.db, centre.id, row.id).await?;
        let needed = if row.totp_secret.is_none() { factor_roles(&self.db, centre.id).await? } else { Vec::new() };
        let lacks_factor = needed.iter().any(|role| roles.contains(role));
        let language = row.language.0;
        let look = Look { language, appearance: row.appearance.0, density: row.density.0, first: row.first_screen.0 };
        let staff::Model { id, name, email, .. } = row;
        let member = StaffMember { id, centre_id: centre.id, name, email, language, look, roles, lacks_factor };
        Ok(Some(member).filter(|member| !member.roles.is_empty()))
    }
}
