//! Many small entries, sorted, in memory that is bounded by a part of them.

use std::{
    fs::File,
    io::{self, BufWriter, Read, Seek, Write},
};

/// More entries than this lie in files.
const MANY: usize = 1 << 12;
/// How many parts there are: by the first six bits of an entry.
pub(super) const PARTS: u8 = 64;

/// Entries of `W` bytes. Their beginning must be evenly distributed, as a digest's is; it is all
/// that a file has of anybody, and the file has no name.
#[derive(Debug, Default)]
pub(super) struct Spill<const W: usize> {
    held: Vec<[u8; W]>,
    files: Vec<BufWriter<File>>,
    sorted: bool,
}

impl<const W: usize> Spill<W> {
    pub(super) fn push(&mut self, entry: [u8; W]) -> io::Result<()> {
        self.held.push(entry);
        self.sorted = false;
        if self.held.len() < MANY {
            return Ok(());
        }
        if self.files.is_empty() {
            for _ in 0..PARTS {
                self.files.push(BufWriter::new(tempfile::tempfile()?));
            }
        }
        self.write_held()
    }

    /// The entries of one part, sorted.
    pub(super) fn part(&mut self, part: u8) -> io::Result<Vec<[u8; W]>> {
        if self.files.is_empty() {
            if !self.sorted {
                self.held.sort_unstable();
                self.sorted = true;
            }
            let from = self.held.partition_point(|entry| part_of(entry) < part);
            let to = self.held.partition_point(|entry| part_of(entry) <= part);
            return Ok(self.held[from..to].to_vec());
        }
        self.write_held()?;
        let file = &mut self.files[usize::from(part)];
        file.flush()?;
        let file = file.get_mut();
        file.rewind()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let (entries, _) = bytes.as_chunks::<W>();
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        Ok(entries)
    }

    fn write_held(&mut self) -> io::Result<()> {
        for entry in self.held.drain(..) {
            self.files[usize::from(part_of(&entry))].write_all(&entry)?;
        }
        Ok(())
    }
}

fn part_of<const W: usize>(entry: &[u8; W]) -> u8 {
    entry.first().map_or(0, |first| first >> 2)
}

/// This flag of an entry, where it is so.
pub(super) fn flag(is: bool, flag: u8) -> u8 {
    if is { flag } else { 0 }
}

/// An entry made of these.
pub(super) fn join<const W: usize>(parts: &[&[u8]]) -> [u8; W] {
    let mut entry = [0; W];
    let mut at = 0;
    for part in parts {
        entry[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    entry
}

pub(super) fn bytes<const N: usize>(entry: &[u8], at: usize) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(&entry[at..at + N]);
    bytes
}

pub(super) fn number(entry: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes(entry, at))
}

/// A list's number as the merge has it; 0: none.
pub(super) fn short(list: Option<i64>) -> u32 {
    list.and_then(|list| u32::try_from(list).ok()).unwrap_or(0)
}

pub(super) fn spilled(error: std::io::Error) -> lanyard_store::StoreError {
    lanyard_store::StoreError::Disk(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_come_back_sorted_and_whole() {
        for count in [0_u32, 10, 10_000] {
            let mut spill = Spill::<6>::default();
            for number in 0..count {
                let mixed = number.wrapping_mul(0x9E37_79B1).to_be_bytes();
                spill
                    .push([mixed[0], mixed[1], mixed[2], mixed[3], 7, 7])
                    .unwrap();
            }
            let mut all = Vec::new();
            for part in 0..PARTS {
                all.extend(spill.part(part).unwrap());
            }
            assert_eq!(all.len(), count as usize);
            assert!(all.is_sorted(), "part after part");
        }
    }
}
