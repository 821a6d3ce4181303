//! The second factor: codes of a telephone (TOTP, RFC 6238) and ten codes on paper. A code opens once.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};
use totp_rs::{Builder, Totp};

use crate::{
    Act, Actor, Centre, Error, Result, Secret, StaffMember, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    database::secret::hash,
    doors::{limits::TRIES, links},
    entities::{recovery_code, staff},
    network::memberships,
    words::Door,
};

/// Seconds between the password and the code.
pub const SECOND_STEP_SECONDS: i64 = 10 * 60;
/// Codes on paper.
const RECOVERY_CODES: usize = 10;
/// Letters of the codes on paper: none is taken for another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";

impl Store {
    /// A secret for a telephone, in base 32. It counts from [`Store::set_factor`] on.
    pub fn new_factor() -> String {
        let mut bytes = [0_u8; 20];
        getrandom::fill(&mut bytes).expect("the operating system has random numbers");
        totp_rs::Secret::new(Box::new(bytes)).to_base32()
    }

    /// Sets somebody's second factor when the telephone shows the right code; answers with the codes for paper, which are
    /// shown once.
    ///
    /// # Errors
    /// [`Error::Credentials`] for a wrong code, [`Error::Throttled`] after too many.
    pub async fn set_factor(&self, id: i64, (secret, code): (&str, &str), now: i64) -> Result<Vec<String>> {
        self.spend(&format!("factor:{id}"), TRIES, now).await?;
        let step = totp(secret).and_then(|totp| step_of(&totp, code, now)).ok_or(Error::Credentials)?;
        let codes: &Vec<String> = &(0..RECOVERY_CODES).map(|_| paper_code()).collect();
        self.transact_quietly(|tx| async move {
            let row = staff::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?;
            let mut row = staff::ActiveModel::from(row);
            (row.totp_secret, row.totp_step) = (Set(Some(secret.to_owned())), Set(step));
            row.update(&tx).await?;
            write_codes(&tx, id, codes).await?;
            note_everywhere(&tx, id, (Actor::Staff(id), Act::SetFactor), now).await?;
            Ok((tx, ()))
        })
        .await?;
        Ok(codes.clone())
    }

