use lanyard_event::AttendeeId;

/// With more guests changed than this, the search index is made anew.
const MOST_TOUCHED: usize = 20_000;

/// Whom an import changed, as long as they are not very many.
pub(crate) struct Touched {
    ids: Option<Vec<AttendeeId>>,
}

impl Default for Touched {
    fn default() -> Self {
        Self {
            ids: Some(Vec::new()),
        }
    }
}

impl Touched {
    pub(crate) fn add(&mut self, id: AttendeeId) {
        if let Some(ids) = self.ids.as_mut().filter(|ids| ids.len() < MOST_TOUCHED) {
            ids.push(id);
        } else {
            self.ids = None;
        }
    }

    /// Whom; `None`: very many.
    pub(crate) fn ids(self) -> Option<Vec<AttendeeId>> {
        self.ids
    }
}
