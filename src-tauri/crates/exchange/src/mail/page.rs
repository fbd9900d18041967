//! A letter as plain text and as a page of HTML that any mail program shows: tables and inline
//! styles, no picture but the code, nothing fetched from anywhere.

use std::fmt::Write as _;

use super::letter::{Block, Filled, FilledLine, Span};

const PAPER: &str = "#f4efe6";
const SHEET: &str = "#fffdf8";
const INK: &str = "#14120f";
const QUIET: &str = "#665d50";
const RULE: &str = "#ddd4c5";
const DISPLAY: &str =
    "'Bricolage Grotesque', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const BODY: &str = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// What a letter looks like beside its words.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The language of the words, `en`.
    pub language: String,
    /// The ribbon's colour, `#rrggbb`.
    pub ribbon: String,
    /// The event's name.
    pub event: String,
    /// The series; may be empty.
    pub series: String,
    /// When and where, a line each.
    pub facts: Vec<String>,
    /// What stands at the foot; may be empty.
    pub foot: String,
    /// How to get no more letters.
    pub opt_out: Option<OptOut>,
}

/// How to get no more letters.
#[derive(Clone, Debug)]
pub struct OptOut {
    /// The words of the link.
    pub words: String,
    /// The same where there are no links; `{address}` is where to write.
    pub text: String,
    /// Where the link leads, `mailto:…`.
    pub link: String,
}

/// The ticket as a letter shows it.
#[derive(Clone, Debug, Default)]
pub struct TicketBlock {
    /// Where the code's picture is found in the message: its content id.
    pub picture: String,
    /// What the picture is, for who can't see it.
    pub picture_words: String,
    /// Whose ticket.
    pub name: String,
    /// What kind, and for how many.
    pub kind: String,
    /// What to do with it.
    pub hint: String,
    /// The same in a text without pictures.
    pub text_hint: String,
}

/// The letter as plain text.
pub fn text(letter: &Filled, ticket: Option<&TicketBlock>, look: &Look) -> String {
    let mut text = String::new();
    for line in std::iter::once(&look.event).chain(&look.facts) {
        if !line.is_empty() {
            let _ = writeln!(text, "{line}");
        }
    }
    for block in &letter.body {
        if !text.is_empty() {
            text.push('\n');
        }
        match (block, ticket) {
            (Block::Paragraph(lines), _) => {
                for line in lines {
                    for span in line {
                        say(&mut text, span);
                    }
                    text.push('\n');
                }
            }
            (Block::Ticket, Some(ticket)) => {
                let lines = [&ticket.name, &ticket.kind, &ticket.text_hint];
                for line in lines.into_iter().filter(|line| !line.is_empty()) {
                    let _ = writeln!(text, "    {line}");
                }
            }
            (Block::Ticket, None) => {}
        }
    }
    text_foot(&mut text, look);
    text
}

fn text_foot(text: &mut String, look: &Look) {
    if look.foot.is_empty() && look.opt_out.is_none() {
        return;
    }
    // Mail programs fold away what follows these two signs and a space.
    text.push_str("\n-- \n");
    if !look.foot.is_empty() {
        let _ = writeln!(text, "{}", look.foot);
    }
    if let Some(opt_out) = &look.opt_out {
        let address = shown_address(&opt_out.link);
        let _ = writeln!(text, "{}", opt_out.text.replace("{address}", address));
    }
}

fn say(text: &mut String, span: &Span<String, String>) {
    text.push_str(&span.text);
    if let Some(link) = span.link.as_ref().filter(|link| **link != span.text) {
        let _ = write!(text, " ({})", shown_address(link));
    }
}

/// An address as it is read: of a mail address, what stands before the question mark.
fn shown_address(link: &str) -> &str {
    match link.strip_prefix("mailto:") {
        Some(address) => address.split('?').next().unwrap_or(address),
        None => link,
    }
}

