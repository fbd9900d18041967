//! Where a desk stands: its door, in or out, its printer.

use lanyard_event::{Direction, DoorId};
use lanyard_paper::printer::Printer;

use crate::{Desk, Result, home::Place};

impl Desk {
    /// The door at which this desk stands.
    pub fn door(&self) -> DoorId {
        self.door
    }

    /// Moves the desk to another door.
    ///
    /// # Errors
    /// [`DeskError::NoSuchDoor`].
    pub fn set_door(&mut self, name: &str) -> Result<()> {
        self.door = self.door_named(name)?;
        self.keep_place()
    }

    /// What a scan at this desk means.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Turns the desk round: from now on its scans mean this.
    ///
    /// # Errors
    /// The data folder can't be written.
    pub fn set_direction(&mut self, direction: Direction) -> Result<()> {
        self.direction = direction;
        self.keep_place()
    }

    /// Where badges are printed, if anywhere.
    pub fn printer(&self) -> Option<&str> {
        self.printer.as_deref()
    }

    /// Where badges are printed, and whether one is for everybody who comes in first.
    ///
    /// # Errors
    /// It is no printer's address; the data folder can't be written.
    pub fn set_printer(&mut self, uri: Option<String>, on_entry: bool) -> Result<()> {
        if let Some(uri) = &uri {
            Printer::at(uri)?;
        }
        self.printer = uri;
        self.print_on_entry = on_entry;
        self.keep_place()
    }

    /// Stands where this desk stood in this event before, and keeps that from now on.
    ///
    /// # Errors
    /// The data folder can't be used.
    pub fn resume(&mut self) -> Result<()> {
        self.keeps_place = true;
        let Some(place) = self.home.place(self.event.id)? else {
            return Ok(());
        };
        if let Ok(door) = self.door_named(&place.door) {
            self.door = door;
        }
        self.direction = if place.out {
            Direction::Out
        } else {
            Direction::In
        };
        self.printer = place.printer;
        self.print_on_entry = place.print_on_entry;
        Ok(())
    }

    fn keep_place(&self) -> Result<()> {
        if !self.keeps_place {
            return Ok(());
        }
        let place = Place {
            door: self.door_name(self.door),
            out: self.direction == Direction::Out,
            printer: self.printer.clone(),
            print_on_entry: self.print_on_entry,
        };
        self.home.set_place(self.event.id, &place)
    }
}
