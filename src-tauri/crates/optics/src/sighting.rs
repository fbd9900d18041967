//! From what each frame shows to scans: one at a time, each once.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::FoundCode;

/// The times that tell one showing of a code from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// A code that was out of view for so long and comes back is shown again.
    pub away: Duration,
    /// So long must a code that lies beside the one just given be the one in the middle, before it
    /// is given too: two tickets on one page don't both count because a hand shook.
    pub settle: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            away: Duration::from_millis(1500),
            settle: Duration::from_millis(400),
        }
    }
}

/// A code that lies beside the one given last must be this much nearer to the middle than that one
/// to take its place.
const CLEARLY_NEARER: f32 = 0.7;

/// What a camera has in view, over time.
///
/// A new code is given at once. Held in view it is given once, and again only after it
/// was away. Of several in view only the one nearest to the middle counts; one that was
/// seen beside the one given last must also stay the nearest for a moment.
#[derive(Default)]
pub struct Sighting {
    pace: Pace,
    /// When each code was last in view; what is away is forgotten.
    seen: HashMap<String, Seen>,
    /// The code in the middle, and since when.
    middle: Option<(String, Instant)>,
    /// The code given last, while it is not away, and how far from the middle it was last in view.
    given: Option<(String, f32)>,
}

struct Seen {
    at: Instant,
    given: bool,
    /// Was in view together with a code that had been given.
    beside: bool,
}

/// What one frame came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chosen<'a> {
    /// The code in the middle, to be outlined.
    pub code: Option<&'a FoundCode>,
    /// Whether it is a scan, now.
    pub is_scan: bool,
}

impl Sighting {
    /// With other times than [`Pace::default`].
    pub fn new(pace: Pace) -> Self {
        Self {
            pace,
            ..Self::default()
        }
    }

