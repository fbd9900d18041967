//! Rows of a list of which somebody has said by now which column is the e-mail: it was a question
//! before, and its guests were known by their names alone.

use lanyard_event::AttendeeId;
use lanyard_store::{Connection, table};

use super::sifted::{By, Dropped, Match, Sifted};
use crate::{
    DeskError, Result,
    import::{
        bits::Bits,
        keys::{name_digest, person_digest},
        read::{Plan, Staged, WithoutEmail},
        spill::{PARTS, Spill, bytes, join, number, spilled},
        voices::comes,
    },
};

/// A guest of the list as it was: a digest, the guest's id, their number among them.
type Guests = Spill<36>;

impl Staged {
    /// A list on which nobody stands, and which has the columns of another but for the e-mail, is
    /// that one where most of its guests are here by their names. Of several of one name, what they
    /// had answered says who is who, else nothing does.
    pub(super) fn know_by_name(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        sifted: &mut Sifted,
    ) -> Result<()> {
        let Some(before) = &plan.without_email else {
            return Ok(());
        };
        for mark in &before.marks {
            for (list, _) in table::import::lists_like(conn, plan.source(), mark)? {
                if self.are_of(conn, before, list, sifted)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn are_of(
        &mut self,
        conn: &Connection,
        before: &WithoutEmail,
        list: i64,
        sifted: &mut Sifted,
    ) -> Result<bool> {
        let questions = table::question::list(conn)?;
        let asked = questions.iter().find(|it| it.title == before.question);
        let (mut by_answer, mut by_name) = (Guests::default(), Guests::default());
        let mut all = 0_u32;
        table::standing::each_of_list(conn, list, |guest| {
            let entry =
                |digest: [u8; 16]| join(&[&digest, &guest.id.to_bytes(), &all.to_be_bytes()]);
            let mut answers = table::answer::unpack(guest.answers);
            if let Some((_, email)) = answers.find(|(id, _)| asked.is_some_and(|it| it.id == *id)) {
                let person = person_digest(email, guest.name);
                by_answer.push(entry(person)).map_err(spilled)?;
            }
            by_name
                .push(entry(name_digest(guest.name)))
                .map_err(spilled)?;
            all += 1;
            Ok(())
        })?;
        let mut found = Found {
            rows: sifted.added.clone(),
            guests: Bits::default(),
            matched: Vec::new(),
        };
        found.pair(&mut self.people, &mut by_answer)?;
        found.pair(&mut self.names, &mut by_name)?;
        if found.matched.len() * 2 <= all as usize {
            return Ok(false);
        }
        let mut number = 0;
        table::standing::each_of_list(conn, list, |guest| {
            if !found.guests.contains(number) && comes(guest.status) {
                sifted.dropped.push(Dropped {
                    id: guest.id,
                    key: None,
                });
            }
            number += 1;
            Ok(())
        })?;
        sifted.listed += all;
        sifted.added = found.rows;
        sifted.changed.extend(found.matched);
        Ok(true)
    }
}

struct Found {
    /// Rows of whom nobody is found yet.
    rows: Bits,
    /// Guests who are, by their numbers.
    guests: Bits,
    matched: Vec<Match>,
}

impl Found {
    /// Finds those of whom a digest has but one row and one guest.
    fn pair(&mut self, rows: &mut Spill<20>, guests: &mut Guests) -> Result<()> {
        for part in 0..PARTS {
            let mut rows = rows.part(part).map_err(DeskError::Spill)?;
            let mut guests = guests.part(part).map_err(DeskError::Spill)?;
            rows.retain(|row| self.rows.contains(number(row, 16)));
            guests.retain(|guest| !self.guests.contains(number(guest, 32)));
            for same in rows.chunk_by(|one, next| one[..16] == next[..16]) {
                let key = &same[0][..16];
                let from = guests.partition_point(|guest| &guest[..16] < key);
                let to = guests.partition_point(|guest| &guest[..16] <= key);
                if let ([row], [guest]) = (same, &guests[from..to]) {
                    let row = number(row, 16);
                    self.rows.remove(row);
                    self.guests.insert(number(guest, 32));
                    let id = AttendeeId::from_bytes(bytes(guest, 16));
                    self.matched.push(Match::new(row, id, By::Name, false));
                }
            }
        }
        Ok(())
    }
}
