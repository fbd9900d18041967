//! The report of an evening: what came of it, on one page.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Size};
use krilla::page::PageSettings;
use krilla::paint::{LineCap, LineJoin, Stroke};
use krilla::surface::Surface;

use crate::fields::tidy;
use crate::page::{self, HEIGHT, Ribbon, WIDTH};
use crate::press::{Cut, Press};
use crate::{Paper, PaperError};

/// What [`Paper::report`] prints. Words come translated; empty ones leave nothing behind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What this page is: *How the evening went*.
    pub title: String,
    /// The event's name.
    pub event: String,
    /// The series it belongs to; it stands in the ribbon.
    pub series: String,
    /// The day and the place: *Thursday 3 December 2026 · The Rope Store*.
    pub date: String,
    /// The event's colour, `#rgb` or `#rrggbb`; empty for the house's own.
    pub ribbon: String,
    /// The numbers that stand large: two rows of four at most.
    pub figures: Vec<ReportFigure>,
    /// When people came.
    pub curve: ReportCurve,
    /// What is counted by kind: ticket types, doors.
    pub tables: Vec<ReportTable>,
    /// At the foot: *As of 23:05*.
    pub foot: String,
}

/// A number of a [`Report`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFigure {
    /// The number: *312*.
    pub number: String,
    /// What it counts: *came*.
    pub label: String,
    /// What it means: *of 402 expected*.
    pub detail: String,
}

/// The arrivals of a [`Report`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportCurve {
    /// What it shows: *Arrivals*.
    pub title: String,
    /// What is to be said about it: *Busiest five minutes: 18:40, 47 people*.
    pub note: String,
    /// What a bar counts: *in 15 minutes*.
    pub bars_label: String,
    /// What the line counts: *in all*.
    pub line_label: String,
    /// Each stretch of time by its beginning (*18:15*), and how many people came in it.
    pub stretches: Vec<(String, u32)>,
}

/// A table of a [`Report`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportTable {
    /// The titles of the columns. The first holds names, the others numbers.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ReportRow>,
}

/// A row of a [`ReportTable`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportRow {
    /// One text a column.
    pub cells: Vec<String>,
    /// Drawn as a bar under the row: which part came, from 0 to 1.
    pub share: Option<f32>,
}

const RIBBON: f32 = 14.0 * crate::POINTS;
const LEFT: f32 = 27.0 * crate::POINTS;
const RIGHT: f32 = WIDTH - 16.0 * crate::POINTS;
const TOP: f32 = 17.0 * crate::POINTS;
const BOTTOM: f32 = HEIGHT - 14.0 * crate::POINTS;

const DETAIL: f32 = 9.5;
const TEXT: f32 = 11.0;
/// The height of the chart without its labels.
const CHART: f32 = 150.0;
/// What a table's row takes.
const ROW: f32 = 21.0;
/// The least that a row can be set in.
const TIGHT_ROW: f32 = 13.5;

impl Paper {
    /// The report as a PDF: one page of A4, whatever it holds. A long table is set closer, and
    /// cut where even that is not enough, which its last row then says.
    ///
    /// # Errors
    /// [`PaperError::NotAColour`] and [`PaperError::Pdf`].
    pub fn report(&self, report: &Report) -> Result<Vec<u8>, PaperError> {
        let ribbon = Ribbon::new(&report.ribbon)?;
        let mut document = krilla::Document::new();
        if let Some(size) = Size::from_wh(WIDTH, HEIGHT) {
            let mut page = document.start_page_with(PageSettings::new(size));
            let mut surface = page.surface();
            page::block(&mut surface, (0.0, 0.0), (RIBBON, HEIGHT), ribbon.colour);
            let mut sheet = Drawing {
                press: Press::new(&self.fonts),
                surface: &mut surface,
                ribbon: ribbon.colour,
            };
            let series = (RIBBON / 2.0 + 5.0, BOTTOM);
            page::upwards(
                &mut sheet.press,
                sheet.surface,
                &report.series,
                series,
                (BOTTOM - TOP, 14.0),
                ribbon.ink,
            );
            let mut y = sheet.head(report);
            y = sheet.figures(&report.figures, y);
            y = sheet.curve(&report.curve, y);
            sheet.tables(&report.tables, y);
            sheet.text(
                Cut::Text,
                &report.foot,
                DETAIL,
                (LEFT, BOTTOM),
                page::quiet(),
            );
            surface.finish();
            page.finish();
        }
        let title = [tidy(&report.event), tidy(&report.title)];
        let title: Vec<String> = title.into_iter().filter(|part| !part.is_empty()).collect();
        page::finish(document, title.join(" · "))
    }
}

