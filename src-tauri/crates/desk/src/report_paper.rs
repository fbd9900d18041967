//! The evening's report, on one page.

use std::collections::HashMap;

use jiff::Timestamp;
use lanyard_event::{DoorId, EntryRef, Kind};
use lanyard_paper::{Report, ReportCurve, ReportFigure, ReportRow, ReportTable};
use lanyard_store::table;

use crate::{Desk, Result, answers::NumbersView, check::Head, format};

/// The arrivals are drawn in stretches of so many minutes, or of more where they were many.
const MINUTES: usize = 15;
const MOST_STRETCHES: usize = 40;
/// A stretch as [`lanyard_event::Arrivals`] counts them.
const SHORTEST: usize = 5;
/// Of so many desks the foot says where their log ends.
const MOST_ENDS: usize = 3;

impl Desk {
    /// The report of the evening as a PDF of one page, at `at` or now.
    ///
    /// # Errors
    /// The file can't be read, the PDF can't be made.
    pub fn report_pdf(&mut self, at: Option<Timestamp>) -> Result<Vec<u8>> {
        let report = self.report(at)?;
        Ok(self.paper().report(&report)?)
    }

    fn report(&mut self, at: Option<Timestamp>) -> Result<Report> {
        let numbers = self.numbers(at)?;
        let now = at.unwrap_or_else(|| self.now());
        let as_of = format::moment(now, &self.event, "en");
        let date = [
            format::long_date(&self.event, "en"),
            self.event.venue.clone(),
        ];
        let date: Vec<_> = date.into_iter().filter(|part| !part.is_empty()).collect();
        let (title, absent) = match numbers.over {
            true => ("How the evening went", "No-shows"),
            false => ("How the evening goes", "Still to come"),
        };
        let (_, fives) = self.tally.arrivals().curve(usize::MAX);
        Ok(Report {
            title: title.into(),
            event: self.event.name.clone(),
            series: self.event.series.clone(),
            date: date.join(" · "),
            ribbon: self.event.ribbon.clone(),
            figures: figures(&numbers, absent, self.busiest(&fives)),
            curve: self.arrivals(&fives),
            tables: vec![types(&numbers, absent), self.doors()?],
            foot: self.foot(&as_of)?,
        })
    }

