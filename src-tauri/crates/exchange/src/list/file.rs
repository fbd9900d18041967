use std::{
    fs::File,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Column, ListError, ListReader, Look, Mapping, reader, source::Source};

/// What comes through a pipe has at most so many bytes: it is held in memory.
pub(super) const MOST_PIPED: u64 = 512 << 20;

/// A list where it lies. It can be read as often as need be: what comes through a pipe, which
/// gives it but once, is held.
#[derive(Clone, Debug)]
pub struct ListFile {
    path: PathBuf,
    held: Option<Arc<[u8]>>,
}

impl ListFile {
    /// Takes note of a list; of a pipe, reads all of it.
    ///
    /// # Errors
    /// The pipe breaks off, or gives more than can be held. Whether there is such a file is said
    /// when it is read.
    pub fn at(path: &Path) -> Result<Self, ListError> {
        let mut list = Self {
            path: path.to_owned(),
            held: None,
        };
        let Ok(meta) = path.metadata() else {
            return Ok(list);
        };
        if meta.is_file() || meta.is_dir() {
            return Ok(list);
        }
        let disk = |error| ListError::disk(path, error);
        let mut bytes = Vec::new();
        let pipe = File::open(path).map_err(disk)?;
        pipe.take(MOST_PIPED + 1)
            .read_to_end(&mut bytes)
            .map_err(disk)?;
        if bytes.len() as u64 > MOST_PIPED {
            return Err(ListError::LongPipe(path.to_owned()));
        }
        list.held = Some(bytes.into());
        Ok(list)
    }

    /// Where it lies, or the pipe through which it came.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is held, so that nobody can change it any more.
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// How many bytes it has, where that is known.
    pub fn size(&self) -> Option<u64> {
        match &self.held {
            Some(bytes) => Some(bytes.len() as u64),
            None => Some(self.path.metadata().ok()?.len()),
        }
    }

    /// Looks at its columns and first rows.
    ///
    /// # Errors
    /// As [`super::look`].
    pub fn look(&self, map: &[Mapping]) -> Result<Look, ListError> {
        reader::look_into(&self.path, self.source()?, map)
    }

    /// Reads it, for whoever has had a [`ListFile::look`] with this mapping: what its columns are
    /// then is not read out of the rows once more.
    ///
    /// # Errors
    /// Each variant of [`ListError`].
    pub fn read(&self, map: &[Mapping], looked: &[Column]) -> Result<ListReader, ListError> {
        ListReader::of_source(&self.path, self.source()?, map, looked)
    }

    fn source(&self) -> Result<Box<dyn Source>, ListError> {
        if let Some(bytes) = &self.held {
            return Ok(Box::new(Cursor::new(Arc::clone(bytes))));
        }
        let disk = |error| ListError::disk(&self.path, error);
        if self.path.metadata().map_err(disk)?.is_dir() {
            return Err(ListError::IsFolder(self.path.clone()));
        }
        Ok(Box::new(File::open(&self.path).map_err(disk)?))
    }
}
