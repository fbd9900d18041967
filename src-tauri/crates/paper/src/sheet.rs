//! A list on paper, for people to tick off: who is inside, who is expected.

use std::ops::Range;

use krilla::geom::Size;
use krilla::page::PageSettings;
use krilla::surface::Surface;

use crate::fields::tidy;
use crate::page::{self, HEIGHT, Ribbon, WIDTH};
use crate::press::{Cut, Press};
use crate::{Paper, PaperError};

/// A list as [`Paper::sheet`] prints it: A4, upright, as many pages as it takes.
///
/// Words come translated, rows come sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the list is: *Who is inside*.
    pub title: String,
    /// Lines under the title of the first page: the event, when it was printed.
    pub lines: Vec<String>,
    /// What stands large at the top of the first page, a number as a rule: *214*. Empty for none.
    pub figure: String,
    /// Beside the figure: *inside*.
    pub figure_label: String,
    /// At the foot of every page: *214 inside at 19:42 · Scale & Reliability Engineering*.
    pub foot: String,
    /// The event's colour, `#rgb` or `#rrggbb`; empty for the house's own.
    pub ribbon: String,
    /// Whether each row begins with a box to tick.
    pub tick_boxes: bool,
    /// The titles of the columns; the first is the one that people are found by. Widths follow
    /// from what the rows hold.
    pub columns: Vec<String>,
    /// The rows, in the order in which they are printed.
    pub rows: Vec<SheetRow>,
}

/// A row of a [`Sheet`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// The heading under which it stands, a letter as a rule. A new one is printed before the
    /// first row that has it.
    pub heading: String,
    /// How many people it stands for: *× 3* is printed from two on.
    pub people: u32,
    /// One text a column.
    pub cells: Vec<String>,
}

impl std::fmt::Debug for SheetRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Names must not end in a log.
        f.debug_struct("SheetRow")
            .field("people", &self.people)
            .finish_non_exhaustive()
    }
}

/// The edges of what is printed, in points: away from the ribbon, and from what no printer reaches.
const LEFT: f32 = 40.0;
const RIGHT: f32 = WIDTH - 34.0;
const TOP: f32 = 40.0;
const FOOT: f32 = HEIGHT - 30.0;
const RIBBON: f32 = 17.0;

/// Sizes of type, in points. Smaller than 11 is not read by torchlight.
const NAME: f32 = 13.0;
const DETAIL: f32 = 11.0;
const HEADING: f32 = 17.0;
const SPAN: f32 = 22.0;

const LEADING: f32 = 15.0;
/// What a row needs beside its lines.
const ROW: f32 = 5.5;
const HEADING_ROW: f32 = 29.0;
const BOX: f32 = 13.0;
const GAP: f32 = 9.0;
/// The most lines of a name, and of anything else.
const NAME_LINES: usize = 3;
const DETAIL_LINES: usize = 2;

impl Paper {
    /// A list as a PDF to be printed and ticked off: large enough for bad light, headings to
    /// find a name by, the total and the number of the page on each page.
    ///
    /// A name takes up to three lines, any other text two; what is longer is cut, and says so
    /// with *…*. Text can be selected. Ten thousand rows take about a second.
    ///
    /// # Errors
    /// [`PaperError::NotAColour`] and [`PaperError::Pdf`].
    pub fn sheet(&self, sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
        let ribbon = Ribbon::new(&sheet.ribbon)?;
        let mut press = Press::new(&self.fonts);
        let (table, rows) = Table::lay(&mut press, sheet);
        let first = First::lay(&mut press, sheet);
        let headed = sheet.rows.iter().any(|row| !row.heading.is_empty());
        // Room for the headings that a page spans.
        let later = if headed { 26.0 } else { 0.0 };
        let pages = table.pages(&rows, first.height, later);
        let mut document = krilla::Document::new();
        for (number, range) in pages.iter().enumerate() {
            let Some(size) = Size::from_wh(WIDTH, HEIGHT) else {
                continue;
            };
            let mut page = document.start_page_with(PageSettings::new(size));
            let mut surface = page.surface();
            page::block(&mut surface, (0.0, 0.0), (RIBBON, HEIGHT), ribbon.colour);
            let here = rows.get(range.clone()).unwrap_or_default();
            let top = if number == 0 {
                first.draw(&mut press, &mut surface);
                TOP + first.height
            } else {
                draw_span(&mut press, &mut surface, here);
                TOP + later
            };
            table.draw_head(&mut press, &mut surface, top);
            table.draw_rows(&mut press, &mut surface, top + table.head(), here);
            draw_foot(&mut press, &mut surface, sheet, number + 1, pages.len());
            surface.finish();
            page.finish();
        }
        page::finish(document, tidy(&sheet.title))
    }
}