/// The letter as a page of HTML.
pub fn page(letter: &Filled, ticket: Option<&TicketBlock>, look: &Look) -> String {
    let mut page = String::with_capacity(4096);
    let ribbon = if is_colour(&look.ribbon) {
        &look.ribbon
    } else {
        INK
    };
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{}</title>\n</head>\n\
         <body style=\"margin:0; padding:0; background:{PAPER};\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"{PAPER}\">\n\
         <tr><td align=\"center\" style=\"padding:24px 12px;\">\n\
         <table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"{SHEET}\" \
         style=\"width:100%; max-width:600px;\">\n<tr>\n\
         <td width=\"14\" bgcolor=\"{ribbon}\" style=\"width:14px; font-size:0; line-height:0;\">\
         <div style=\"width:14px;\">&nbsp;</div></td>\n\
         <td style=\"padding:32px 30px 28px; font-family:{BODY}; font-size:16px; line-height:1.5; color:{INK};\">\n",
        escaped(&look.language),
        escaped(&letter.subject),
    );
    head(&mut page, look);
    for block in &letter.body {
        match (block, ticket) {
            (Block::Paragraph(lines), _) => paragraph(&mut page, lines),
            (Block::Ticket, Some(ticket)) => show(&mut page, ticket),
            (Block::Ticket, None) => {}
        }
    }
    foot(&mut page, look);
    page.push_str("</td>\n</tr>\n</table>\n</td></tr>\n</table>\n</body>\n</html>\n");
    page
}

fn head(page: &mut String, look: &Look) {
    if !look.series.is_empty() {
        let _ = writeln!(
            page,
            "<p style=\"margin:0 0 4px; font-size:14px; color:{QUIET};\">{}</p>",
            escaped(&look.series)
        );
    }
    let _ = writeln!(
        page,
        "<h1 style=\"margin:0 0 12px; font-family:{DISPLAY}; font-size:28px; line-height:1.15; \
         font-weight:800; color:{INK};\">{}</h1>",
        escaped(&look.event)
    );
    if !look.facts.is_empty() {
        let facts: Vec<_> = look.facts.iter().map(|fact| escaped(fact)).collect();
        let _ = writeln!(
            page,
            "<p style=\"margin:0 0 24px; padding:0 0 20px; border-bottom:1px solid {RULE};\">{}</p>",
            facts.join("<br>\n")
        );
    }
}

fn paragraph(page: &mut String, lines: &[FilledLine]) {
    page.push_str("<p style=\"margin:0 0 16px;\">");
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            page.push_str("<br>\n");
        }
        for span in line {
            let words = escaped(&span.text);
            let words = if span.bold {
                format!("<strong>{words}</strong>")
            } else {
                words
            };
            let _ = match &span.link {
                None => write!(page, "{words}"),
                Some(link) => write!(
                    page,
                    "<a href=\"{}\" style=\"color:{INK}; text-decoration:underline;\">{words}</a>",
                    escaped(link)
                ),
            };
        }
    }
    page.push_str("</p>\n");
}

fn show(page: &mut String, ticket: &TicketBlock) {
    let _ = write!(
        page,
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" bgcolor=\"#ffffff\" \
         style=\"margin:8px 0 24px; border:1px solid {RULE};\">\n<tr><td align=\"center\" style=\"padding:20px 20px 4px;\">\
         <img src=\"cid:{}\" width=\"270\" height=\"270\" alt=\"{}\" \
         style=\"display:block; width:270px; height:270px; image-rendering:pixelated;\"></td></tr>\n\
         <tr><td align=\"center\" style=\"padding:4px 20px 22px; font-family:{BODY}; color:{INK};\">\n\
         <p style=\"margin:0; font-family:{DISPLAY}; font-size:22px; line-height:1.2; font-weight:700;\">{}</p>\n",
        escaped(&ticket.picture),
        escaped(&ticket.picture_words),
        escaped(&ticket.name),
    );
    if !ticket.kind.is_empty() {
        let _ = writeln!(
            page,
            "<p style=\"margin:4px 0 0; font-size:16px;\">{}</p>",
            escaped(&ticket.kind)
        );
    }
    let _ = writeln!(
        page,
        "<p style=\"margin:10px 0 0; font-size:14px; color:{QUIET};\">{}</p>\n</td></tr>\n</table>",
        escaped(&ticket.hint)
    );
}

