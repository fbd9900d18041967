//! Which list a list is. Of a service there is one of each make; of spreadsheets of the same
//! columns it is the one with which it has the most people in common: guests and speakers may well
//! have the same columns, and are two. One that has got a column, or lost one, is the list whose
//! people it has.

use lanyard_exchange::list::{Field, Format};
use lanyard_store::{Connection, table, table::standing::Columns};

use super::known::Known;
use crate::{
    DeskError, Result,
    import::{
        bits::Bits,
        keys::{code_digest, person_digest},
        read::{Plan, Staged},
        spill::{PARTS, Spill, bytes, join, number, short, spilled},
    },
};

/// The lists that it may be.
#[derive(Debug)]
pub(super) struct Lists {
    source: &'static str,
    mark: String,
    /// There may be several of this source.
    several: bool,
    all: Vec<List>,
}

/// The list that it is.
#[derive(Debug)]
pub(super) struct This {
    /// 0: a new one.
    pub(crate) number: u32,
    pub(crate) mark: String,
    /// The mark that it gets by this, since it has other columns than before.
    pub(crate) new_mark: Option<String>,
    /// It may be another list, or a part: it has other columns, and not nearly the same people.
    pub(crate) unsure: bool,
    /// There are others of its source on which somebody stands.
    pub(super) has_others: bool,
}

#[derive(Debug, Default)]
struct List {
    number: u32,
    mark: String,
    /// It has the same columns as the new one.
    same: bool,
    /// How many stand on it.
    guests: u32,
    /// How many of those stand in the new list too, under the same key.
    common: u32,
    /// How many do so under the same address and name.
    people: u32,
    /// As many people of it the new list refuses in rows of which nothing else can be read.
    refused: u32,
}

impl List {
    /// Whether a list of so many rows and other columns has most of its guests: if it has fewer
    /// rows, it may as well be a part of it, unless it has half of them.
    fn has_most_guests(&self, rows: u32) -> bool {
        let fewer = u64::from(rows.min(self.guests));
        let common = u64::from(self.common);
        common > 0
            && common * 4 >= fewer * 3
            && (rows >= self.guests || common * 2 >= u64::from(self.guests))
    }

    /// Whether most of those on either list are the same people, where all have other codes by now.
    /// Guests and speakers may overlap, and one person tells nothing; nobody loses a code by that.
    fn has_most_people(&self, rows: u32) -> bool {
        self.people > 1 && u64::from(self.people) * 2 > u64::from(rows.max(self.guests))
    }

    /// Whether nearly all on either list are the same.
    fn has_nearly_all(&self, rows: u32) -> bool {
        let common = u64::from(self.common.max(self.people));
        common * 10 >= u64::from(rows.max(self.guests)) * 9
    }
}

impl Lists {
    pub(super) fn like(conn: &Connection, plan: &Plan) -> Result<Self> {
        let source = plan.source();
        let several = plan.format == Format::Plain;
        let like = table::import::lists_like(conn, source, &plan.mark)?;
        let mut all = table::import::lists_of(conn, source)?;
        all.sort_by_key(|one| (!like.contains(one), one.0));
        let list = |one: (i64, String)| List {
            number: short(Some(one.0)),
            same: like.contains(&one),
            mark: one.1,
            ..List::default()
        };
        Ok(Self {
            source,
            mark: plan.mark.clone(),
            several,
            all: all.into_iter().map(list).collect(),
        })
    }

    /// Takes note of a guest who stands on a list.
    pub(crate) fn stands(&mut self, list: u32) {
        if let Some(list) = self.of(list) {
            list.guests += 1;
        }
    }

    /// Finds out which it is.
    pub(crate) fn which(
        mut self,
        conn: &Connection,
        plan: &Plan,
        staged: &mut Staged,
        known: &mut Spill<{ Known::WIDTH }>,
    ) -> Result<This> {
        let this = self.find(conn, plan, staged, known)?;
        let mut others = self.all.iter().filter(|list| list.number != this.number);
        Ok(This {
            has_others: others.any(|list| list.guests > 0),
            ..this
        })
    }

