use lanyard_event::Due;

use super::{Field, RowError};
use crate::text::one_line;

/// In characters.
pub(super) const LONGEST_NAME: usize = 300;

/// A name, in one line.
///
/// # Errors
/// It is missing, too long, or has control characters.
pub fn parse_name(text: &str) -> Result<String, RowError> {
    let name = one_line(text).map_err(|found| control("name", found))?;
    match name.chars().count() {
        0 => Err(RowError::NoName),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(RowError::LongName),
    }
}

/// An e-mail address, or none.
///
/// # Errors
/// It is none.
pub fn parse_email(text: &str) -> Result<String, RowError> {
    let email = one_line(text).map_err(|found| control("email", found))?;
    if email.is_empty() || looks_like_email(&email) {
        Ok(email)
    } else {
        Err(RowError::NotAnEmail(email))
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
/// mail server knows the rest.
fn looks_like_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.contains(char::is_whitespace)
}

/// Reads an amount, `12.50 EUR`; nothing and a zero are nothing due.
///
/// # Errors
/// What is wrong with it, and how to write it.
pub fn parse_due(text: &str) -> Result<Option<Due>, RowError> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || RowError::NotAnAmount(text.to_owned());
    let (amount, currency) = text.split_once(' ').ok_or_else(wrong)?;
    let (whole, rest) = amount.split_once(['.', ',']).unwrap_or((amount, "00"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let letters = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !digits(whole) || !digits(rest) || rest.len() != 2 || !letters {
        return Err(wrong());
    }
    let hundredths: i64 = format!("{whole}{rest}").parse().map_err(|_| wrong())?;
    Ok((hundredths > 0).then(|| Due {
        hundredths,
        currency: currency.to_ascii_uppercase(),
    }))
}

pub(super) fn control(field: &str, found: char) -> RowError {
    let field = field.to_owned();
    RowError::Control { field, found }
}