    /// Takes in what a frame of `width` × `height` pixels shows at `now`.
    pub fn see<'a>(
        &mut self,
        codes: &'a [FoundCode],
        (width, height): (u32, u32),
        now: Instant,
    ) -> Chosen<'a> {
        let away = self.pace.away;
        self.seen
            .retain(|_, seen| now.saturating_duration_since(seen.at) < away);
        self.given = self
            .given
            .take()
            .filter(|(text, _)| self.seen.contains_key(text));

        let from_middle = |code: &FoundCode| {
            let (x, y) = code.centre();
            (x - width as f32 / 2.0).hypot(y - height as f32 / 2.0)
        };
        let nearest = codes
            .iter()
            .min_by(|a, b| from_middle(a).total_cmp(&from_middle(b)));
        let mut given = None;
        if let Some((text, distance)) = &mut self.given {
            given = codes.iter().find(|code| code.text == *text);
            *distance = given.map_or(*distance, from_middle);
        }
        for code in codes {
            let seen = self.seen.entry(code.text.clone()).or_insert(Seen {
                at: now,
                given: false,
                beside: false,
            });
            seen.at = now;
            seen.beside |= given.is_some();
        }
        // The given code keeps its place against its neighbours, also where this frame failed to
        // read it.
        let keeps = |code: &FoundCode| match &self.given {
            Some((text, distance)) if *text != code.text => {
                let beside = self.seen.get(&code.text).is_some_and(|seen| seen.beside);
                beside && from_middle(code) > CLEARLY_NEARER * distance
            }
            _ => false,
        };
        let nearest = match nearest {
            Some(code) if keeps(code) => given,
            nearest => nearest,
        };
        let Some(code) = nearest else {
            self.middle = None;
            return Chosen::default();
        };
        let since = match &self.middle {
            Some((text, since)) if *text == code.text => *since,
            _ => now,
        };
        self.middle = Some((code.text.clone(), since));
        let settled = now.saturating_duration_since(since) >= self.pace.settle;
        let is_scan = match self.seen.get_mut(&code.text) {
            Some(seen) if !seen.given && (settled || !seen.beside) => {
                seen.given = true;
                true
            }
            _ => false,
        };
        if is_scan {
            self.given = Some((code.text.clone(), from_middle(code)));
            // Whatever else is in this frame has now been seen beside it.
            for other in codes {
                if let Some(seen) = self.seen.get_mut(&other.text) {
                    seen.beside = true;
                }
            }
        }
        Chosen {
            code: Some(code),
            is_scan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: (u32, u32) = (1000, 600);

    fn code(text: &str, x: f32) -> FoundCode {
        FoundCode {
            text: text.to_owned(),
            points: vec![
                (x - 9.0, 290.0),
                (x + 9.0, 290.0),
                (x + 9.0, 310.0),
                (x - 9.0, 310.0),
            ],
        }
    }

    /// Plays frames 40 ms apart: each frame's codes, for so many frames. Gives the scans, and the
    /// frame of each.
    fn play(scenes: &[(&[(&str, f32)], usize)]) -> Vec<(usize, String)> {
        let start = Instant::now();
        let mut sighting = Sighting::default();
        let mut scans = Vec::new();
        let mut frame = 0;
        for (codes, times) in scenes {
            let codes: Vec<FoundCode> = codes.iter().map(|(text, x)| code(text, *x)).collect();
            for _ in 0..*times {
                let at = start + Duration::from_millis(40) * frame as u32;
                let chosen = sighting.see(&codes, FRAME, at);
                if chosen.is_scan {
                    scans.push((frame, chosen.code.unwrap().text.clone()));
                }
                frame += 1;
            }
        }
        scans
    }

    fn texts(scenes: &[(&[(&str, f32)], usize)]) -> Vec<String> {
        play(scenes).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_new_code_is_given_at_once_and_once_while_held() {
        assert_eq!(
            play(&[(&[], 3), (&[("A", 200.0)], 200)]),
            [(3, "A".to_owned())]
        );
    }

    #[test]
    fn a_code_comes_again_only_after_it_was_away() {
        // 30 frames are 1.2 s, 40 are 1.6 s.
        let shown: &[(&str, f32)] = &[("A", 500.0)];
        assert_eq!(texts(&[(shown, 5), (&[], 30), (shown, 5)]), ["A"]);
        assert_eq!(texts(&[(shown, 5), (&[], 40), (shown, 5)]), ["A", "A"]);
        let flickers = [(shown, 1), (&[] as &[_], 20)].repeat(10);
        assert_eq!(texts(&flickers), ["A"], "half read is still held");
    }

    #[test]
    fn the_next_guest_need_not_wait() {
        let scans = play(&[
            (&[("A", 500.0)], 5),
            (&[("B", 520.0)], 5),
            (&[("C", 300.0)], 5),
        ]);
        let frames: Vec<usize> = scans.iter().map(|(frame, _)| *frame).collect();
        assert_eq!(frames, [0, 5, 10]);
    }

    #[test]
    fn of_two_in_view_only_the_middle_one_counts() {
        let both: &[(&str, f32)] = &[("A", 420.0), ("B", 700.0)];
        assert_eq!(texts(&[(both, 100)]), ["A"]);
    }

    #[test]
    fn a_shaking_hand_gives_no_second_scan() {
        let left: &[(&str, f32)] = &[("A", 400.0), ("B", 602.0)];
        let right: &[(&str, f32)] = &[("A", 398.0), ("B", 600.0)];
        assert_eq!(texts(&[(left, 3), (right, 3)].repeat(20)), ["A"]);
        // The given one is not read in every frame: the other one is alone in view for a moment.
        let alone: &[(&str, f32)] = &[("B", 602.0)];
        assert_eq!(texts(&[(left, 5), (alone, 30)].repeat(20)), ["A"]);
    }

    #[test]
    fn a_page_of_tickets_is_moved_under_the_camera() {
        let page = |by: f32| [("A", 500.0 - by), ("B", 800.0 - by), ("C", 1100.0 - by)];
        let scenes = [page(0.0), page(300.0), page(600.0)];
        let scenes: Vec<(&[(&str, f32)], usize)> =
            scenes.iter().map(|codes| (&codes[..], 25)).collect();
        let scans = play(&scenes);
        let texts: Vec<&str> = scans.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["A", "B", "C"]);
        assert_eq!(scans[1].0, 35, "after 0.4 s in the middle");
    }

    #[test]
    fn nothing_is_kept_of_what_is_away() {
        let mut sighting = Sighting::default();
        let start = Instant::now();
        for second in 0..100 {
            let now = start + Duration::from_secs(2 * second);
            sighting.see(&[code(&second.to_string(), 500.0)], FRAME, now);
        }
        assert_eq!(sighting.seen.len(), 1);
    }
}