    fn find(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        staged: &mut Staged,
        known: &mut Spill<{ Known::WIDTH }>,
    ) -> Result<This> {
        if !self.several {
            return Ok(match self.like_this().next() {
                Some(list) => list.this(),
                None => self.a_new_one(),
            });
        }
        let rows = staged.rows;
        if rows == 0 {
            // Nothing tells which list has become empty, but that there is only one.
            let mut having = self.like_this().filter(|list| list.guests > 0);
            return Ok(match (having.next(), having.next()) {
                (Some(list), None) => list.this(),
                _ => self.a_new_one(),
            });
        }
        self.count_common(staged, known)?;
        let like = self.like_this().filter(|list| list.common > 0);
        // Of several with as many the first.
        let like = like.rev().max_by_key(|list| list.common);
        let most = like.map_or(0, |list| list.common);
        let others = self.all.iter();
        let others = others.filter(|list| list.common > most && list.has_most_guests(rows));
        if let Some(other) = most_of(others, |list| list.common, conn, plan)? {
            return Ok(self.of_other_columns(other, rows));
        }
        if let Some(list) = like {
            return Ok(list.this());
        }
        if self.all.iter().any(|list| list.guests > 0) {
            self.count_people(conn, staged)?;
        }
        let found = |list: &&List| list.has_most_people(rows) || list.refused > 0;
        let like = self.like_this().filter(found);
        if let Some(list) = like.rev().max_by_key(|list| list.people) {
            return Ok(list.this());
        }
        let others = self.all.iter().filter(|list| list.has_most_people(rows));
        if let Some(other) = most_of(others, |list| list.people, conn, plan)? {
            return Ok(self.of_other_columns(other, rows));
        }
        // One whose guests are all gone may as well be this one.
        Ok(match self.like_this().find(|list| list.guests == 0) {
            Some(list) => list.this(),
            None => self.a_new_one(),
        })
    }

    /// Those of the same columns.
    fn like_this(&self) -> impl DoubleEndedIterator<Item = &List> {
        self.all.iter().filter(|list| list.same)
    }

    fn a_new_one(&self) -> This {
        This {
            number: 0,
            mark: self.free_mark(),
            new_mark: None,
            unsure: false,
            has_others: false,
        }
    }

    fn of_other_columns(&self, list: &List, rows: u32) -> This {
        This {
            new_mark: Some(self.free_mark()),
            unsure: !list.has_nearly_all(rows),
            ..list.this()
        }
    }

    /// The mark of these columns that no list has.
    fn free_mark(&self) -> String {
        let numbered = (2..).map(|nth| format!("{}#{nth}", self.mark));
        let mut marks = std::iter::once(self.mark.clone()).chain(numbered);
        let is_free = |mark: &String| self.all.iter().all(|list| list.mark != *mark);
        marks.find(is_free).unwrap_or_default()
    }

