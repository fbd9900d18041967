use lanyard_event::Due;

use super::{Field, RowError};
use crate::text::one_line;

/// How many characters a name has at most.
pub const LONGEST_NAME: usize = 300;

/// A name, in one line.
///
/// # Errors
/// It is missing, too long, or has control characters.
pub fn parse_name(text: &str) -> Result<String, RowError> {
    let name = one_line(text).map_err(|found| control("name", found))?;
    check_name(&name)?;
    Ok(name)
}

pub(super) fn check_name(name: &str) -> Result<(), RowError> {
    match name.len() {
        0 => Err(RowError::NoName),
        1..=LONGEST_NAME => Ok(()),
        _ if name.chars().count() <= LONGEST_NAME => Ok(()),
        _ => Err(RowError::LongName),
    }
}

/// An e-mail address, or none.
///
/// # Errors
/// It is none.
pub fn parse_email(text: &str) -> Result<String, RowError> {
    let email = one_line(text).map_err(|found| control("email", found))?;
    let email = bare_email(&email);
    check_email(email)?;
    Ok(email.to_owned())
}

/// What people write where they have nothing to write.
pub(super) fn is_no_answer(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "-" | "–" | "—" | "/" | "." | "?" | "0")
        || ["n/a", "na", "none", "no", "null", "nil", "keine", "unknown"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// An address without what programs write around it: `<ada@example.org>`,
/// `Ada <ada@example.org>`, `mailto:ada@example.org`.
pub(super) fn bare_email(text: &str) -> &str {
    let inner = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'));
    let address = inner.map_or(text, |(_, address)| address).trim();
    match address.split_at_checked(MAILTO.len()) {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case(MAILTO) => address,
        _ => address,
    }
}

const MAILTO: &str = "mailto:";

/// What is in a cell that was made text so that a spreadsheet leaves its zeros alone: `="0012"`,
/// `'0013`. Before anything but a number an apostrophe may be one, *'t Hart*, *'90s*.
pub(super) fn as_meant(cell: &str) -> &str {
    let Some(first @ (b'=' | b'\'' | b' ')) = cell.as_bytes().first() else {
        return cell;
    };
    if *first == b' ' {
        let inner = cell.trim_start();
        return match inner.starts_with(['=', '\'']) {
            true => as_meant(inner),
            false => cell,
        };
    }
    let formula = cell.trim_end().strip_prefix("=\"");
    if let Some(inner) = formula.and_then(|inner| inner.strip_suffix('"')) {
        return inner;
    }
    let number = |text: &&str| {
        let part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '/' | '.');
        text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(part)
    };
    cell.strip_prefix('\'').filter(number).unwrap_or(cell)
}

pub(super) fn check_email(email: &str) -> Result<(), RowError> {
    if email.is_empty() || looks_like_email(email) {
        Ok(())
    } else {
        let shown: String = email.chars().take(100).collect();
        Err(RowError::NotAnEmail(shown))
    }
}

/// Any other text about a person, in one line.
///
/// # Errors
/// It has control characters.
pub fn parse_line(field: Field, text: &str) -> Result<String, RowError> {
    one_line(text).map_err(|found| control(field.word(), found))
}

/// One @ with something on both sides and no spaces: what a typing error breaks, and no more; the
/// mail server knows the rest. 320 is the longest that one can be.
pub(super) fn looks_like_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
        && text.len() <= 320
        && !text.contains(char::is_whitespace)
}

/// Reads an amount, `12.50 EUR`; nothing and a zero are nothing due, and `unpaid` is something.
///
/// # Errors
/// What is wrong with it, and how to write it.
pub fn parse_due(text: &str) -> Result<Option<Due>, RowError> {
    if text.trim() == Due::UNPAID {
        return Ok(Some(Due::unsaid()));
    }
    due(amount(text)?, text, "")
}

/// An amount to be paid, whose currency may stand in a column of its own.
pub(super) fn due(
    amount: Option<Due>,
    text: &str,
    currency: &str,
) -> Result<Option<Due>, RowError> {
    let Some(mut due) = amount else {
        return Ok(None);
    };
    if due.currency.is_empty() {
        due.currency = currency.trim().to_ascii_uppercase();
    }
    if due.currency.is_empty() {
        return Err(wrong_amount(text));
    }
    Ok(Some(due).filter(|due| due.hundredths > 0))
}

