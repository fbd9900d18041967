//! Codes on tickets that others issued: under what one may be known.
//!
//! A list says it one way and the guest's phone shows it another: Luma's `lu.ma` became
//! `luma.com`, and Tito's page of a ticket ends in what its QR holds. So a code is kept, and looked
//! up, under each of its forms.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The forms under which a code may be known: the code itself first, without what is around it,
/// then the parts of it that alone mean the same ticket. None twice, none empty; none at all where
/// the text is blank. For what a list says and for what was scanned alike.
pub fn foreign_codes(text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    each_code(text, |code| codes.push(code.to_owned()));
    codes
}

/// [`foreign_codes`], given one at a time.
pub(crate) fn each_code(text: &str, mut give: impl FnMut(&str)) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    give(text);
    if let Some(code) = luma_code(text) {
        if code.key != text {
            give(&code.key);
        }
    } else if let Some(slug) = tito_slug(text)
        && slug != text
    {
        give(slug);
    } else if let Some(digits) = spaced_digits(text) {
        give(&digits);
    }
}

/// What a Luma check-in code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LumaCode {
    /// Luma's own key of the event, `evt-…`.
    pub event: String,
    /// The guest's key, `g-…`.
    pub key: String,
}

/// Reads the address in a Luma ticket, `https://luma.com/check-in/evt-…?pk=…`, on its older host
/// `lu.ma` too. A phone may show another key than the list has; two codes with one `event` are of
/// the same event all the same.
pub fn luma_code(text: &str) -> Option<LumaCode> {
    let (host, rest) = address(text)?;
    if !["luma.com", "lu.ma"]
        .iter()
        .any(|luma| host.eq_ignore_ascii_case(luma))
    {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?')?;
    let event = path.trim_matches('/').strip_prefix("check-in/")?;
    let key = query.split('&').find_map(|pair| pair.strip_prefix("pk="))?;
    let key = percent_decode_str(key).decode_utf8_lossy();
    let (event, key) = (event.trim(), key.trim());
    let whole = !event.is_empty() && !event.contains('/') && !key.is_empty();
    whole.then(|| LumaCode {
        event: event.to_owned(),
        key: key.to_owned(),
    })
}

/// What a Tito ticket's QR holds, `ti_…`: the last part of its page's address.
fn tito_slug(text: &str) -> Option<&str> {
    let (host, rest) = address(text)?;
    let host = host.to_ascii_lowercase();
    if !(matches!(host.as_str(), "ti.to" | "tito.io") || host.ends_with(".tito.io")) {
        return None;
    }
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .find(|part| part.len() > 3 && part.starts_with("ti_"))
}

/// The host of a web address, without `www.`, and what is behind it.
fn address(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.trim().split_once("://")?;
    if !["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
    {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let host = host.split(':').next().unwrap_or_default();
    let www = host
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."));
    Some((if www { &host[4..] } else { host }, rest))
}

/// A barcode's number that was written in groups.
fn spaced_digits(text: &str) -> Option<Cow<'_, str>> {
    let digits = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b' ');
    let spaced = digits && text.contains(' ') && text.len() >= 10;
    spaced.then(|| Cow::Owned(text.replace(' ', "")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_known_under_each_of_its_forms() {
        for (text, expected) in [
            (
                "https://lu.ma/check-in/evt-NKX?pk=g-2U61",
                vec!["https://lu.ma/check-in/evt-NKX?pk=g-2U61", "g-2U61"],
            ),
            (
                "HTTPS://www.LUMA.com/check-in/evt-NKX/?x=1&pk=g%2D2#a",
                vec![
                    "HTTPS://www.LUMA.com/check-in/evt-NKX/?x=1&pk=g%2D2#a",
                    "g-2",
                ],
            ),
            (
                " https://ti.to/tickets/ti_pX9tJEguENQ\r\n",
                vec!["https://ti.to/tickets/ti_pX9tJEguENQ", "ti_pX9tJEguENQ"],
            ),
            ("ti_pX9tJEguENQ", vec!["ti_pX9tJEguENQ"]),
            ("A-7KQ2P", vec!["A-7KQ2P"]),
            ("12345 67890 001", vec!["12345 67890 001", "1234567890001"]),
            (
                "https://example.org/check-in/evt-1?pk=2",
                vec!["https://example.org/check-in/evt-1?pk=2"],
            ),
            (
                "https://luma.com/check-in/evt-1",
                vec!["https://luma.com/check-in/evt-1"],
            ),
            ("  ", vec![]),
        ] {
            assert_eq!(foreign_codes(text), expected, "{text:?}");
        }
    }

    #[test]
    fn two_keys_of_one_event_are_told_to_be_of_one() {
        let code = |text| luma_code(text).map(|code| (code.event, code.key));
        let listed = code("https://lu.ma/check-in/evt-NKX?pk=g-1").unwrap();
        let shown = code("https://luma.com/check-in/evt-NKX?pk=g-2").unwrap();
        assert_eq!(listed.0, shown.0);
        assert_ne!(listed.1, shown.1);
        assert_eq!(code("https://luma.com/evt-NKX?pk=g-2"), None);
    }

    proptest! {
        #[test]
        fn the_first_form_is_the_text_and_none_is_empty_or_twice(
            text in "(https?://(luma.com|lu.ma|ti.to|a.tito.io)/(check-in/)?)?[a-z0-9_/?=&#% -]{0,40}"
        ) {
            let codes = foreign_codes(&text);
            prop_assert_eq!(codes.first().map(String::as_str).unwrap_or_default(), text.trim());
            prop_assert!(codes.iter().all(|code| !code.is_empty()));
            let unique: std::collections::HashSet<_> = codes.iter().collect();
            prop_assert_eq!(unique.len(), codes.len());
        }
    }
}
