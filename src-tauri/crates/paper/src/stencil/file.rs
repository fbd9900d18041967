//! A PDF, written object by object.

use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress};
use pdf_writer::{Chunk, Filter, Name, Ref, TextStr};

/// A PDF as it is written: all it remembers is where its objects are.
pub(super) struct File<W> {
    out: W,
    at: u64,
    /// Where each object begins, from number 1 on; 0 for one that is not written yet.
    offsets: Vec<u64>,
}

impl<W: Write> File<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        // Bytes above 127 tell whoever copies the file that it is no text.
        let head = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        out.write_all(head)?;
        Ok(Self {
            out,
            at: head.len() as u64,
            offsets: Vec::new(),
        })
    }

    /// A number for an object that will be written.
    pub(super) fn reserve(&mut self) -> Ref {
        self.offsets.push(0);
        Ref::new(i32::try_from(self.offsets.len()).unwrap_or(i32::MAX))
    }

    /// Writes the one object of `chunk`.
    pub(super) fn object(&mut self, number: Ref, chunk: &Chunk) -> io::Result<()> {
        self.begin(number);
        self.write(chunk.as_bytes())
    }

    /// Writes a stream that is packed already.
    pub(super) fn stream(&mut self, number: Ref, packed: &[u8]) -> io::Result<()> {
        self.stream_with(number, packed, |_| {})
    }

    /// The same, with more about it.
    pub(super) fn stream_with(
        &mut self,
        number: Ref,
        packed: &[u8],
        more: impl FnOnce(&mut pdf_writer::Stream<'_>),
    ) -> io::Result<()> {
        let mut chunk = Chunk::with_capacity(packed.len() + 128);
        let mut stream = chunk.stream(number, packed);
        stream.filter(Filter::FlateDecode);
        more(&mut stream);
        drop(stream);
        self.object(number, &chunk)
    }

    /// Says that the object of this number comes next.
    pub(super) fn begin(&mut self, number: Ref) {
        if let Some(offset) = self.offsets.get_mut(index(number)) {
            *offset = self.at;
        }
    }

    /// Writes a part of an object.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Ends the file.
    pub(super) fn finish(mut self, pages: Ref, title: &str) -> io::Result<W> {
        let (catalog, info) = (self.reserve(), self.reserve());
        let mut chunk = Chunk::new();
        let mut dict = chunk.indirect(catalog).dict();
        dict.pair(Name(b"Type"), Name(b"Catalog"));
        dict.pair(Name(b"Pages"), pages);
        drop(dict);
        self.object(catalog, &chunk)?;
        let mut chunk = Chunk::new();
        let mut dict = chunk.indirect(info).dict();
        dict.pair(Name(b"Title"), TextStr(title));
        dict.pair(Name(b"Creator"), TextStr("Lanyard"));
        drop(dict);
        self.object(info, &chunk)?;
        let table = self.at;
        let mut end = String::with_capacity(self.offsets.len() * 20 + 128);
        end.push_str(&format!("xref\n0 {}\n", self.offsets.len() + 1));
        end.push_str("0000000000 65535 f\r\n");
        for offset in &self.offsets {
            let kind = if *offset == 0 { 'f' } else { 'n' };
            end.push_str(&format!("{offset:010} 00000 {kind}\r\n"));
        }
        end.push_str(&format!(
            "trailer\n<</Size {}/Root {} 0 R/Info {} 0 R>>\nstartxref\n{table}\n%%EOF\n",
            self.offsets.len() + 1,
            catalog.get(),
            info.get(),
        ));
        self.write(end.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn index(number: Ref) -> usize {
    usize::try_from(number.get() - 1).unwrap_or(usize::MAX)
}

/// Packs streams, for zlib.
pub(super) struct Packer(Compress);

impl Default for Packer {
    fn default() -> Self {
        Self(Compress::new(Compression::fast(), true))
    }
}

impl Packer {
    pub(super) fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(read..).unwrap_or_default();
            let packing = self
                .0
                .compress_vec(rest, &mut packed, FlushCompress::Finish);
            match packing {
                Ok(flate2::Status::StreamEnd) | Err(_) => return packed,
                Ok(_) => packed.reserve(packed.capacity().max(256)),
            }
        }
    }
}