/// The top of the first page.
struct First<'s> {
    sheet: &'s Sheet,
    title: Vec<String>,
    lines: Vec<String>,
    height: f32,
}

const TITLE: f32 = 26.0;
const FIGURE: f32 = 50.0;

impl<'s> First<'s> {
    fn lay(press: &mut Press<'_>, sheet: &'s Sheet) -> Self {
        let room = if sheet.figure.is_empty() {
            RIGHT - LEFT
        } else {
            let figure = press.width(Cut::Display, &sheet.figure) * FIGURE;
            let label = press.width(Cut::Strong, &sheet.figure_label) * DETAIL;
            RIGHT - LEFT - figure.max(label) - 20.0
        };
        let title = press.wrap(Cut::Display, &tidy(&sheet.title), room / TITLE, 2);
        let lines: Vec<String> = sheet
            .lines
            .iter()
            .flat_map(|line| press.wrap(Cut::Text, &tidy(line), room / DETAIL, 2))
            .collect();
        let text = title.len() as f32 * TITLE * 1.05 + lines.len() as f32 * LEADING;
        let figure = if sheet.figure.is_empty() {
            0.0
        } else {
            FIGURE * 0.75 + LEADING + 4.0
        };
        Self {
            sheet,
            title,
            lines,
            height: text.max(figure) + 16.0,
        }
    }

    fn draw(&self, press: &mut Press<'_>, surface: &mut Surface<'_>) {
        let mut y = TOP - TITLE * 0.3;
        for text in &self.title {
            y += TITLE * 1.05;
            let line = press.line(Cut::Display, text);
            press.draw(surface, &line, (LEFT, y), TITLE, page::ink());
        }
        y += 4.0;
        for text in &self.lines {
            y += LEADING;
            let line = press.line(Cut::Text, text);
            press.draw(surface, &line, (LEFT, y), DETAIL, page::ink());
        }
        let below = TOP + FIGURE * 0.66;
        for (cut, text, size, y) in [
            (Cut::Display, &self.sheet.figure, FIGURE, below),
            (
                Cut::Strong,
                &self.sheet.figure_label,
                DETAIL,
                below + LEADING + 2.0,
            ),
        ] {
            let line = press.line(cut, &tidy(text));
            let x = RIGHT - line.width * size;
            press.draw(surface, &line, (x, y), size, page::ink());
        }
    }
}

/// Where the columns are.
struct Table<'s> {
    sheet: &'s Sheet,
    /// The left end and width of each column.
    columns: Vec<(f32, f32)>,
    /// Where *× 3* ends; the room for it is kept only where it is printed.
    people: f32,
}

/// A row as it is laid out.
struct Row<'s> {
    heading: &'s str,
    people: u32,
    cells: Vec<Vec<String>>,
    height: f32,
}