    /// Ends somebody's second factor: their own wish, or a telephone is gone and the paper with it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who is not known at the centre; [`Error::InUse`] when somebody of one centre would
    /// end it for one who works at another, too.
    pub async fn end_factor(&self, centre: &Centre, id: i64, by: Actor, now: i64) -> Result<()> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let centres = memberships::centres_of(&tx, id).await?;
            if !centres.contains(&centre.id) {
                return Err(Error::NotFound);
            }
            if centres.len() > 1 && !matches!(by, Actor::Shell) && by != Actor::Staff(id) {
                return Err(Error::InUse);
            }
            staff::Entity::update_many()
                .col_expr(staff::Column::TotpSecret, Expr::value(Option::<String>::None))
                .filter(staff::Column::Id.eq(id))
                .exec(&tx)
                .await?;
            recovery_code::Entity::delete_many().filter(recovery_code::Column::StaffId.eq(id)).exec(&tx).await?;
            note_everywhere(&tx, id, (by, Act::EndedFactor), now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Codes on paper that are left to somebody; `None` without a second factor.
    pub async fn factor_codes(&self, id: i64) -> Result<Option<u64>> {
        let row = staff::Entity::find_by_id(id).one(&self.db).await?.ok_or(Error::NotFound)?;
        if row.totp_secret.is_none() {
            return Ok(None);
        }
        let left = recovery_code::Entity::find().filter(recovery_code::Column::StaffId.eq(id));
        Ok(Some(left.count(&self.db).await?))
    }

    /// A door for whoever has given the right password and not the code yet.
    pub(crate) async fn open_second_step(&self, centre: &Centre, id: i64, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let _turn = self.turn().await?;
        links::forget_old(&self.db, centre.id, Door::SecondStep, now).await?;
        let lasts = (now, Some(now + SECOND_STEP_SECONDS));
        links::add(&self.db, centre.id, (Door::SecondStep, id.to_string()), &secret, lasts).await?;
        Ok(secret)
    }

    /// Signs in whoever gave the right password and now a code: of the telephone, or one on paper.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the first step is too long ago, [`Error::Credentials`] for a wrong code or one that was
    /// used, [`Error::Throttled`] after too many.
    pub async fn second_step(
        &self,
        centre: &Centre,
        step: &Secret,
        (code, device): (&str, &str),
        now: i64,
    ) -> Result<(Secret, StaffMember)> {
        let id = links::behind(&self.db, centre.id, Door::SecondStep, step, now).await?.ok_or(Error::NotFound)?;
        let id = id.parse::<i64>().map_err(|_| Error::Corrupt("link.subject"))?;
        let subject = format!("factor:{id}");
        self.spend(&subject, TRIES, now).await?;
        let row = staff::Entity::find_by_id(id).one(&self.db).await?.filter(|row| row.active).ok_or(Error::NotFound)?;
        let member = self.member(centre, row).await?.ok_or(Error::NotFound)?;
        self.transact_quietly(|tx| async move {
            if !use_code(&tx, id, code, now).await? {
                return Err(Error::Credentials);
            }
            if !links::use_up(&tx, centre.id, Door::SecondStep, step, now).await? {
                return Err(Error::NotFound);
            }
            Ok((tx, ()))
        })
        .await?;
        self.forgive(&subject).await?;
        Ok((self.open_session(centre, id, device, now).await?, member))
    }
}

/// Whether a code is right and was not used; from now on it is.
async fn use_code(tx: &DatabaseTransaction, id: i64, code: &str, now: i64) -> Result<bool> {
    let row = staff::Entity::find_by_id(id).one(tx).await?.ok_or(Error::NotFound)?;
    let step = row.totp_secret.as_deref().and_then(totp).and_then(|totp| step_of(&totp, code, now));
    if let Some(step) = step {
        let used = staff::Entity::update_many()
            .col_expr(staff::Column::TotpStep, Expr::value(step))
            .filter(staff::Column::Id.eq(id))
            .filter(staff::Column::TotpStep.lt(step))
            .exec(tx)
            .await?;
        return Ok(used.rows_affected == 1);
    }
    let used = recovery_code::Entity::delete_by_id((id, hash(&plain(code)))).exec(tx).await?;
    Ok(used.rows_affected == 1)
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = totp_rs::Secret::try_from_base32(secret).ok().filter(|secret| secret.as_bytes().len() >= 16)?;
    Builder::new().with_secret(secret).build().ok()
}

/// The step whose code was typed, among those around now.
fn step_of(totp: &Totp, code: &str, now: i64) -> Option<i64> {
    let code: String = domain::digits::to_latin_digits(code).chars().filter(char::is_ascii_digit).collect();
    if code.len() != 6 {
        return None;
    }
    totp.check(&code, now.unsigned_abs()).map(u64::cast_signed)
}

/// A code for paper: sixty random bits in three groups.
fn paper_code() -> String {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).expect("the operating system has random numbers");
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// A code as it is compared, however it was copied from paper.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

async fn write_codes(tx: &DatabaseTransaction, id: i64, codes: &[String]) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::StaffId.eq(id)).exec(tx).await?;
    let rows =
        codes.iter().map(|code| recovery_code::ActiveModel { staff_id: Set(id), code_hash: Set(hash(&plain(code))) });
    recovery_code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// An account is of every centre that it works at.
async fn note_everywhere(tx: &DatabaseTransaction, id: i64, (by, act): (Actor, Act), now: i64) -> Result<()> {
    for centre_id in memberships::centres_of(tx, id).await? {
        audit::append(tx, centre_id, &Line::new(by, act, Subject::Account(id)), now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_telephone_is_that_of_the_standard() {
        // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
        let secret = totp_rs::Secret::new(Box::new(*b"12345678901234567890")).to_base32();
        let totp = totp(&secret).unwrap();
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(step_of(&totp, code, at), Some(at / 30), "{code}");
            assert_eq!(step_of(&totp, code, at + 300), None, "{code} five minutes later");
        }
        assert_eq!(step_of(&totp, "٢٨٧ ٠٨٢", 59), Some(1), "as it is read aloud and typed");
        assert_eq!(step_of(&totp, "28708", 59), None);
    }

    #[test]
    fn a_code_on_paper_is_read_however_it_is_copied() {
        let code = paper_code();
        assert_eq!(code.len(), 14);
        assert_eq!(plain(&code.to_uppercase().replace('-', " ")), code.replace('-', ""));
        assert_ne!(code, paper_code());
    }
}
