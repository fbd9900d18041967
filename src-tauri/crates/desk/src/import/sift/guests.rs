//! The guests whom the lists of a source know already.

use lanyard_event::Status;
use lanyard_exchange::list::Format;
use lanyard_store::{Connection, table, table::known};

use super::{known::Known, lists::Lists};
use crate::{
    Result,
    import::{
        keys::{id_key, key_digest},
        read::Plan,
        spill::{Spill, flag, join, short, spilled},
        voices::comes,
    },
};

/// The guests whom lists of a source know, and the lists that a list may be.
pub(crate) struct Guests {
    pub(super) lists: Lists,
    pub(super) known: Spill<{ Known::WIDTH }>,
}

impl Guests {
    /// Where no list of the source knows anybody.
    pub(crate) fn none(conn: &Connection, plan: &Plan) -> Result<Self> {
        Ok(Self {
            lists: Lists::like(conn, plan)?,
            known: Spill::default(),
        })
    }

    /// Those there are.
    pub(crate) fn of(conn: &Connection, plan: &Plan) -> Result<Self> {
        let mut guests = Self::none(conn, plan)?;
        let Self { lists, known } = &mut guests;
        known::each(conn, plan.source(), |one| {
            let list = short(one.list);
            lists.stands(list);
            let by = match one.by {
                known::By::Own => Known::OWN,
                known::By::Beside => Known::BESIDE,
                known::By::Merged => Known::MERGED,
            };
            let flags = by
                | flag(one.status == Status::Gone, Known::GONE)
                | flag(comes(one.status), Known::COMES);
            let entry = join(&[
                &one.key,
                &one.id.to_bytes(),
                &one.digest,
                &[flags],
                &list.to_be_bytes(),
            ]);
            known.push(entry).map_err(spilled)
        })?;
        if plan.format == Format::Lanyard {
            // Our own export knows everybody by the id that they have here.
            table::attendee::each_person(conn, |one| {
                let key = key_digest(id_key(&one.id.to_string()));
                let entry = join(&[&key, &one.id.to_bytes(), &[0; 21]]);
                known.push(entry).map_err(spilled)
            })?;
        }
        Ok(guests)
    }
}
