//! The machine that the desk runs on: its battery, its disk, and that it stays awake.

use std::{
    fs, io,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Where Linux tells of batteries and mains.
const POWER: &str = "/sys/class/power_supply";

/// What the machine lives on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Power {
    /// Mains, or a battery that is being charged.
    Mains {
        /// The battery's percent, where there is one.
        percent: Option<u32>,
    },
    /// The battery alone.
    Battery {
        /// Its percent.
        percent: u32,
    },
}

impl Power {
    /// What this machine lives on; one that tells of nothing has no battery.
    pub(crate) fn of_machine() -> Self {
        Self::at(Path::new(POWER))
    }

    fn at(folder: &Path) -> Self {
        let supplies = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut battery = None;
        for supply in supplies {
            let read = |name: &str| fs::read_to_string(supply.path().join(name)).ok();
            // A mouse's battery says that it is a device's.
            let system = read("scope").is_none_or(|scope| scope.trim() != "Device");
            if !system || read("type").is_none_or(|kind| kind.trim() != "Battery") {
                continue;
            }
            let percent = read("capacity").and_then(|text| text.trim().parse().ok());
            let drains = read("status").is_some_and(|status| status.trim() == "Discharging");
            battery = percent.map(|percent: u32| (percent, drains));
        }
        match battery {
            Some((percent, true)) => Self::Battery { percent },
            Some((percent, false)) => Self::Mains {
                percent: Some(percent),
            },
            None => Self::Mains { percent: None },
        }
    }
}

/// How many bytes are free on the disk of a file.
pub(crate) fn free_bytes(file: &Path) -> io::Result<u64> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    fs4::available_space(folder.unwrap_or(Path::new(".")))
}

/// How many megabytes are free on the disk of a file.
pub(crate) fn free_megabytes(file: &Path) -> io::Result<u32> {
    Ok(u32::try_from(free_bytes(file)? >> 20).unwrap_or(u32::MAX))
}

/// Keeps the machine from sleeping and its screen from going dark, until it is dropped or the
/// program ends.
#[derive(Debug)]
pub(crate) struct Awake {
    /// `systemd-inhibit` holds the lock as long as its command runs; `cat` runs until the pipe to
    /// it is closed, which also happens when this program is killed.
    inhibitor: Child,
}

impl Awake {
    /// # Errors
    /// This system has no `systemd-inhibit`.
    pub(crate) fn stay() -> io::Result<Self> {
        let inhibitor = Command::new("systemd-inhibit")
            .args(["--what=idle:sleep:handle-lid-switch", "--who=Lanyard"])
            .args(["--why=Guests are being checked in", "--mode=block", "cat"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { inhibitor })
    }

    /// Whether the system has granted it.
    pub(crate) fn holds(&mut self) -> bool {
        matches!(self.inhibitor.try_wait(), Ok(None))
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        drop(self.inhibitor.stdin.take());
        // It may be gone already, and nothing more can be done about one that won't go.
        let _ = self.inhibitor.kill();
        let _ = self.inhibitor.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply(folder: &Path, name: &str, facts: &[(&str, &str)]) {
        let supply = folder.join(name);
        fs::create_dir(&supply).unwrap();
        for (fact, value) in facts {
            fs::write(supply.join(fact), format!("{value}\n")).unwrap();
        }
    }

    #[test]
    fn a_machine_without_a_battery_lives_on_mains() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Power::at(folder.path()), Power::Mains { percent: None });
        let none = folder.path().join("none");
        assert_eq!(Power::at(&none), Power::Mains { percent: None });
    }

    #[test]
    fn a_battery_that_drains_counts_and_a_mouse_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let mouse = [
            ("type", "Battery"),
            ("scope", "Device"),
            ("capacity", "3"),
            ("status", "Discharging"),
        ];
        supply(folder.path(), "hidpp_battery_0", &mouse);
        assert_eq!(Power::at(folder.path()), Power::Mains { percent: None });
        let own = [
            ("type", "Battery"),
            ("capacity", "41"),
            ("status", "Discharging"),
        ];
        supply(folder.path(), "BAT0", &own);
        assert_eq!(Power::at(folder.path()), Power::Battery { percent: 41 });
        fs::write(folder.path().join("BAT0/status"), "Charging\n").unwrap();
        assert_eq!(Power::at(folder.path()), Power::Mains { percent: Some(41) });
    }
}