struct Drawing<'d, 'f, 's> {
    press: Press<'f>,
    surface: &'d mut Surface<'s>,
    ribbon: rgb::Color,
}

impl Drawing<'_, '_, '_> {
    /// Draws a text from its left end on the baseline; gives its width.
    fn text(&mut self, cut: Cut, text: &str, size: f32, at: (f32, f32), colour: rgb::Color) -> f32 {
        let line = self.press.line(cut, &tidy(text));
        self.press.draw(self.surface, &line, at, size, colour);
        line.width * size
    }

    /// The same to its right end.
    fn text_to(&mut self, cut: Cut, text: &str, size: f32, (x, y): (f32, f32), colour: rgb::Color) {
        let width = self.press.width(cut, &tidy(text)) * size;
        self.text(cut, text, size, (x - width, y), colour);
    }

    fn head(&mut self, report: &Report) -> f32 {
        let room = RIGHT - LEFT;
        let mut y = TOP + 6.0;
        self.text(Cut::Strong, &report.title, TEXT, (LEFT, y), page::quiet());
        y += 8.0;
        let name = tidy(&report.event);
        let size = (room / self.press.width(Cut::Display, &name).max(1.0)).clamp(18.0, 30.0);
        for text in self.press.wrap(Cut::Display, &name, room / size, 2) {
            y += size * 1.02;
            self.text(Cut::Display, &text, size, (LEFT, y), page::ink());
        }
        y += 18.0;
        for text in self
            .press
            .wrap(Cut::Text, &tidy(&report.date), room / TEXT, 2)
        {
            self.text(Cut::Text, &text, TEXT, (LEFT, y), page::ink());
            y += 15.0;
        }
        y + 1.0
    }

    fn figures(&mut self, figures: &[ReportFigure], mut y: f32) -> f32 {
        const ACROSS: usize = 4;
        let step = (RIGHT - LEFT) / ACROSS as f32;
        for row in figures.chunks(ACROSS).take(2) {
            self.rule(y, 1.2, page::ink());
            for (at, figure) in row.iter().enumerate() {
                let x = LEFT + step * at as f32;
                let room = step - 8.0;
                let number = tidy(&figure.number);
                let width = self.press.width(Cut::Display, &number).max(0.01);
                let size = 34.0_f32.min(room / width);
                self.text(Cut::Display, &number, size, (x, y + 34.0), page::ink());
                for (text, cut, below, colour) in [
                    (&figure.label, Cut::Strong, 50.0, page::ink()),
                    (&figure.detail, Cut::Text, 63.0, page::quiet()),
                ] {
                    for text in self.press.wrap(cut, &tidy(text), room / DETAIL, 1) {
                        self.text(cut, &text, DETAIL, (x, y + below), colour);
                    }
                }
            }
            y += 78.0;
        }
        y
    }

    fn rule(&mut self, y: f32, thickness: f32, colour: rgb::Color) {
        page::block(self.surface, (LEFT, y), (RIGHT - LEFT, thickness), colour);
    }

    fn curve(&mut self, curve: &ReportCurve, y: f32) -> f32 {
        if curve.stretches.is_empty() {
            return y;
        }
        self.rule(y, 1.2, page::ink());
        let title = self.text(
            Cut::Strong,
            &curve.title,
            TEXT,
            (LEFT, y + 18.0),
            page::ink(),
        );
        let room = (RIGHT - LEFT - title - 16.0) / DETAIL;
        for note in self.press.wrap(Cut::Text, &tidy(&curve.note), room, 1) {
            self.text_to(Cut::Text, &note, DETAIL, (RIGHT, y + 18.0), page::quiet());
        }
        let total: u32 = curve.stretches.iter().map(|stretch| stretch.1).sum();
        let most = curve.stretches.iter().map(|stretch| stretch.1).max();
        let (bars, line) = (Scale::of(most.unwrap_or(0)), Scale::of(total));
        let top = y + 46.0;
        let bottom = top + CHART;
        let number = |scale: &Scale| scale.top().to_string();
        let left = LEFT + self.press.width(Cut::Text, &number(&bars)) * DETAIL + 7.0;
        let right = RIGHT - self.press.width(Cut::Text, &number(&line)) * DETAIL - 7.0;
        self.legend(curve, (left, right), top - 10.0);
        for (scale, x, at_right) in [(&bars, left - 7.0, false), (&line, RIGHT, true)] {
            for step in 0..=Scale::STEPS {
                let value = scale.step * step;
                let height = bottom - CHART * step as f32 / Scale::STEPS as f32;
                if !at_right && step > 0 {
                    let width = right - left;
                    page::block(self.surface, (left, height), (width, 0.4), page::hairline());
                }
                let label = value.to_string();
                let at = (x, height + DETAIL * 0.35);
                self.text_to(Cut::Text, &label, DETAIL, at, page::quiet());
            }
        }
        let step = (right - left) / curve.stretches.len() as f32;
        let gap = (step * 0.22).min(7.0);
        let mut sum = 0;
        let mut points = vec![(left, bottom)];
        for (at, (_, count)) in curve.stretches.iter().enumerate() {
            let x = left + step * at as f32;
            let height = CHART * bars.part(*count);
            let corner = (x + gap / 2.0, bottom - height);
            page::block(self.surface, corner, (step - gap, height), self.ribbon);
            sum += count;
            points.push((x + step, bottom - CHART * line.part(sum)));
        }
        page::block(
            self.surface,
            (left, bottom),
            (right - left, 1.0),
            page::ink(),
        );
        self.line(&points);
        self.times(curve, left, step, bottom);
        bottom + 36.0
    }

    /// What the bars and the line mean, each above its own axis.
    fn legend(&mut self, curve: &ReportCurve, (left, right): (f32, f32), y: f32) {
        page::block(self.surface, (left, y - 7.0), (8.0, 8.0), self.ribbon);
        let label = &curve.bars_label;
        self.text(Cut::Text, label, DETAIL, (left + 13.0, y), page::quiet());
        let label = &curve.line_label;
        self.text_to(Cut::Text, label, DETAIL, (right, y), page::quiet());
        let width = self.press.width(Cut::Text, &tidy(label)) * DETAIL;
        let end = right - width - 6.0;
        page::block(
            self.surface,
            (end - 14.0, y - 4.0),
            (14.0, 1.8),
            page::ink(),
        );
    }

    fn line(&mut self, points: &[(f32, f32)]) {
        let mut path = PathBuilder::new();
        for (at, (x, y)) in points.iter().enumerate() {
            if at == 0 {
                path.move_to(*x, *y);
            } else {
                path.line_to(*x, *y);
            }
        }
        let Some(path) = path.finish() else {
            return;
        };
        // A light edge, so that it is seen on the bars too.
        for (colour, width) in [(rgb::Color::white(), 4.4), (page::ink(), 1.8)] {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: colour.into(),
                width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
        }
        self.surface.set_stroke(None);
    }

    /// The times under the bars, at their beginnings: as many as have room.
    fn times(&mut self, curve: &ReportCurve, left: f32, step: f32, bottom: f32) {
        let labels = curve.stretches.iter().map(|stretch| &stretch.0);
        let widest = labels
            .map(|label| self.press.width(Cut::Text, label) * DETAIL)
            .fold(0.0, f32::max);
        let mut every = 1;
        while step * (every as f32) < widest + 8.0 && every < curve.stretches.len() {
            every += 1;
        }
        for (at, (label, _)) in curve.stretches.iter().enumerate().step_by(every) {
            let x = left + step * at as f32;
            page::block(self.surface, (x, bottom), (0.8, 4.0), page::ink());
            let label = label.clone();
            let half = self.press.width(Cut::Text, &label) * DETAIL / 2.0;
            let at = ((x - half).max(LEFT), bottom + 15.0);
            self.text(Cut::Text, &label, DETAIL, at, page::quiet());
        }
    }

    /// The tables, below each other; their rows share what room there is.
    fn tables(&mut self, tables: &[ReportTable], mut y: f32) {
        const HEAD: f32 = 24.0;
        const GAP: f32 = 14.0;
        let tables: Vec<_> = tables
            .iter()
            .filter(|table| !table.rows.is_empty())
            .collect();
        let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
        let frames = tables.len() as f32 * (HEAD + GAP);
        let room = BOTTOM - 16.0 - y - frames;
        let row = (room / rows.max(1) as f32).clamp(TIGHT_ROW, ROW);
        let mut left = (room / row + 0.01).floor().max(0.0) as usize;
        for (at, table) in tables.iter().enumerate() {
            // Those that follow get a row each at least.
            let waiting = tables.len() - at - 1;
            let most = left.saturating_sub(waiting).min(table.rows.len());
            left -= most.min(left);
            self.rule(y, 1.2, page::ink());
            let columns = Columns::of(&mut self.press, table);
            self.row(&columns, &table.columns, Cut::Strong, y + 16.0);
            y += HEAD;
            let cut = most < table.rows.len();
            for entry in &table.rows[..most.saturating_sub(usize::from(cut))] {
                self.row(&columns, &entry.cells, Cut::Text, y + row * 0.62);
                self.share(entry.share, row, y);
                y += row;
            }
            if cut {
                let more = table.rows.len() + 1 - most.max(1);
                let label = format!("… + {more}");
                self.text(
                    Cut::Text,
                    &label,
                    TEXT,
                    (LEFT, y + row * 0.62),
                    page::quiet(),
                );
                y += row;
            }
            y += GAP;
        }
    }

    fn row(&mut self, columns: &Columns, cells: &[String], cut: Cut, y: f32) {
        for (at, cell) in cells.iter().enumerate() {
            let Some((x, width)) = columns.0.get(at) else {
                continue;
            };
            for text in self.press.wrap(cut, &tidy(cell), width / TEXT, 1) {
                if at == 0 {
                    self.text(cut, &text, TEXT, (*x, y), page::ink());
                } else {
                    self.text_to(cut, &text, TEXT, (x + width, y), page::ink());
                }
            }
        }
    }

    /// A bar under a row, on its rule.
    fn share(&mut self, share: Option<f32>, row: f32, y: f32) {
        let (y, thick) = (y + row - 2.4, 2.0);
        page::block(
            self.surface,
            (LEFT, y + thick - 0.5),
            (RIGHT - LEFT, 0.5),
            page::hairline(),
        );
        if let Some(share) = share {
            let width = (RIGHT - LEFT) * share.clamp(0.0, 1.0);
            page::block(self.surface, (LEFT, y), (width, thick), self.ribbon);
        }
    }
}

