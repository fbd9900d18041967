//! Painting a card into a scene as a lens sees it.

use std::f32::consts::TAU;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, Luma};
use lanyard_optics::{QUIET_ZONE, QrMatrix};

/// Chance that is the same on every machine (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678_9ABC_DEF1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// About normal, of deviation 1.
    fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum: u64 = (0..4).map(|i| bits >> (16 * i) & 0xFFFF).sum();
        (sum as f32 / 65_536.0 - 2.0) * 1.732
    }
}

/// Smooth noise: random values on a lattice, blended between.
struct Waves {
    values: Vec<f32>,
}

const LATTICE: usize = 64;

impl Waves {
    fn new(chance: &mut Chance) -> Self {
        let values = (0..LATTICE * LATTICE)
            .map(|_| chance.between(-1.0, 1.0))
            .collect();
        Self { values }
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        let (column, row) = (x.floor(), y.floor());
        let ease = |t: f32| t * t * (3.0 - 2.0 * t);
        let (dx, dy) = (ease(x - column), ease(y - row));
        let value = |x: i32, y: i32| {
            let wrap = |at: i32| at.rem_euclid(LATTICE as i32) as usize;
            self.values[wrap(y) * LATTICE + wrap(x)]
        };
        let (x, y) = (column as i32, row as i32);
        let top = value(x, y) * (1.0 - dx) + value(x + 1, y) * dx;
        let bottom = value(x, y + 1) * (1.0 - dx) + value(x + 1, y + 1) * dx;
        top * (1.0 - dy) + bottom * dy
    }
}

/// A code on its card.
pub struct Card {
    pub code: QrMatrix,
    /// Grey of the dark modules.
    pub ink: f32,
    /// Grey of the light modules and the card.
    pub paper: f32,
    /// Card beyond the quiet zone, in modules.
    pub margin: f32,
}

impl Card {
    /// Modules a side, quiet zone included.
    pub fn extent(&self) -> f32 {
        self.code.extent() as f32
    }

    /// The grey at a point in modules from the middle; `None` off the card.
    fn at(&self, u: f32, v: f32) -> Option<f32> {
        let half = self.extent() / 2.0;
        if u.abs().max(v.abs()) > half + self.margin {
            return None;
        }
        let quiet = QUIET_ZONE as f32;
        let (x, y) = (u + half - quiet, v + half - quiet);
        let dark = x >= 0.0 && y >= 0.0 && self.code.get(x as u32, y as u32);
        Some(if dark { self.ink } else { self.paper })
    }
}

/// How a card lies before the camera. Angles in degrees.
#[derive(Default)]
pub struct Plane {
    /// Pixels a module, in the middle.
    pub module: f32,
    /// Turned in its own plane.
    pub roll: f32,
    /// Turned away from the camera.
    pub tilt: f32,
    pub tilt_towards: f32,
    /// Of the code, in pixels.
    pub centre: (f32, f32),
    /// Radians of a cylinder that the code covers.
    pub bend: f32,
    /// How far the sheet is pushed about, in modules.
    pub crumple: f32,
}

impl Plane {
    fn lens(&self) -> Lens {
        let turn = self.tilt_towards.to_radians();
        let back = turn - self.roll.to_radians();
        Lens {
            centre: self.centre,
            module: self.module,
            turn: turn.sin_cos(),
            tilt: self.tilt.to_radians().sin_cos(),
            back: back.sin_cos(),
        }
    }
}

/// A plane with its angles worked out, each as sine and cosine.
struct Lens {
    centre: (f32, f32),
    module: f32,
    turn: (f32, f32),
    tilt: (f32, f32),
    back: (f32, f32),
}

impl Lens {
    /// Where on the flat plane a pixel looks, in modules from the middle; `None` past the horizon.
    fn look(&self, x: f32, y: f32) -> Option<(f32, f32)> {
        // A camera of 60° sees 1280 pixels at a distance of 1100.
        const DISTANCE: f32 = 1100.0;
        let (x, y) = (x - self.centre.0, y - self.centre.1);
        let (sine, cosine) = self.turn;
        let (across, along) = (x * cosine + y * sine, y * cosine - x * sine);
        // The ray (across, along, DISTANCE) meets the plane through (0, 0, DISTANCE).
        let (sine, cosine) = self.tilt;
        let down = cosine - across * sine / DISTANCE;
        if down < 0.05 {
            return None;
        }
        let (across, along) = (across / down, along * cosine / down);
        let (sine, cosine) = self.back;
        let (u, v) = (
            across * cosine - along * sine,
            across * sine + along * cosine,
        );
        Some((u / self.module, v / self.module))
    }
}

