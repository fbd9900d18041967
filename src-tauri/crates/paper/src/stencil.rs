//! A template that is drawn once and stamped for every guest.
//!
//! What is the same on every ticket of an evening is drawn once, by `krilla`, and becomes an
//! object that each page shows. Onto it go the guest's own texts and code, written straight
//! into the page. Where a template or a text wants more than plain letters over everything
//! else, `krilla` draws the whole page: that looks the same and takes some forty times as long.

mod background;
mod case;
mod file;
mod import;
mod ink;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use pdf_writer::{Chunk, Finish, Name, Rect, Ref};

use crate::fields::{Field, Fields};
use crate::logo::Logo;
use crate::template::{SlotKind, Template};
use crate::{POINTS, Paper, PaperError, title};
use background::Background;
use case::Case;
use file::{File, Packer};
use import::Import;
use ink::Part;

/// A template to make many PDFs from: see [`Paper::stencil`]. Threads may share it.
pub struct Stencil<'s> {
    paper: &'s Paper,
    template: &'s Template,
    /// What is drawn once, by what it depends on; `None` where `krilla` has to draw all.
    backgrounds: Mutex<HashMap<Evening, Option<Arc<Background>>>>,
    /// A packer takes longer to make than to use.
    packers: Mutex<Vec<Packer>>,
}

/// Backgrounds to remember before starting afresh: a template with conditions has a few.
const REMEMBERED: usize = 32;

/// What a background depends on.
#[derive(PartialEq, Eq, Hash)]
struct Evening {
    texts: Vec<String>,
    /// Which conditions about the guest are met.
    met: Vec<bool>,
    logo: Option<Logo>,
}

impl Paper {
    /// Prepares `template` for many guests.
    pub fn stencil<'s>(&'s self, template: &'s Template) -> Stencil<'s> {
        Stencil {
            paper: self,
            template,
            backgrounds: Mutex::default(),
            packers: Mutex::default(),
        }
    }
}

