use std::collections::BTreeMap;

use super::rows::NotTaken;
use crate::answers::RejectedRow;

/// So many rejected rows are named, the first; all are counted.
const MOST: usize = 200;

/// The rows that are not taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Rejections {
    pub(super) count: u32,
    rows: BTreeMap<u32, String>,
}

impl Rejections {
    pub(super) fn add(&mut self, line: u32, why: &NotTaken) {
        let late = self
            .rows
            .last_key_value()
            .is_some_and(|(last, _)| *last < line);
        if self.rows.len() < MOST || !late {
            self.add_text(line, why.to_string());
        } else {
            self.count += 1;
        }
    }

    pub(super) fn add_text(&mut self, line: u32, why: String) {
        self.count += 1;
        self.rows.insert(line, why);
        if self.rows.len() > MOST {
            self.rows.pop_last();
        }
    }

    pub(super) fn into_rows(self) -> Vec<RejectedRow> {
        let rows = self.rows.into_iter();
        rows.map(|(line, reason)| RejectedRow { line, reason })
            .collect()
    }
}