fn foot(page: &mut String, look: &Look) {
    if look.foot.is_empty() && look.opt_out.is_none() {
        return;
    }
    let _ = write!(
        page,
        "<p style=\"margin:28px 0 0; padding:16px 0 0; border-top:1px solid {RULE}; font-size:14px; color:{QUIET};\">{}",
        escaped(&look.foot)
    );
    if let Some(OptOut { words, link, .. }) = &look.opt_out {
        if !look.foot.is_empty() {
            page.push_str("<br>\n");
        }
        let _ = write!(
            page,
            "<a href=\"{}\" style=\"color:{QUIET}; text-decoration:underline;\">{}</a>",
            escaped(link),
            escaped(words)
        );
    }
    page.push_str("</p>\n");
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

/// A text as it stands in HTML, between tags or in quoted attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Letter, Placeholder, Values};

    fn made(name: &str, body: &str) -> String {
        let letter = Letter::read("Hi {name}", body, true).unwrap();
        let values = Values::new().with(Placeholder::Name, name).with(
            Placeholder::OptOut,
            "mailto:a@example.org?subject=%22x%22&body=y",
        );
        let look = Look {
            ribbon: "#ff5a36".into(),
            event: "R&D <evening>".into(),
            ..Look::default()
        };
        let ticket = TicketBlock {
            name: name.into(),
            picture: "code@example.org".into(),
            ..TicketBlock::default()
        };
        page(&letter.fill(&values), Some(&ticket), &look)
    }

    #[test]
    fn nothing_of_a_guest_becomes_a_tag() {
        let page = made("<script>alert(1)</script>\"'&", "Dear **{name}**,");
        assert!(!page.contains("<script"), "{page}");
        let name = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;";
        assert!(page.contains(&format!("<strong>{name}</strong>")), "{page}");
        assert!(
            page.contains(&format!("<title>Hi {name}</title>")),
            "{page}"
        );
        assert!(page.contains("R&amp;D &lt;evening&gt;"), "{page}");
    }

    #[test]
    fn where_there_are_no_links_it_says_where_to_write() {
        let letter = Letter::read("Hi", "Thanks!", false).unwrap();
        let look = Look {
            opt_out: Some(OptOut {
                words: "No more".into(),
                text: "No more? Write to {address}".into(),
                link: "mailto:a@example.org?subject=No%20more".into(),
            }),
            ..Look::default()
        };
        let text = text(&letter.fill(&Values::new()), None, &look);
        assert!(
            text.ends_with("\n-- \nNo more? Write to a@example.org\n"),
            "{text}"
        );
    }

    #[test]
    fn markup_becomes_tags() {
        let page = made("Ada", "One\ntwo\n\n[No more]({opt_out})");
        assert!(page.contains("One<br>\ntwo</p>"), "{page}");
        assert!(
            page.contains("<a href=\"mailto:a@example.org?subject=%22x%22&amp;body=y\""),
            "{page}"
        );
        assert!(page.contains("src=\"cid:code@example.org\""), "{page}");
        assert!(page.contains("bgcolor=\"#ff5a36\""), "{page}");
    }

    #[test]
    fn a_colour_is_a_colour_or_it_is_ink() {
        let letter = Letter::read("Hi", "x", false).unwrap().fill(&Values::new());
        let look = Look {
            ribbon: "red\" onload=\"x".into(),
            ..Look::default()
        };
        let page = page(&letter, None, &look);
        assert!(!page.contains("onload"), "{page}");
        assert!(page.contains(&format!("bgcolor=\"{INK}\"")), "{page}");
    }
}