/// The left end and the width of each column.
struct Columns(Vec<(f32, f32)>);

impl Columns {
    fn of(press: &mut Press<'_>, table: &ReportTable) -> Self {
        const GAP: f32 = 22.0;
        let count = table.columns.len();
        let widest = |press: &mut Press<'_>, at: usize| {
            let title = press.width(Cut::Strong, &tidy(&table.columns[at]));
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            let widths = cells.map(|cell| press.width(Cut::Text, &tidy(cell)));
            widths.fold(title, f32::max) * TEXT + 1.0
        };
        let mut columns = Vec::new();
        let mut right = RIGHT;
        for at in (1..count).rev() {
            let width = widest(press, at);
            columns.push((right - width, width));
            right -= width + GAP;
        }
        if count > 0 {
            columns.push((LEFT, (right - LEFT).max(40.0)));
        }
        columns.reverse();
        Self(columns)
    }
}

/// An axis from 0 in even steps.
struct Scale {
    step: u32,
}

impl Scale {
    const STEPS: u32 = 4;

    /// The smallest with round steps that reaches `most`.
    fn of(most: u32) -> Self {
        let mut ten = 1;
        loop {
            for step in [1, 2, 5] {
                let step: u32 = step * ten;
                if step.saturating_mul(Self::STEPS) >= most {
                    return Self { step };
                }
            }
            if ten >= 100_000_000 {
                return Self {
                    step: most.div_ceil(Self::STEPS),
                };
            }
            ten *= 10;
        }
    }