/// A frame being painted.
pub struct Scene {
    width: u32,
    height: u32,
    /// From 0 to 255, or beyond.
    grey: Vec<f32>,
}

impl Scene {
    /// A busy background: surfaces, boxes, and lines like text.
    pub fn new(width: u32, height: u32, chance: &mut Chance) -> Self {
        let waves = Waves::new(chance);
        let base = chance.between(60.0, 170.0);
        let mut grey = Vec::with_capacity((width * height) as usize);
        for y in 0..height {
            for x in 0..width {
                let (x, y) = (x as f32, y as f32);
                let value = base
                    + 40.0 * waves.at(x / 240.0, y / 240.0)
                    + 14.0 * waves.at(x / 31.0, y / 37.0)
                    + 9.0 * waves.at(x / 5.3, y / 4.7);
                grey.push(value);
            }
        }
        let mut scene = Self {
            width,
            height,
            grey,
        };
        for _ in 0..30 {
            let (w, h) = (chance.between(20.0, 260.0), chance.between(20.0, 200.0));
            scene.fill(chance, (w, h), 0.7);
        }
        for _ in 0..16 {
            let (mut x, y) = (
                chance.between(0.0, width as f32),
                chance.between(0.0, height as f32),
            );
            let size = chance.between(2.0, 5.0);
            let ink = chance.between(0.0, 255.0);
            for _ in 0..40 {
                x += size * chance.between(1.2, 3.0);
                let (w, h) = (
                    size * chance.between(0.4, 1.1),
                    size * chance.between(1.0, 3.0),
                );
                scene.rectangle((x, y), (w, h), ink, 1.0);
            }
        }
        scene
    }

    fn fill(&mut self, chance: &mut Chance, size: (f32, f32), opacity: f32) {
        let at = (
            chance.between(-50.0, self.width as f32),
            chance.between(-50.0, self.height as f32),
        );
        let ink = chance.between(0.0, 255.0);
        self.rectangle(at, size, ink, opacity);
    }

    fn rectangle(&mut self, at: (f32, f32), size: (f32, f32), ink: f32, opacity: f32) {
        let span = |from: f32, length: f32, most: u32| {
            let end = (from + length).clamp(0.0, most as f32) as usize;
            (from.clamp(0.0, most as f32) as usize)..end
        };
        for y in span(at.1, size.1, self.height) {
            let row = y * self.width as usize;
            for x in span(at.0, size.0, self.width) {
                let grey = &mut self.grey[row + x];
                *grey += (ink - *grey) * opacity;
            }
        }
    }

    /// Every pixel with its place.
    fn each(&mut self, mut change: impl FnMut(f32, f32, &mut f32)) {
        for (y, row) in self.grey.chunks_exact_mut(self.width as usize).enumerate() {
            for (x, grey) in row.iter_mut().enumerate() {
                change(x as f32, y as f32, grey);
            }
        }
    }

    /// Lays the card where `plane` has it.
    pub fn place(&mut self, card: &Card, plane: &Plane, chance: &mut Chance) {
        const FINE: usize = 4;
        let waves = Waves::new(chance);
        let reach = (card.extent() / 2.0 + card.margin) * 1.5 + 2.0;
        let size = card.extent();
        let lens = plane.lens();
        self.each(|x, y, grey| {
            match lens.look(x, y) {
                Some((u, v)) if u.abs().max(v.abs()) < reach => {}
                _ => return,
            }
            let (mut sum, mut hits) = (0.0, 0.0);
            for i in 0..FINE * FINE {
                let fine = |i: usize| (i as f32 + 0.5) / FINE as f32;
                let Some((mut u, mut v)) = lens.look(x + fine(i % FINE), y + fine(i / FINE)) else {
                    continue;
                };
                let mut shade = 1.0;
                if plane.bend > 0.0 {
                    // Half an angle to the edge of the code.
                    let radius = size / plane.bend;
                    let sine = u / radius;
                    if sine.abs() > 0.98 {
                        continue;
                    }
                    u = radius * sine.asin();
                    shade *= (1.0 - sine * sine).sqrt() * (1.0 + 0.3 * sine);
                }
                if plane.crumple > 0.0 {
                    let (cu, cv) = (u / 13.0, v / 13.0);
                    let push = (waves.at(cu, cv), waves.at(cu + 20.0, cv + 9.0));
                    let slope = waves.at(cu + 0.25, cv + 0.1) - push.0;
                    u += plane.crumple * push.0;
                    v += plane.crumple * push.1;
                    shade *= (1.0 + 0.6 * plane.crumple * slope).clamp(0.3, 1.4);
                }
                if let Some(value) = card.at(u, v) {
                    sum += value * shade;
                    hits += 1.0;
                }
            }
            let all = (FINE * FINE) as f32;
            *grey = (sum + (all - hits) * *grey) / all;
        });
    }

