//! Reading: every code in a picture.
//!
//! A still is given all there is: our own passes ([`scan`](crate::scan)) at several sizes and
//! thresholds, enlarged where it is small, and rxing's readers. A live frame is given a
//! bounded time, for the next frame is another chance.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::scan::{self, Pass};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageDecoder, ImageError, ImageReader, Limits};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, RXingResult};

/// The largest file [`read_file`] opens, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The largest picture [`read_file`] decodes, in pixels: above any phone's usual photo.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The longest side of a picture [`read_file`] decodes, in pixels.
pub const MAX_SIDE: u32 = 20_000;

/// Pixels beyond which the passes work on a smaller copy.
const WORKING_PIXELS: u64 = 8_000_000;
/// Pixels up to which a picture is also tried enlarged.
const SMALL_PIXELS: u64 = 1_000_000;

/// A code found in a picture.
#[derive(Clone, PartialEq)]
pub struct FoundCode {
    /// Exactly what the code holds: nothing trimmed, nothing changed in case.
    pub text: String,
    /// Its corners in pixels of the picture, top left being (0, 0); seen upright, they go
    /// clockwise from the code's own top left.
    pub points: Vec<(f32, f32)>,
}

impl FoundCode {
    /// The middle of the code, in pixels of the picture.
    pub fn centre(&self) -> (f32, f32) {
        let n = self.points.len().max(1) as f32;
        let (x, y) = self
            .points
            .iter()
            .fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
        (x / n, y / n)
    }
}

impl std::fmt::Debug for FoundCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whoever has the text has the ticket: it must not end in a log.
        f.debug_struct("FoundCode")
            .field("characters", &self.text.chars().count())
            .field("points", &self.points)
            .finish()
    }
}

/// Why a file could not be read as a picture.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No file there: check the name.
    #[error("{0}: no such file")]
    Missing(PathBuf),
    /// A folder: name the pictures in it.
    #[error("{0}: is a folder, not a picture")]
    IsDirectory(PathBuf),
    /// The file has no bytes: copy it again.
    #[error("{0}: the file is empty")]
    Empty(PathBuf),
    /// Not a format that is read here: save it as PNG or JPEG.
    #[error("{0}: not a picture that can be read (PNG, JPEG, WebP, GIF and BMP can)")]
    NotAPicture(PathBuf),
    /// The right kind of file, but broken or cut short: copy it again.
    #[error("{path}: the picture is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the decoder found.
        source: ImageError,
    },
    /// Above [`MAX_FILE_BYTES`], [`MAX_PIXELS`] or [`MAX_SIDE`]: save it smaller.
    #[error("{0}: too large a picture; save it smaller")]
    TooLarge(PathBuf),
    /// The file is there but may not or cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Finds the codes in a picture file, each text once.
///
/// A picture without a code gives an empty list.
///
/// # Errors
/// Where there is no picture to look at: see [`ReadError`].
pub fn read_file(path: impl AsRef<Path>) -> Result<Vec<FoundCode>, ReadError> {
    Ok(read(&open(path.as_ref())?))
}

/// Finds the codes in the bytes of a picture file, as one pasted or dropped into a window; within
/// the bounds of [`read_file`].
///
/// # Errors
/// As [`read_file`]; they name the file "the picture".
pub fn read_bytes(bytes: &[u8]) -> Result<Vec<FoundCode>, ReadError> {
    let name = Path::new("the picture");
    if bytes.is_empty() {
        return Err(ReadError::Empty(name.to_owned()));
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge(name.to_owned()));
    }
    Ok(read(&decode(Cursor::new(bytes), name)?))
}

/// Finds the codes in a picture, each text once, in the order of their first finding.
///
/// Transparent pictures are tried on white, then on black.
pub fn read(picture: &DynamicImage) -> Vec<FoundCode> {
    if !picture.color().has_alpha() {
        return read_luma(&picture.to_luma8());
    }
    let found = read_luma(&flatten(picture, 255));
    if found.is_empty() {
        read_luma(&flatten(picture, 0))
    } else {
        found
    }
}