    fn top(&self) -> u32 {
        self.step * Self::STEPS
    }

    fn part(&self, value: u32) -> f32 {
        value as f32 / self.top().max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_reaches_what_it_shows_in_round_steps() {
        for (most, step) in [
            (0, 1),
            (4, 1),
            (5, 2),
            (40, 10),
            (41, 20),
            (312, 100),
            (801, 500),
        ] {
            assert_eq!(Scale::of(most).step, step, "{most}");
        }
    }

    #[test]
    fn a_report_is_one_page_whatever_it_holds() {
        let row = |at: usize| ReportRow {
            cells: vec![format!("Kind {at}"), "402".into(), "312".into()],
            share: Some(0.7),
        };
        let table = |rows: usize| ReportTable {
            columns: ["Ticket", "Expected", "Came"].map(str::to_owned).into(),
            rows: (0..rows).map(row).collect(),
        };
        for (rows, stretches) in [(0, 0), (5, 12), (300, 400)] {
            let report = Report {
                event: "Scale & Reliability Engineering ".repeat(3),
                figures: vec![ReportFigure::default(); rows],
                curve: ReportCurve {
                    stretches: vec![("18:15".into(), 9); stretches],
                    ..ReportCurve::default()
                },
                tables: vec![table(rows), table(3)],
                ..Report::default()
            };
            let pdf = Paper::new().report(&report).unwrap();
            let pages = pdf.windows(11).filter(|at| at == b"/Type/Page/").count();
            assert_eq!(pages, 1, "{rows} rows");
        }
    }
}
