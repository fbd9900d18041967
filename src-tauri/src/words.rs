//! What this program says by itself, before or beside its pages, in the system's language.

/// The words of the dialogs.
pub(crate) struct Words {
    pub(crate) last_missing: &'static str,
    pub(crate) sample: &'static str,
    pub(crate) not_opened: &'static str,
    pub(crate) other: &'static str,
    pub(crate) close: &'static str,
    pub(crate) events: &'static str,
    pub(crate) lists: &'static str,
    pub(crate) pictures: &'static str,
    pub(crate) certificates: &'static str,
    /// The titles of the choice of what is read, and of where something is written.
    pub(crate) open: &'static str,
    pub(crate) save: &'static str,
    pub(crate) folder: &'static str,
    /// What the windows are, behind the event's name.
    pub(crate) desk: &'static str,
    pub(crate) office: &'static str,
    pub(crate) lobby: &'static str,
}

const ENGLISH: Words = Words {
    last_missing: "The event that was open last is not there:",
    sample: "This is the sample event; its guests are invented.",
    not_opened: "This event can’t be opened.",
    other: "Open another …",
    close: "Close",
    events: "Events",
    lists: "Lists",
    pictures: "Pictures",
    certificates: "Certificates",
    open: "Choose a file",
    save: "Where to write it",
    folder: "Choose a folder",
    desk: "desk",
    office: "office",
    lobby: "lobby",
};
const GERMAN: Words = Words {
    last_missing: "Die zuletzt geöffnete Veranstaltung ist nicht da:",
    sample: "Dies ist die Beispielveranstaltung; ihre Gäste sind erfunden.",
    not_opened: "Diese Veranstaltung lässt sich nicht öffnen.",
    other: "Andere öffnen …",
    close: "Schließen",
    events: "Veranstaltungen",
    lists: "Listen",
    pictures: "Bilder",
    certificates: "Zertifikate",
    open: "Datei wählen",
    save: "Wohin damit?",
    folder: "Ordner wählen",
    desk: "Einlass",
    office: "Büro",
    lobby: "Lobby",
};

impl Words {
    /// As POSIX has it: the first of these that says something counts.
    pub(crate) fn of_system() -> &'static Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].map(std::env::var);
        let mut set = set.into_iter().flatten();
        Self::of(&set.find(|value| !value.is_empty()).unwrap_or_default())
    }

    fn of(locale: &str) -> &'static Self {
        match locale.get(..2) {
            Some("de") => &GERMAN,
            _ => &ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_spoken_where_the_system_does() {
        assert_eq!(Words::of("de_AT.UTF-8").close, GERMAN.close);
        for other in ["", "C", "en_GB.UTF-8", "fr", "é"] {
            assert_eq!(Words::of(other).close, ENGLISH.close, "{other}");
        }
    }
}