/// An amount with its currency, if that is there: `12.50 EUR`, `€ 12,50`, `1.200,00`. Nothing and
/// a zero are no amount.
///
/// # Errors
/// [`RowError::NotAnAmount`]
pub(super) fn amount(text: &str) -> Result<Option<Due>, RowError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || wrong_amount(text);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’');
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or_else(wrong)?;
    let length = text[start..].find(|c| !is_number(c));
    let end = length.map_or(text.len(), |length| start + length);
    let currency = match (text[..start].trim(), text[end..].trim()) {
        ("", "") => "",
        (one, "") | ("", one) => one,
        _ => return Err(wrong()),
    };
    let hundredths = hundredths(&text[start..end]).ok_or_else(wrong)?;
    let currency = currency_code(currency).ok_or_else(wrong)?;
    Ok((hundredths > 0).then_some(Due {
        hundredths,
        currency,
    }))
}

fn wrong_amount(text: &str) -> RowError {
    RowError::NotAnAmount(text.chars().take(60).collect())
}

/// `12`, `12.5`, `12,50`, `1.200,50`, `1,200`: the last mark parts the hundredths where one or two
/// digits follow it, and every other mark parts thousands.
fn hundredths(number: &str) -> Option<i64> {
    let mark = number.rfind(['.', ',']);
    let (whole, rest) = match mark {
        Some(at) if matches!(number.len() - at - 1, 1 | 2) => (&number[..at], &number[at + 1..]),
        _ => (number, ""),
    };
    let mut groups = whole.split(['.', ',', '\'', '’']);
    let first = groups.next()?;
    let mut digits = String::from(first);
    for group in groups {
        if group.len() != 3 || first.len() > 3 || first.is_empty() {
            return None;
        }
        digits.push_str(group);
    }
    digits.push_str(rest);
    digits.extend(std::iter::repeat_n('0', 2 - rest.len()));
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok())?
}

fn currency_code(text: &str) -> Option<String> {
    let code = match text {
        "€" => "EUR",
        "£" => "GBP",
        "$" | "US$" => "USD",
        "¥" => "JPY",
        // A point after an abbreviation: “Fr.”.
        "Fr." | "SFr." => "CHF",
        "zł" => "PLN",
        code => code,
    };
    let letters = code.bytes().all(|byte| byte.is_ascii_alphabetic());
    (letters && matches!(code.len(), 0 | 3)).then(|| code.to_ascii_uppercase())
}

/// How many people; nothing is none.
///
/// # Errors
/// [`RowError::NotACount`]
pub(super) fn count(text: &str) -> Result<u16, RowError> {
    let text = text.trim();
    let number = text.strip_prefix('+').unwrap_or(text);
    match number {
        "" | "-" => Ok(0),
        number => match number.parse::<u16>() {
            Ok(count) if count <= MOST_PEOPLE => Ok(count),
            _ => Err(RowError::NotACount(text.chars().take(60).collect())),
        },
    }
}

/// How many people one ticket lets in at most: more is a number of another kind in the wrong
/// column.
const MOST_PEOPLE: u16 = 1000;

/// Whether a spreadsheet showed a long number like this: `1.23457E+15`, `1,23457E+15`.
pub(super) fn is_cut_short(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    whole.len() == 1 && digits(whole) && digits(rest) && power.strip_prefix('+').is_some_and(digits)
}

pub(super) fn control(field: &str, found: char) -> RowError {
    let field = field.to_owned();
    RowError::Control { field, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written_anywhere() {
        for (text, hundredths, currency) in [
            ("12.50 EUR", 1250, "EUR"),
            ("12.50 eur", 1250, "EUR"),
            ("€ 12,50", 1250, "EUR"),
            ("12,5 €", 1250, "EUR"),
            ("$1,200.00", 120_000, "USD"),
            ("1.200,00", 120_000, ""),
            ("1'200 CHF", 120_000, "CHF"),
            ("23", 2300, ""),
        ] {
            let due = amount(text).unwrap().unwrap();
            assert_eq!(
                (due.hundredths, due.currency.as_str()),
                (hundredths, currency),
                "{text}"
            );
        }
        for text in ["", "0", "0.00 EUR", "€0"] {
            assert_eq!(amount(text), Ok(None), "{text}");
        }
        for text in [
            "12 euros",
            "twelve",
            "1.2.3",
            "EUR 12 EUR",
            "99999999999999999999",
        ] {
            assert!(amount(text).is_err(), "{text}");
        }
        assert!(
            parse_due("12.50").is_err(),
            "an amount that is typed has a currency"
        );
    }

    #[test]
    fn a_long_number_cut_short_is_told_from_a_code() {
        for text in ["1.23457E+15", "1,23E+18", "1E+20"] {
            assert!(is_cut_short(text), "{text}");
        }
        for text in ["1E5", "AE+15", "12.3E+15", "E+1", "", "1.2E+", "4F1.E+2X"] {
            assert!(!is_cut_short(text), "{text}");
        }
    }
}
