use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::{Desk, DeskOptions, Result, answers::ImportAnswer, out::output};

/// The sample event's definition.
pub const SAMPLE_EVENT: &str = include_str!("../../../../assets/sample/event.toml");
/// The sample event's attendee list.
pub const SAMPLE_LIST: &str = include_str!("../../../../assets/sample/attendees.csv");

impl Desk {
    /// Makes the sample event, on `date` or its own, with its guests on the list.
    ///
    /// # Errors
    /// There is a file of that name, or it can't be written.
    pub fn create_sample(
        path: &Path,
        date: Option<Date>,
        options: DeskOptions,
    ) -> Result<(Self, ImportAnswer)> {
        let named = Path::new("event.toml");
        let mut desk = Self::create_from(path, SAMPLE_EVENT, named, date, options)?;
        let folder = tempfile::tempdir().map_err(|error| output(path, error))?;
        let list = folder.path().join("attendees.csv");
        std::fs::write(&list, SAMPLE_LIST).map_err(|error| output(&list, error))?;
        let answer = desk.import(&list, &[], false)?;
        Ok((desk, answer))
    }

    /// Opens today's copy of the sample event in the user's data folder, made where there is
    /// none: dated today, so that its lobby lives.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn open_sample(options: DeskOptions) -> Result<Self> {
        let path = sample_path(&options)?;
        if path.exists() {
            return Self::open(&path, options);
        }
        let today = options.clock.now().to_zoned(jiff::tz::TimeZone::system());
        Ok(Self::create_sample(&path, Some(today.date()), options)?.0)
    }
}

fn sample_path(options: &DeskOptions) -> Result<PathBuf> {
    let folder = options.home.folder();
    std::fs::create_dir_all(folder).map_err(|error| output(folder, error))?;
    let today = options.clock.now().to_zoned(jiff::tz::TimeZone::system());
    Ok(folder.join(format!("sample-{}.lanyard", today.date())))
}