    /// A mirrored lamp: a spot whose middle is blown out, and a veil over the rest.
    pub fn glare(&mut self, plane: &Plane, extent: f32, strength: f32, chance: &mut Chance) {
        let size = plane.module * extent;
        let (cx, cy) = plane.centre;
        let (cx, cy) = (
            cx + size * chance.between(-0.3, 0.3),
            cy + size * chance.between(-0.3, 0.3),
        );
        let (wide, high) = (
            size * (0.10 + 0.30 * strength) * chance.between(0.8, 1.4),
            size * (0.05 + 0.13 * strength) * chance.between(0.8, 1.4),
        );
        let turn = chance.between(0.0, 3.1);
        self.each(|x, y, grey| {
            let (x, y) = (x - cx, y - cy);
            let (a, b) = (
                x * turn.cos() + y * turn.sin(),
                y * turn.cos() - x * turn.sin(),
            );
            let from = (a / wide).hypot(b / high);
            let lamp = 420.0 * (-from.powi(4) * 0.7).exp();
            let veil = 60.0 * strength * (-from * 0.5).exp();
            *grey += lamp + veil;
        });
    }

    /// A hard shadow across the code, and light that falls off.
    pub fn shadow(&mut self, plane: &Plane, strength: f32, chance: &mut Chance) {
        let turn = chance.between(0.0, 6.2);
        let (cx, cy) = plane.centre;
        let edge = chance.between(-6.0, 6.0) * plane.module;
        let dark = 1.0 - (0.45 + 0.5 * strength);
        let soft = 1.0 + plane.module * chance.between(0.0, 2.0);
        let width = self.width as f32;
        self.each(|x, y, grey| {
            let along = (x - cx) * turn.cos() + (y - cy) * turn.sin() - edge;
            let lit = (along / soft + 0.5).clamp(0.0, 1.0);
            let fall = (1.0 + 0.9 * strength * along / width).clamp(0.2, 1.6);
            *grey *= (dark + (1.0 - dark) * lit) * fall;
        });
    }

    /// The grid of a screen against the grid of the sensor.
    pub fn moire(&mut self, plane: &Plane, strength: f32, chance: &mut Chance) {
        let turn = chance.between(0.0, 3.1);
        let period = plane.module * chance.between(0.9, 4.0);
        let depth = 0.25 + 0.65 * strength;
        let second = chance.between(2.3, 3.7);
        let (sine, cosine) = turn.sin_cos();
        self.each(|x, y, grey| {
            let along = (x * cosine + y * sine) * TAU / period;
            let across = (y * cosine - x * sine) * TAU / second;
            let wave = 0.5 + 0.35 * along.sin() + 0.15 * across.sin();
            *grey *= 1.0 - depth * wave;
        });
    }

    /// Blots, scratches and a thumb at the rim.
    pub fn dirt(&mut self, plane: &Plane, extent: f32, strength: f32, chance: &mut Chance) {
        let size = plane.module * extent;
        let (cx, cy) = plane.centre;
        let inside = |chance: &mut Chance| {
            (
                cx + size * chance.between(-0.4, 0.4),
                cy + size * chance.between(-0.4, 0.4),
            )
        };
        for _ in 0..(2.0 + 5.0 * strength) as usize {
            let (x, y) = inside(chance);
            let radius = plane.module * chance.between(0.5, 1.0 + 1.8 * strength);
            let ink = if chance.below(2) == 0 { 40.0 } else { 210.0 };
            self.each(|px, py, grey| {
                if (px - x).hypot(py - y) < radius {
                    *grey = ink;
                }
            });
        }
        for _ in 0..2 {
            let (x, y) = inside(chance);
            let turn = chance.between(0.0, 3.1);
            let (half, length) = (
                plane.module * 0.3,
                size * chance.between(0.1, 0.2 + 0.3 * strength),
            );
            self.each(|px, py, grey| {
                let (a, b) = (
                    (px - x) * turn.cos() + (py - y) * turn.sin(),
                    (py - y) * turn.cos() - (px - x) * turn.sin(),
                );
                if b.abs() < half && a.abs() < length {
                    *grey = 225.0;
                }
            });
        }
        let turn = chance.between(0.0, 6.2);
        let rim = size * (0.52 - 0.08 * strength);
        let thumb = (
            cx + turn.cos() * (rim + size * 0.15),
            cy + turn.sin() * (rim + size * 0.15),
        );
        self.each(|px, py, grey| {
            if (px - thumb.0).hypot(py - thumb.1) < size * 0.15 {
                *grey = 120.0;
            }
        });
    }