impl<'s> Table<'s> {
    fn lay(press: &mut Press<'_>, sheet: &'s Sheet) -> (Self, Vec<Row<'s>>) {
        let texts: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| tidy(cell)).collect())
            .collect();
        let widths: Vec<Vec<f32>> = texts
            .iter()
            .map(|row| {
                let cells = row.iter().enumerate();
                cells
                    .map(|(at, text)| {
                        let (cut, size, _) = column_type(at);
                        press.width(cut, text) * size
                    })
                    .collect()
            })
            .collect();
        let table = Self::new(press, sheet, &widths);
        let rows = sheet
            .rows
            .iter()
            .zip(texts.into_iter().zip(widths))
            .map(|(row, (texts, widths))| table.row(press, row, texts, &widths))
            .collect();
        (table, rows)
    }

    fn new(press: &mut Press<'_>, sheet: &'s Sheet, widths: &[Vec<f32>]) -> Self {
        let mut left = LEFT;
        if sheet.tick_boxes {
            left += BOX + GAP;
        }
        let most = sheet.rows.iter().map(|row| row.people).max().unwrap_or(0);
        let mut people = left;
        if most > 1 {
            people = left + press.width(Cut::Strong, &times(most)) * NAME;
            left = people + GAP;
        }
        let wanted: Vec<f32> = sheet
            .columns
            .iter()
            .enumerate()
            .map(|(at, title)| {
                let title = press.width(Cut::Strong, &tidy(title)) * DETAIL;
                let cells = widths.iter().filter_map(|row| row.get(at)).copied();
                let usual = usual(cells.collect()).max(title);
                // A point more than is needed, so that no rounding breaks a line.
                usual.max(widest_word(press, sheet, widths, at, usual)) + 1.0
            })
            .collect();
        let gaps = GAP * wanted.len().saturating_sub(1) as f32;
        let mut columns = Vec::new();
        for width in divide(&wanted, RIGHT - left - gaps) {
            columns.push((left, width));
            left += width + GAP;
        }
        Self {
            sheet,
            columns,
            people,
        }
    }

    fn row(
        &self,
        press: &mut Press<'_>,
        row: &'s SheetRow,
        texts: Vec<String>,
        widths: &[f32],
    ) -> Row<'s> {
        let mut cells = Vec::new();
        for (at, (text, (_, room))) in texts.into_iter().zip(&self.columns).enumerate() {
            let (cut, size, most) = column_type(at);
            cells.push(if widths.get(at).is_some_and(|width| width <= room) {
                vec![text]
            } else {
                press.wrap(cut, &text, room / size, most)
            });
        }
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        Row {
            heading: &row.heading,
            people: row.people,
            cells,
            height: ROW + LEADING * lines as f32,
        }
    }

    /// The height of the columns' titles.
    fn head(&self) -> f32 {
        if self.sheet.columns.iter().all(String::is_empty) {
            8.0
        } else {
            22.0
        }
    }

    /// Which rows stand on which page: one page at least.
    fn pages(&self, rows: &[Row<'_>], first: f32, later: f32) -> Vec<Range<usize>> {
        let bottom = FOOT - DETAIL - 10.0;
        let mut pages = Vec::new();
        let mut start = 0;
        let mut y = TOP + first + self.head();
        for (at, row) in rows.iter().enumerate() {
            let headed = |from: usize| {
                let before = (at > from).then(|| rows[at - 1].heading);
                if before == Some(row.heading) || row.heading.is_empty() {
                    row.height
                } else {
                    row.height + HEADING_ROW
                }
            };
            if y + headed(start) > bottom && at > start {
                pages.push(start..at);
                start = at;
                y = TOP + later + self.head();
            }
            y += headed(start);
        }
        pages.push(start..rows.len());
        pages
    }

    fn draw_head(&self, press: &mut Press<'_>, surface: &mut Surface<'_>, y: f32) {
        for (title, (x, width)) in self.sheet.columns.iter().zip(&self.columns) {
            for text in press.wrap(Cut::Strong, &tidy(title), width / DETAIL, 1) {
                let line = press.line(Cut::Strong, &text);
                press.draw(surface, &line, (*x, y + 11.0), DETAIL, page::ink());
            }
        }
        page::block(
            surface,
            (LEFT, y + self.head() - 4.0),
            (RIGHT - LEFT, 1.2),
            page::ink(),
        );
    }

    fn draw_rows(
        &self,
        press: &mut Press<'_>,
        surface: &mut Surface<'_>,
        mut y: f32,
        rows: &[Row<'_>],
    ) {
        let mut heading = "";
        for row in rows {
            if row.heading != heading {
                heading = row.heading;
                let line = press.line(Cut::Display, &tidy(heading));
                press.draw(surface, &line, (LEFT, y + 21.0), HEADING, page::ink());
                y += HEADING_ROW;
                page::block(surface, (LEFT, y - 1.0), (RIGHT - LEFT, 0.8), page::ink());
            }
            let baseline = y + ROW / 2.0 + 11.2;
            if self.sheet.tick_boxes {
                let top = baseline - BOX + 1.9;
                page::frame(surface, (LEFT + 0.6, top), (BOX, BOX), 2.0, 1.2);
            }
            if row.people > 1 {
                let line = press.line(Cut::Strong, &times(row.people));
                let x = self.people - line.width * NAME;
                press.draw(surface, &line, (x, baseline), NAME, page::ink());
            }
            for (at, (cell, (x, _))) in row.cells.iter().zip(&self.columns).enumerate() {
                let (cut, size, _) = column_type(at);
                for (below, text) in cell.iter().enumerate() {
                    let line = press.line(cut, text);
                    let y = baseline + LEADING * below as f32;
                    press.draw(surface, &line, (*x, y), size, page::ink());
                }
            }
            y += row.height;
            page::block(
                surface,
                (LEFT, y - 0.25),
                (RIGHT - LEFT, 0.5),
                page::hairline(),
            );
        }
    }
}

/// What headings a page spans, in its corner: *K – M*.
fn draw_span(press: &mut Press<'_>, surface: &mut Surface<'_>, rows: &[Row<'_>]) {
    let [from, to] = [rows.first(), rows.last()].map(|row| row.map_or("", |row| row.heading));
    let span = if from == to {
        from.to_owned()
    } else {
        format!("{from} – {to}")
    };
    let line = press.line(Cut::Display, &tidy(&span));
    let x = RIGHT - line.width * SPAN;
    press.draw(surface, &line, (x, TOP + 13.0), SPAN, page::ink());
}

fn draw_foot(
    press: &mut Press<'_>,
    surface: &mut Surface<'_>,
    sheet: &Sheet,
    number: usize,
    pages: usize,
) {
    let number = press.line(Cut::Strong, &format!("{number} / {pages}"));
    let x = RIGHT - number.width * DETAIL;
    press.draw(surface, &number, (x, FOOT), DETAIL, page::ink());
    let room = x - LEFT - GAP;
    for text in press.wrap(Cut::Strong, &tidy(&sheet.foot), room / DETAIL, 1) {
        let line = press.line(Cut::Strong, &text);
        press.draw(surface, &line, (LEFT, FOOT), DETAIL, page::ink());
    }
}

/// How the texts of a column are set, and on how many lines at most.
fn column_type(column: usize) -> (Cut, f32, usize) {
    if column == 0 {
        (Cut::Strong, NAME, NAME_LINES)
    } else {
        (Cut::Text, DETAIL, DETAIL_LINES)
    }
}

fn times(people: u32) -> String {
    format!("× {people}")
}

/// The width that nearly all cells of a column stay within: one long text in a thousand breaks,
/// rather than squeezing the rest.
fn usual(mut widths: Vec<f32>) -> f32 {
    widths.sort_by(f32::total_cmp);
    let at = widths.len() * 24 / 25;
    widths.get(at).copied().unwrap_or(0.0)
}

/// The widest word of those cells of a column that break, so that no word has to: up to what a
/// few letters take, since a long one is better broken.
fn widest_word(
    press: &mut Press<'_>,
    sheet: &Sheet,
    widths: &[Vec<f32>],
    column: usize,
    usual: f32,
) -> f32 {
    const MOST: f32 = 90.0;
    let (cut, size, _) = column_type(column);
    let mut widest = 0.0_f32;
    for (row, widths) in sheet.rows.iter().zip(widths) {
        if let Some(text) = row.cells.get(column)
            && widths.get(column).is_some_and(|width| *width > usual)
        {
            let words = text.split_whitespace();
            let widths = words.map(|word| press.width(cut, word) * size);
            widest = widths.filter(|width| *width <= MOST).fold(widest, f32::max);
        }
    }
    widest
}

/// Divides `room` among columns that want these widths. Where it is too little, those that want
/// least get all, the others alike, and the first twice as much; what is over goes to the first.
fn divide(wanted: &[f32], room: f32) -> Vec<f32> {
    let weight = |at: usize| if at == 0 { 2.0 } else { 1.0 };
    let mut given = vec![None; wanted.len()];
    loop {
        let left = room - given.iter().flatten().sum::<f32>();
        let waiting: Vec<usize> = (0..wanted.len())
            .filter(|&at| given[at].is_none())
            .collect();
        let weights: f32 = waiting.iter().map(|&at| weight(at)).sum();
        let share = |at: usize| (left / weights * weight(at)).max(DETAIL);
        let content: Vec<usize> = waiting
            .iter()
            .copied()
            .filter(|&at| wanted[at] <= share(at))
            .collect();
        if content.is_empty() {
            for &at in &waiting {
                given[at] = Some(share(at));
            }
            break;
        }
        for at in content {
            given[at] = Some(wanted[at]);
        }
    }
    let mut widths: Vec<f32> = given.into_iter().flatten().collect();
    let over = room - widths.iter().sum::<f32>();
    if let Some(first) = widths.first_mut() {
        *first += over.max(0.0);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_get_what_they_want_where_there_is_room() {
        assert_eq!(divide(&[100.0, 50.0], 200.0), [150.0, 50.0]);
        assert!(divide(&[], 200.0).is_empty());
    }

    #[test]
    fn where_room_is_short_the_greedy_give_way() {
        let widths = divide(&[400.0, 300.0, 50.0, 40.0], 450.0);
        assert_eq!(widths, [240.0, 120.0, 50.0, 40.0], "the name twice as much");
        let widths = divide(&[90.0, 900.0, 900.0], 450.0);
        assert_eq!(widths, [90.0, 180.0, 180.0]);
    }

    #[test]
    fn one_long_text_does_not_widen_a_column() {
        let mut widths = vec![10.0; 99];
        widths.push(500.0);
        assert_eq!(usual(widths), 10.0);
        assert_eq!(
            usual(vec![10.0, 30.0, 20.0]),
            30.0,
            "a short list has no exceptions"
        );
    }
}