impl<'s> Stencil<'s> {
    /// The template filled, as a vector PDF of one page of its size. Text can be selected and
    /// searched, its fonts are embedded in part. The same input gives the same bytes.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn pdf(&self, fields: &Fields) -> Result<Vec<u8>, PaperError> {
        match self.stamped(fields)? {
            Some(pdf) => Ok(pdf),
            None => self.paper.drawn(self.template, fields),
        }
    }

    /// Begins one PDF of many pages, which is written as it is made.
    ///
    /// # Errors
    /// [`PaperError::Write`].
    pub fn book<W: Write>(&'s self, out: W, title: &str) -> Result<Book<'s, W>, PaperError> {
        let mut file = File::new(out).map_err(PaperError::Write)?;
        Ok(Book {
            stencil: self,
            resources: file.reserve(),
            root: file.reserve(),
            title: title.to_owned(),
            file,
            case: Case::default(),
            forms: Vec::new(),
            shared: Vec::new(),
            branches: Vec::new(),
            packer: self.packer(),
        })
    }

    /// Makes a page for a [`Book`]. Most of the work is here, and threads can share it.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn page(&self, fields: &Fields) -> Result<PageInk, PaperError> {
        if let Some(stamp) = self.stamp(fields)? {
            return Ok(PageInk(Ink::Stamped(stamp)));
        }
        let pdf = self.paper.drawn(self.template, fields)?;
        let import = Import::of(&pdf).ok_or_else(|| PaperError::Pdf {
            reason: "a page could not be taken over".to_owned(),
        })?;
        Ok(PageInk(Ink::Drawn(import)))
    }

    /// `None` where `krilla` has to draw the page.
    fn stamp(&self, fields: &Fields) -> Result<Option<Stamp>, PaperError> {
        let Some(background) = self.background(fields)? else {
            return Ok(None);
        };
        let own = background.own(&self.paper.fonts, self.template, fields)?;
        Ok(own.map(|own| Stamp { background, own }))
    }

    /// `None` where `krilla` has to draw the page.
    fn stamped(&self, fields: &Fields) -> Result<Option<Vec<u8>>, PaperError> {
        let Some(Stamp { background, own }) = self.stamp(fields)? else {
            return Ok(None);
        };
        let mut case = Case::default();
        let mut packer = self.packer();
        let packed = packer.pack(&ink::page(Name(FORM), &own, &mut case));
        let mut write = || -> io::Result<Vec<u8>> {
            let mut file = File::new(Vec::with_capacity(background.drawing().len() + (32 << 10)))?;
            let form = background.drawing().write(&mut file)?;
            let [root, page, content] = [(); 3].map(|()| file.reserve());
            file.stream(content, &packed)?;
            let used = case.write(&mut file, &mut packer)?;
            let mut chunk = Chunk::new();
            let mut dict = chunk.page(page);
            dict.parent(root).contents(content);
            dict.media_box(self.media_box());
            let mut resources = dict.resources();
            resources.x_objects().pair(Name(FORM), form);
            let mut fonts = resources.fonts();
            for (name, font) in &used {
                fonts.pair(Name(name.as_bytes()), *font);
            }
            fonts.finish();
            resources.finish();
            dict.finish();
            file.object(page, &chunk)?;
            let mut chunk = Chunk::new();
            chunk.pages(root).count(1).kids([page]);
            file.object(root, &chunk)?;
            file.finish(root, &title(fields))
        };
        let written = write().map_err(PaperError::Write)?;
        self.packers().push(packer);
        Ok(Some(written))
    }

    fn media_box(&self) -> Rect {
        let (width, height) = (self.template.width_mm(), self.template.height_mm());
        Rect::new(0.0, 0.0, width * POINTS, height * POINTS)
    }

    fn background(&self, fields: &Fields) -> Result<Option<Arc<Background>>, PaperError> {
        let evening = self.evening(fields);
        let mut backgrounds = self
            .backgrounds
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = backgrounds.get(&evening) {
            return Ok(known.clone());
        }
        let made = Background::draw(self.paper, self.template, fields)?.map(Arc::new);
        if backgrounds.len() >= REMEMBERED {
            backgrounds.clear();
        }
        backgrounds.insert(evening, made.clone());
        Ok(made)
    }

    fn evening(&self, fields: &Fields) -> Evening {
        let mut texts = vec![fields.get(Field::Ribbon).to_owned()];
        let mut met = Vec::new();
        for slot in &self.template.slots {
            let keys = slot.kind.keys();
            if let SlotKind::If(_) = slot.kind {
                met.push(keys.iter().any(|key| !fields.text(key).is_empty()));
            } else if keys.iter().all(|key| key.is_of_the_event()) {
                texts.extend(keys.iter().map(|key| fields.text(key).to_owned()));
            }
        }
        Evening {
            texts,
            met,
            logo: fields.logo().cloned(),
        }
    }

    fn packer(&self) -> Packer {
        self.packers().pop().unwrap_or_default()
    }

    fn packers(&self) -> std::sync::MutexGuard<'_, Vec<Packer>> {
        self.packers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Stencil<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stencil")
    }
}

/// A page of a [`Book`], made by [`Stencil::page`] and not yet added.
pub struct PageInk(Ink);

enum Ink {
    Stamped(Stamp),
    /// By `krilla`, as a whole.
    Drawn(Import),
}

/// What is stamped, and onto what.
struct Stamp {
    background: Arc<Background>,
    own: Vec<Part>,
}

impl std::fmt::Debug for PageInk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PageInk")
    }
}

/// What a page calls its background.
const FORM: &[u8] = b"B0";

/// One PDF of many pages: see [`Stencil::book`]. Only its fonts and an index of its pages are
/// held in memory.
pub struct Book<'s, W: Write> {
    stencil: &'s Stencil<'s>,
    file: File<W>,
    title: String,
    case: Case,
    /// What is shown by pages besides their own content; `B0` is the first.
    forms: Vec<Ref>,
    /// The backgrounds among them.
    shared: Vec<(Arc<Background>, usize)>,
    resources: Ref,
    root: Ref,
    /// The page tree's branches and their pages.
    branches: Vec<(Ref, Vec<Ref>)>,
    packer: Packer,
}

/// Pages on a branch of the page tree: readers are slow with long ones.
const BRANCH: usize = 64;