/// As [`read`], for a grey picture.
pub fn read_luma(picture: &GrayImage) -> Vec<FoundCode> {
    search(picture)
}

/// As [`read_luma`], but in the time that a live camera leaves: see [`FrameReader`].
pub fn read_frame(frame: &GrayImage) -> Vec<FoundCode> {
    FrameReader::new().read(frame)
}

/// The other ways differ from this one. It looks away where light and dark hardly differ.
const USUAL: Pass = Pass {
    step: 3,
    reach: 2,
    middle: 3,
    contrast: 30,
    triples: 60,
    guesses: 6,
    bent: 0,
};
/// What most codes are read by, on half the size: noise is less there, and a square is hit by more
/// rows.
const HALF: Pass = Pass {
    step: 2,
    reach: 1,
    middle: 4,
    bent: 1,
    ..USUAL
};
/// For a small code, on the full size.
const SMALL: Pass = Pass {
    step: 2,
    reach: 1,
    middle: 4,
    contrast: 40,
    ..USUAL
};
/// For a code across a shadow, or one that is not flat.
const SHADED: Pass = Pass {
    step: 2,
    reach: 4,
    middle: 0,
    bent: 1,
    ..USUAL
};
/// For a faint one: the slightest differences.
const FAINT: Pass = Pass {
    step: 2,
    middle: 2,
    contrast: 10,
    bent: 1,
    ..USUAL
};
/// For one out of focus or moved, in a picture that was sharpened.
const BLURRED: Pass = Pass {
    step: 1,
    middle: 1,
    contrast: 60,
    ..USUAL
};

/// The same, where it runs more in one direction.
const MOVED: Pass = Pass {
    middle: 3,
    ..BLURRED
};
/// For a small code in patches of light.
const PATCHY: Pass = Pass {
    reach: 2,
    contrast: 20,
    ..SHADED
};

/// Reads the frames of one camera, one after the other.
///
/// Each frame is read in the two ways that read most; one that gives nothing is also tried
/// in one of the rarer ways, the next frame in another: a ticket that is held still gets
/// all of them within a quarter of a second.
#[derive(Default)]
pub struct FrameReader {
    /// Frames that gave nothing, up to now.
    missed: usize,
}

impl FrameReader {
    /// A reader that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds the codes in the next frame, within a bounded time.
    pub fn read(&mut self, frame: &GrayImage) -> Vec<FoundCode> {
        // A hostile picture must not end the program.
        let found = catch_unwind(AssertUnwindSafe(|| self.try_read(frame)));
        let found = found.unwrap_or_default();
        self.missed = if found.is_empty() {
            self.missed.wrapping_add(1)
        } else {
            0
        };
        found
    }

    fn try_read(&self, frame: &GrayImage) -> Vec<FoundCode> {
        let half = scan::halved(frame);
        let mut found = scan::look(&half, 0.5, HALF);
        if found.iter().any(|code| is_central(code, frame)) {
            return found;
        }
        // Where a code was found aside, a smaller one may lie in the middle.
        for code in scan::look(frame, 1.0, SMALL) {
            if !found.iter().any(|known| known.text == code.text) {
                found.push(code);
            }
        }
        if !found.is_empty() {
            return found;
        }
        let sharp = || scan::sharpened(&half, 4);
        match self.missed % 4 {
            0 => scan::look(&sharp(), 0.5, BLURRED),
            1 => or(scan::look(&half, 0.5, SHADED), || {
                scan::look(&sharp(), 0.5, MOVED)
            }),
            2 => scan::look(frame, 1.0, FAINT),
            _ => or(scan::look(&scan::halved(&half), 0.25, SHADED), || {
                scan::look(frame, 1.0, PATCHY)
            }),
        }
    }
}

/// What was found, or else what another way finds.
fn or(found: Vec<FoundCode>, other: impl FnOnce() -> Vec<FoundCode>) -> Vec<FoundCode> {
    if found.is_empty() { other() } else { found }
}