    /// Scales the light and adds a floor.
    pub fn light(&mut self, factor: impl Fn(f32, f32) -> f32, floor: f32) {
        self.each(|x, y, grey| *grey = floor + *grey * factor(x, y));
    }

    /// Sensor noise of this deviation.
    pub fn noise(&mut self, deviation: f32, chance: &mut Chance) {
        self.each(|_, _, grey| *grey += deviation * chance.normal());
    }

    /// Out of focus by about this deviation, in pixels: three box blurs of fractional width.
    pub fn blur(&mut self, deviation: f32) {
        let radius = ((4.0 * deviation * deviation + 1.0).sqrt() - 1.0) / 2.0;
        for _ in 0..3 {
            self.box_blur(radius, 1, self.width as usize);
            self.box_blur(radius, self.width as usize, self.height as usize);
        }
    }

    fn box_blur(&mut self, radius: f32, step: usize, length: usize) {
        let whole = radius as usize;
        let part = radius - whole as f32;
        let lines = self.grey.len() / length;
        let mut line = vec![0.0; length];
        for number in 0..lines {
            let start = if step == 1 { number * length } else { number };
            for (i, value) in line.iter_mut().enumerate() {
                *value = self.grey[start + i * step];
            }
            let at = |i: isize| line[i.clamp(0, length as isize - 1) as usize];
            let reach = whole as isize;
            let mut sum: f32 = (-reach..=reach).map(at).sum();
            for i in 0..length as isize {
                let ends = at(i - reach - 1) + at(i + reach + 1);
                self.grey[start + i as usize * step] = (sum + part * ends) / (2.0 * radius + 1.0);
                sum += at(i + reach + 1) - at(i - reach);
            }
        }
    }

    /// Smeared over `length` pixels in the direction of `angle` degrees.
    pub fn smear(&mut self, length: f32, angle: f32) {
        let (dx, dy) = (angle.to_radians().cos(), angle.to_radians().sin());
        let steps = (length * 1.5).ceil().max(1.0) as usize;
        let before = self.grey.clone();
        let (width, height) = (self.width as usize, self.height as usize);
        let at = |x: f32, y: f32| {
            let (x, y) = (
                x.clamp(0.0, width as f32 - 1.01),
                y.clamp(0.0, height as f32 - 1.01),
            );
            let (column, row) = (x as usize, y as usize);
            let (x, y) = (x - column as f32, y - row as f32);
            let i = row * width + column;
            let (below, right) = (
                usize::from(row + 1 < height) * width,
                usize::from(column + 1 < width),
            );
            before[i] * (1.0 - x) * (1.0 - y)
                + before[i + right] * x * (1.0 - y)
                + before[i + below] * (1.0 - x) * y
                + before[i + below + right] * x * y
        };
        self.each(|x, y, grey| {
            let along = |i: usize| (i as f32 / steps as f32 - 0.5) * length;
            let sum: f32 = (0..=steps)
                .map(|i| at(x + dx * along(i), y + dy * along(i)))
                .sum();
            *grey = sum / (steps + 1) as f32;
        });
    }

    pub fn picture(&self) -> GrayImage {
        let width = self.width;
        GrayImage::from_fn(width, self.height, |x, y| {
            Luma([self.grey[(y * width + x) as usize].clamp(0.0, 255.0) as u8])
        })
    }
}

/// Through a JPEG of this quality and back.
pub fn jpeg(picture: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut bytes, quality.max(1))
        .encode_image(picture)
        .unwrap();
    image::load_from_memory(bytes.get_ref()).unwrap().to_luma8()
}
