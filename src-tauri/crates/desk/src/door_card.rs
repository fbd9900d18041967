//! The door card: one page for whoever is new at the door.

use lanyard_paper::{DoorCard, KeyLine, Tone, VerdictLine};
use serde::Deserialize;

use crate::{Desk, DeskError, Result, format};

const ENGLISH: &str = include_str!("../../../../assets/door-card/en.toml");
const GERMAN: &str = include_str!("../../../../assets/door-card/de.toml");

/// The words of a card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: String,
    doors: String,
    stuck: String,
    verdicts_title: String,
    keys_title: String,
    tone: Vec<ToneWords>,
    verdict: Vec<ToneWords>,
    key: Vec<KeyWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToneWords {
    tone: ToneWord,
    word: String,
    to_do: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToneWord {
    Green,
    Neutral,
    Amber,
    Red,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyWords {
    key: String,
    does: String,
}

impl From<ToneWords> for VerdictLine {
    fn from(words: ToneWords) -> Self {
        Self {
            tone: match words.tone {
                ToneWord::Green => Tone::Green,
                ToneWord::Neutral => Tone::Neutral,
                ToneWord::Amber => Tone::Amber,
                ToneWord::Red => Tone::Red,
            },
            word: words.word,
            to_do: words.to_do,
        }
    }
}

impl Desk {
    /// The door card, in German where `language` begins with `de`, else in English.
    ///
    /// # Errors
    /// Its words can't be read, which a test rules out.
    pub(crate) fn door_card(&self, language: &str) -> Result<DoorCard> {
        let words = words(language)?;
        let event = &self.event;
        let date = format::long_date(event, language);
        let date = match event.opens {
            Some(opens) => format!("{date} · {} {}", words.doors, opens.strftime("%H:%M")),
            None => date,
        };
        let contact = match event.contact.as_str() {
            "" => String::new(),
            contact => format!("{} {contact}", words.stuck),
        };
        let lines = |lines: Vec<ToneWords>| lines.into_iter().map(Into::into).collect();
        let keys = words.key.into_iter().map(|line| KeyLine {
            key: line.key,
            does: line.does,
        });
        Ok(DoorCard {
            event: event.name.clone(),
            series: event.series.clone(),
            date,
            title: words.title,
            ribbon: event.ribbon.clone(),
            tones: lines(words.tone),
            verdicts_title: words.verdicts_title,
            verdicts: lines(words.verdict),
            keys_title: words.keys_title,
            keys: keys.collect(),
            contact,
        })
    }
}

fn words(language: &str) -> Result<Words> {
    let german = format::is_german(language);
    toml::from_str(if german { GERMAN } else { ENGLISH }).map_err(|error| DeskError::Words {
        paper: "door card",
        error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_things() {
        let (english, german) = (words("en").unwrap(), words("de-AT").unwrap());
        assert_ne!(english.title, german.title);
        assert_eq!(english.tone.len(), 4, "each tone is explained");
        assert_eq!(english.tone.len(), german.tone.len());
        assert_eq!(english.verdict.len(), german.verdict.len());
        assert_eq!(english.key.len(), german.key.len());
    }
}