/// Whether a code lies in the middle half of a frame, across and down.
fn is_central(code: &FoundCode, frame: &GrayImage) -> bool {
    let (x, y) = code.centre();
    let aside = |at: f32, length: u32| (at / length as f32 - 0.5).abs();
    aside(x, frame.width()) < 0.25 && aside(y, frame.height()) < 0.25
}

/// All effort: our own ways at several sizes, then rxing's, which sees some codes differently.
fn search(picture: &GrayImage) -> Vec<FoundCode> {
    let (width, height) = picture.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let mut found = Vec::new();
    if pixels == 0 {
        return found;
    }
    // The working copy bounds the time; what is lost is codes of a few pixels in huge pictures,
    // for which one pass at full size remains.
    let shrink = (WORKING_PIXELS as f32 / pixels as f32).sqrt().min(1.0);
    let working = scaled(picture, shrink);
    let half = scan::halved(&working);
    let quarter = scan::halved(&half);
    let eighth = scan::halved(&quarter);
    let mut add = |codes: Vec<FoundCode>| {
        for code in codes {
            if !found
                .iter()
                .any(|known: &FoundCode| known.text == code.text)
            {
                found.push(code);
            }
        }
        !found.is_empty()
    };
    let ours = |picture: &GrayImage, scale: f32, pass: Pass| {
        let found = catch_unwind(AssertUnwindSafe(|| {
            scan::look(picture, scale * shrink, pass)
        }));
        found.unwrap_or_default()
    };
    // One picture may hold many codes of different sizes.
    let usual = Pass {
        triples: 200,
        guesses: 12,
        ..USUAL
    };
    let mut any = false;
    for (picture, scale) in [(&*working, 1.0), (&half, 0.5), (&quarter, 0.25)] {
        any |= add(ours(picture, scale, usual));
    }
    any |= add(look(&working, shrink, Threshold::Local));
    if any {
        return found;
    }
    let sharp = scan::sharpened(&working, 5);
    let sharp_half = scan::sharpened(&half, 4);
    let sharp_quarter = scan::sharpened(&quarter, 4);
    for (picture, scale, pass) in [
        (&half, 0.5, HALF),
        (&*working, 1.0, SMALL),
        (&sharp_half, 0.5, BLURRED),
        (&half, 0.5, SHADED),
        (&*working, 1.0, FAINT),
        (&quarter, 0.25, SHADED),
        (&half, 0.5, FAINT),
        (&*working, 1.0, SHADED),
        (&*working, 1.0, Pass { middle: 0, ..FAINT }),
        (&half, 0.5, Pass { middle: 0, ..FAINT }),
        (&quarter, 0.25, FAINT),
        (&eighth, 0.125, FAINT),
        (&sharp, 1.0, BLURRED),
        (&sharp_half, 0.5, MOVED),
        (&sharp_quarter, 0.25, BLURRED),
        (&*working, 1.0, PATCHY),
    ] {
        let pass = Pass {
            step: 1,
            bent: 2,
            ..pass
        };
        if add(ours(picture, scale, pass)) {
            return found;
        }
    }
    if pixels <= SMALL_PIXELS {
        for scale in [2.0, 3.0] {
            let larger = scaled(picture, scale);
            let pass = Pass { bent: 2, ..FAINT };
            if add(ours(&larger, scale, pass)) || add(look(&larger, scale, Threshold::Local)) {
                return found;
            }
        }
    }
    if add(look(&half, shrink * 0.5, Threshold::Local))
        || add(look(&working, shrink, Threshold::Global))
        || (shrink < 1.0 && add(look(picture, 1.0, Threshold::Local)))
    {
        return found;
    }
    let mut inverted = working.into_owned();
    imageops::invert(&mut inverted);
    let _ = add(look(&inverted, shrink, Threshold::Local));
    found
}