impl<W: Write> Book<'_, W> {
    /// Adds a page for these fields.
    ///
    /// # Errors
    /// See [`PaperError`].
    pub fn page(&mut self, fields: &Fields) -> Result<(), PaperError> {
        let page = self.stencil.page(fields)?;
        self.add(&page)
    }

    /// Adds a page of the same stencil.
    ///
    /// # Errors
    /// [`PaperError::Write`].
    pub fn add(&mut self, page: &PageInk) -> Result<(), PaperError> {
        let (form, own) = match &page.0 {
            Ink::Stamped(stamp) => (self.shared_form(&stamp.background), stamp.own.as_slice()),
            Ink::Drawn(import) => (self.form(import), [].as_slice()),
        };
        let name = form_name(form.map_err(PaperError::Write)?);
        let content = ink::page(Name(name.as_bytes()), own, &mut self.case);
        self.write_page(&content).map_err(PaperError::Write)
    }

    /// The number of the form that shows a background; it is written for its first page.
    fn shared_form(&mut self, background: &Arc<Background>) -> io::Result<usize> {
        let known = self
            .shared
            .iter()
            .find(|one| Arc::ptr_eq(&one.0, background));
        if let Some((_, form)) = known {
            return Ok(*form);
        }
        let number = self.form(background.drawing())?;
        self.shared.push((Arc::clone(background), number));
        Ok(number)
    }

    fn form(&mut self, drawing: &Import) -> io::Result<usize> {
        self.forms.push(drawing.write(&mut self.file)?);
        Ok(self.forms.len() - 1)
    }

    fn write_page(&mut self, content: &[u8]) -> io::Result<()> {
        let packed = self.packer.pack(content);
        let content = self.file.reserve();
        self.file.stream(content, &packed)?;
        let page = self.file.reserve();
        let branch = match self.branches.last_mut() {
            Some(branch) if branch.1.len() < BRANCH => branch,
            _ => {
                self.branches.push((self.file.reserve(), Vec::new()));
                let last = self.branches.len() - 1;
                &mut self.branches[last]
            }
        };
        branch.1.push(page);
        let mut chunk = Chunk::new();
        let mut dict = chunk.page(page);
        dict.parent(branch.0).contents(content);
        dict.media_box(self.stencil.media_box());
        dict.pair(Name(b"Resources"), self.resources);
        dict.finish();
        self.file.object(page, &chunk)
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// [`PaperError::NoPages`] and [`PaperError::Write`].
    pub fn finish(self) -> Result<W, PaperError> {
        if self.branches.is_empty() {
            return Err(PaperError::NoPages);
        }
        self.end().map_err(PaperError::Write)
    }

    fn end(mut self) -> io::Result<W> {
        let used = self.case.write(&mut self.file, &mut self.packer)?;
        let mut chunk = Chunk::new();
        let mut resources = chunk
            .indirect(self.resources)
            .start::<pdf_writer::writers::Resources<'_>>();
        let mut forms = resources.x_objects();
        for (number, form) in self.forms.iter().enumerate() {
            forms.pair(Name(form_name(number).as_bytes()), *form);
        }
        forms.finish();
        let mut fonts = resources.fonts();
        for (name, font) in &used {
            fonts.pair(Name(name.as_bytes()), *font);
        }
        fonts.finish();
        resources.finish();
        self.file.object(self.resources, &chunk)?;
        let mut total = 0;
        for (branch, pages) in &self.branches {
            let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
            total += count;
            let mut chunk = Chunk::new();
            let mut node = chunk.pages(*branch);
            node.parent(self.root)
                .count(count)
                .kids(pages.iter().copied());
            node.finish();
            self.file.object(*branch, &chunk)?;
        }
        let mut chunk = Chunk::new();
        let branches = self.branches.iter().map(|branch| branch.0);
        chunk.pages(self.root).count(total).kids(branches);
        self.file.object(self.root, &chunk)?;
        self.file.finish(self.root, &self.title)
    }
}

impl<W: Write> std::fmt::Debug for Book<'_, W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Book")
    }
}

fn form_name(number: usize) -> String {
    format!("B{number}")
}

#[cfg(test)]
mod tests;