    /// When it was drawn up, and where the log ended then: a copy of it that lacks its end is shown
    /// up by that.
    fn foot(&self, as_of: &str) -> Result<String> {
        let heads = self.heads()?;
        let shown: Vec<_> = heads.iter().take(MOST_ENDS).map(Head::short).collect();
        let more = match heads.len().saturating_sub(MOST_ENDS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Ok(match shown.is_empty() {
            true => format!("As of {as_of}"),
            false => format!("As of {as_of} · The log ends at {}{more}", shown.join(", ")),
        })
    }

    /// The first of the five minutes in which most came.
    fn busiest(&self, fives: &[(Timestamp, u32)]) -> ReportFigure {
        let busiest = fives.iter().rev().max_by_key(|stretch| stretch.1);
        let (count, from) = match busiest {
            Some((from, count)) => (
                *count,
                format!("from {}", format::clock(*from, &self.event)),
            ),
            None => (0, String::new()),
        };
        ReportFigure {
            number: count.to_string(),
            label: "In the busiest 5 minutes".into(),
            detail: from,
        }
    }

    fn arrivals(&self, fives: &[(Timestamp, u32)]) -> ReportCurve {
        let event = &self.event;
        let mut minutes = MINUTES;
        while fives.len() * SHORTEST > minutes * MOST_STRETCHES {
            minutes *= 2;
        }
        let long = i64::try_from(minutes * 60).unwrap_or(i64::MAX);
        let mut stretches: Vec<(i64, u32)> = Vec::new();
        for (from, count) in fives {
            let start = from.as_second().div_euclid(long) * long;
            match stretches.last_mut() {
                Some(last) if last.0 == start => last.1 += count,
                _ => stretches.push((start, *count)),
            }
        }
        let clock = |from: i64| {
            let from = Timestamp::from_second(from);
            from.map(|from| format::clock(from, event))
                .unwrap_or_default()
        };
        ReportCurve {
            title: "When people came".into(),
            note: String::new(),
            bars_label: format!("In {minutes} minutes"),
            line_label: "In all".into(),
            stretches: stretches
                .into_iter()
                .map(|(from, count)| (clock(from), count))
                .collect(),
        }
    }

    /// How many came in through each door, and when it was busiest.
    fn doors(&self) -> Result<ReportTable> {
        let mut entries: HashMap<EntryRef, (DoorId, Timestamp)> = HashMap::new();
        let mut refused: HashMap<DoorId, u32> = HashMap::new();
        table::log::each_after(self.store.read(), 0, |logged| {
            let entry = logged.entry;
            if let Some(voided) = entry.voids {
                entries.remove(&voided);
            }
            match entry.kind {
                Kind::Entry | Kind::Override | Kind::Substitute => {
                    entries.insert(entry.place, (entry.door, entry.at));
                }
                Kind::Refused => *refused.entry(entry.door).or_default() += 1,
                _ => {}
            }
            Ok(())
        })?;
        let mut doors: HashMap<DoorId, Vec<Timestamp>> = HashMap::new();
        for (door, at) in entries.into_values() {
            doors.entry(door).or_default().push(at);
        }
        let all: usize = doors.values().map(Vec::len).sum();
        let rows = self.event.doors.iter().map(|door| {
            let came = doors.get(&door.id).map_or(&[][..], Vec::as_slice);
            let clock = |at: Option<&Timestamp>| {
                at.map(|at| format::clock(*at, &self.event))
                    .unwrap_or_default()
            };
            ReportRow {
                cells: vec![
                    door.name.clone(),
                    came.len().to_string(),
                    refused.get(&door.id).copied().unwrap_or(0).to_string(),
                    clock(came.iter().min()),
                    clock(came.iter().max()),
                ],
                share: (all > 0).then(|| came.len() as f32 / all as f32),
            }
        });
        Ok(ReportTable {
            columns: ["Door", "Entries", "Refused", "First", "Last"]
                .map(str::to_owned)
                .into(),
            rows: rows.collect(),
        })
    }
}

fn figures(numbers: &NumbersView, absent: &str, busiest: ReportFigure) -> Vec<ReportFigure> {
    let counts = numbers.counts;
    let figure = |number: u32, label: &str, detail: String| ReportFigure {
        number: number.to_string(),
        label: label.to_owned(),
        detail,
    };
    let part = |of: u32, all: u32| match u64::from(of) * 100 {
        _ if all == 0 => String::new(),
        hundred => format!("{} %", (hundred + u64::from(all) / 2) / u64::from(all)),
    };
    let room = numbers
        .capacity
        .map(|capacity| format!("room for {capacity}"));
    vec![
        figure(
            counts.arrived,
            "Came",
            format!("of {} expected", counts.expected),
        ),
        figure(
            counts.to_come,
            absent,
            part(counts.to_come, counts.expected),
        ),
        figure(counts.inside, "Still inside", room.unwrap_or_default()),
        busiest,
        figure(
            numbers.walk_ins,
            "Walk-ins",
            "not on the list before".into(),
        ),
        figure(numbers.refused, "Refusals", "scans that said no".into()),
        figure(numbers.overrides, "Overrides", "let in all the same".into()),
        figure(
            numbers.waitlist,
            "Waiting list",
            "did not get a place".into(),
        ),
    ]
}

fn types(numbers: &NumbersView, absent: &str) -> ReportTable {
    let rows = numbers.ticket_types.iter().map(|kind| ReportRow {
        cells: vec![
            kind.name.clone(),
            kind.expected.to_string(),
            kind.arrived.to_string(),
            kind.expected.saturating_sub(kind.arrived).to_string(),
        ],
        share: (kind.expected > 0).then(|| kind.arrived as f32 / kind.expected as f32),
    });
    ReportTable {
        columns: ["Ticket", "Expected", "Came", absent]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
    }
}
