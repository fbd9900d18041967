//! The rows of guests whom the list knows, and those whom it has no more.

use lanyard_event::{AttendeeId, Status};
use lanyard_store::table;

use super::{
    change::Change, counts::Counts, moved_codes::Moves, touched::Touched, writing::Writing,
};
use crate::{
    Result,
    import::{
        read::{Row, line},
        sift::{By, Match, Sifted},
    },
};

impl Writing<'_> {
    /// Changes a guest whom the list knows, or lets the row wait; `was` is the id that a new one
    /// would have had.
    pub(crate) fn change(
        &self,
        found: Match,
        row: &Row,
        counts: &mut Counts,
        was: AttendeeId,
        moves: &mut Moves,
    ) -> Result<()> {
        let list = Some(self.list);
        let change = Change::of(
            self.conn,
            self.plan,
            self.event,
            &self.questions,
            list,
            found,
            row,
        )?;
        match change {
            Ok(change) => {
                counts.changed(&change);
                self.foreign_events(row)?;
                let (said, beside) = (change.said, change.beside);
                change.write(self)?;
                self.stands(found, row, said, &beside, was)
            }
            Err(why) => {
                if !moves.waits(found, row, was, &why) {
                    counts.refused(line(row.record.line), why, Some(found.id));
                }
                Ok(())
            }
        }
    }

    /// Notes that the list has a guest whom another one brought.
    fn stands(
        &self,
        found: Match,
        row: &Row,
        said: Status,
        beside: &[u8; 16],
        was: AttendeeId,
    ) -> Result<()> {
        let stands = table::alias::Stands {
            source: self.plan.source(),
            key: &row.key,
            list: self.list,
            digest: &row.digest,
            status: said,
        };
        match found.by {
            By::Own | By::Export => {}
            By::Code | By::Person | By::Name | By::Anew => {
                table::alias::add(self.conn, &stands, [found.id, was], beside, self.import)?
            }
            By::Beside | By::Merged => table::alias::set_standing(self.conn, &stands, self.import)?,
        }
        Ok(())
    }

    /// Takes those off the list who stand on it no more.
    pub(crate) fn leave(
        &self,
        sifted: &Sifted,
        counts: &mut Counts,
        touched: &mut Touched,
    ) -> Result<()> {
        let source = self.plan.source();
        for names in sifted.leaving() {
            let change = Change::leaving(self.conn, source, names)?;
            counts.leaving(&change);
            change.write(self)?;
            touched.add(names[0].id);
        }
        Ok(())
    }
}
