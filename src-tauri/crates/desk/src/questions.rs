//! The organiser's own questions: where their answers are shown.

use lanyard_store::table;

use crate::{Desk, DeskError, Result, answers::QuestionView, format};

impl Desk {
    /// The questions that lists brought.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn questions(&self) -> Result<Vec<QuestionView>> {
        let all = table::question::list(self.store.read())?;
        let views = all.into_iter().map(|question| QuestionView {
            title: question.title,
            shown: question.shown,
            on_badge: question.on_badge,
        });
        Ok(views.collect())
    }

    /// Says whether the door shows the answers to a question, and the badge has them.
    ///
    /// # Errors
    /// There is no such question.
    pub fn set_question(&mut self, title: &str, shown: bool, on_badge: bool) -> Result<()> {
        self.change(|conn| {
            let all = table::question::list(conn)?;
            let wanted = lanyard_exchange::fold(title);
            let mut same = all
                .iter()
                .filter(|one| lanyard_exchange::fold(&one.title) == wanted);
            let question = same.next().ok_or_else(|| DeskError::NoSuchQuestion {
                title: title.to_owned(),
                have: format::list(all.iter().map(|one| one.title.as_str())),
            })?;
            Ok(table::question::set(conn, question.id, shown, on_badge)?)
        })
    }
}