#[derive(Clone, Copy)]
enum Threshold {
    Local,
    Global,
}

/// One pass over a picture that was scaled by `scale`; points are given in the unscaled one.
fn look(picture: &GrayImage, scale: f32, threshold: Threshold) -> Vec<FoundCode> {
    let (width, height) = picture.dimensions();
    let hints = DecodeHints {
        TryHarder: Some(true),
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        ..DecodeHints::default()
    };
    // The reader indexes by what it finds in the picture; a hostile one must not end the program.
    let results = catch_unwind(AssertUnwindSafe(|| {
        let source = Luma8LuminanceSource::new(picture.as_raw().clone(), width, height).ok()?;
        let mut reader = QrReader;
        match threshold {
            Threshold::Local => reader.decode_multiple_with_hints(
                &mut BinaryBitmap::new(HybridBinarizer::new(source)),
                &hints,
            ),
            Threshold::Global => reader.decode_multiple_with_hints(
                &mut BinaryBitmap::new(GlobalHistogramBinarizer::new(source)),
                &hints,
            ),
        }
        .ok()
    }));
    results
        .ok()
        .flatten()
        .unwrap_or_default()
        .iter()
        .map(|result| found_code(result, scale))
        .collect()
}

fn found_code(result: &RXingResult, scale: f32) -> FoundCode {
    FoundCode {
        text: result.getText().to_owned(),
        points: result
            .getPoints()
            .iter()
            .map(|point| (point.x / scale, point.y / scale))
            .collect(),
    }
}

fn scaled(picture: &GrayImage, scale: f32) -> std::borrow::Cow<'_, GrayImage> {
    if (scale - 1.0).abs() < f32::EPSILON {
        return std::borrow::Cow::Borrowed(picture);
    }
    let side = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    let (width, height) = (side(picture.width()), side(picture.height()));
    std::borrow::Cow::Owned(if scale < 1.0 {
        imageops::thumbnail(picture, width, height)
    } else {
        imageops::resize(picture, width, height, FilterType::Triangle)
    })
}

fn flatten(picture: &DynamicImage, ground: u8) -> GrayImage {
    let pixels = picture.to_luma_alpha8();
    GrayImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [luma, alpha] = pixels.get_pixel(x, y).0.map(u32::from);
        let mixed = (luma * alpha + u32::from(ground) * (255 - alpha)) / 255;
        image::Luma([mixed.min(255) as u8])
    })
}

/// Opens and decodes a picture within the bounds of this module.
fn open(path: &Path) -> Result<DynamicImage, ReadError> {
    let io = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::Missing(path.to_owned()),
        ErrorKind::IsADirectory => ReadError::IsDirectory(path.to_owned()),
        _ => ReadError::Io {
            path: path.to_owned(),
            source,
        },
    };
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(ReadError::IsDirectory(path.to_owned()));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge(path.to_owned()));
    }
    let mut file = File::open(path).map_err(io)?;
    if file.read(&mut [0]).map_err(io)? == 0 {
        return Err(ReadError::Empty(path.to_owned()));
    }
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    decode(BufReader::new(file), path)
}

/// Decodes a picture; `path` is for the error.
fn decode(from: impl BufRead + Seek, path: &Path) -> Result<DynamicImage, ReadError> {
    let image = |source: ImageError| match source {
        ImageError::Limits(_) => ReadError::TooLarge(path.to_owned()),
        ImageError::Unsupported(_) => ReadError::NotAPicture(path.to_owned()),
        source => ReadError::Damaged {
            path: path.to_owned(),
            source,
        },
    };
    let mut reader = ImageReader::new(from)
        .with_guessed_format()
        .map_err(|source| ReadError::Io {
            path: path.to_owned(),
            source,
        })?;
    if reader.format().is_none() {
        return Err(ReadError::NotAPicture(path.to_owned()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_PIXELS * 4);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(image)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ReadError::TooLarge(path.to_owned()));
    }
    DynamicImage::from_decoder(decoder).map_err(image)
}