    fn count_common(
        &mut self,
        staged: &mut Staged,
        known: &mut Spill<{ Known::WIDTH }>,
    ) -> Result<()> {
        let mut parts = 0..PARTS;
        while !self.is_settled()
            && let Some(part) = parts.next()
        {
            let rows = staged.keys.part(part).map_err(DeskError::Spill)?;
            let guests = known.part(part).map_err(DeskError::Spill)?;
            let mut guests = guests.as_slice();
            for row in &rows {
                let key = &row[..16];
                guests = &guests[guests.partition_point(|guest| &guest[..16] < key)..];
                for guest in guests.iter().take_while(|guest| &guest[..16] == key) {
                    if let Some(list) = self.of(number(guest, Known::LIST)) {
                        list.common += 1;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether no other list can have more in common than the one of the same columns that leads.
    fn is_settled(&self) -> bool {
        let peopled = self.all.iter().filter(|list| list.guests > 0);
        let leads = self.like_this().max_by_key(|list| list.common);
        let Some(leads) = leads.filter(|list| list.common > 0) else {
            return peopled.count() == 0;
        };
        let mut others = peopled.filter(|list| list.number != leads.number);
        others.all(|other| other.guests < leads.common)
    }

    /// Counts who is there by address and name: all codes may be others by now.
    fn count_people(&mut self, conn: &Connection, staged: &mut Staged) -> Result<()> {
        let known = rows_of_known_codes(conn, staged)?;
        // Digest of address and name, list.
        let mut standing = Spill::<20>::default();
        table::known::each_on_lists(conn, self.source, |one| {
            let list = short(Some(one.list));
            if one.email.is_empty() || self.of(list).is_none() {
                return Ok(());
            }
            let person = person_digest(one.email, one.name);
            let entry = join(&[&person, &list.to_be_bytes()]);
            standing.push(entry).map_err(spilled)
        })?;
        for part in 0..PARTS {
            let guests = standing.part(part).map_err(DeskError::Spill)?;
            if guests.is_empty() {
                continue;
            }
            let mut rows = staged.people.part(part).map_err(DeskError::Spill)?;
            rows.retain(|entry| !known.contains(number(entry, 16)));
            for same in rows.chunk_by(|one, next| one[..16] == next[..16]) {
                let person: [u8; 16] = bytes(&same[0], 0);
                let refused = |entry: &[u8; 20]| staged.refusals.contains(number(entry, 16));
                let refused = same.iter().any(refused);
                let from = guests.partition_point(|guest| guest[..16] < person[..]);
                let to = guests.partition_point(|guest| guest[..16] <= person[..]);
                for theirs in guests[from..to].chunk_by(|one, next| one == next) {
                    if let Some(list) = self.of(number(&theirs[0], 16)) {
                        let both = same.len().min(theirs.len());
                        list.people += u32::try_from(both).unwrap_or(u32::MAX);
                        list.refused += u32::from(refused);
                    }
                }
            }
        }
        Ok(())
    }

    fn of(&mut self, number: u32) -> Option<&mut List> {
        self.all.iter_mut().find(|list| list.number == number)
    }
}

impl List {
    fn this(&self) -> This {
        This {
            number: self.number,
            mark: self.mark.clone(),
            new_mark: None,
            unsure: false,
            has_others: false,
        }
    }
}

/// The rows whose code somebody has: who has other codes by now is told by the others.
fn rows_of_known_codes(conn: &Connection, staged: &mut Staged) -> Result<Bits> {
    let mut rows = Bits::default();
    if !table::ticket::has_foreign_codes(conn)? {
        return Ok(rows);
    }
    let mut known = Spill::<16>::default();
    table::ticket::each_foreign_code(conn, |code| known.push(code_digest(code)).map_err(spilled))?;
    for part in 0..PARTS {
        let known = known.part(part).map_err(DeskError::Spill)?;
        for entry in &staged.codes.part(part).map_err(DeskError::Spill)? {
            if known.binary_search(&bytes(entry, 0)).is_ok() {
                rows.insert(number(entry, 16));
            }
        }
    }
    Ok(rows)
}

/// The list of most people whose columns the new one has, or that has the new one's.
fn most_of<'l>(
    lists: impl Iterator<Item = &'l List>,
    people: impl Fn(&List) -> u32,
    conn: &Connection,
    plan: &Plan,
) -> Result<Option<&'l List>> {
    let mut lists: Vec<_> = lists.filter(|list| !list.same).collect();
    lists.sort_by_key(|list| std::cmp::Reverse(people(list)));
    let new = match lists.is_empty() {
        true => Columns::default(),
        false => columns(conn, plan)?,
    };
    for list in lists {
        let old = table::standing::columns(conn, list.number.into())?;
        if old.are_in(&new) || new.are_in(&old) {
            return Ok(Some(list));
        }
    }
    Ok(None)
}

/// The columns of the new list.
fn columns(conn: &Connection, plan: &Plan) -> Result<Columns> {
    let fields = [
        Field::Company,
        Field::Role,
        Field::Note,
        Field::Attention,
        Field::Order,
    ];
    let known = table::question::list(conn)?;
    let number = |(title, new): (&String, i64)| {
        let known = known.iter().find(|one| one.title == *title);
        known.map_or(-new, |one| one.id)
    };
    Ok(Columns {
        fields: fields.map(|field| plan.says(field)),
        questions: plan.questions.iter().zip(1..).map(number).collect(),
    })
}
