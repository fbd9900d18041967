//! How much is read, and how fast: ours beside plain rxing, zbarimg and, with the feature `zxing`,
//! zxing-cpp, on the same grey frames.
//!
//! `cargo bench -p lanyard-optics --bench reading -- [--keep DIR] [--count N] [--only COLUMN,…] [KIND…]`
//!
//! `--keep` keeps the frames as PNG, with their texts, and takes them from there the next time.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "a bench may fail like a test"
)]

#[path = "../tests/damage/mod.rs"]
mod damage;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use damage::{KINDS, Kind, frame};
use image::GrayImage;
use lanyard_optics::{FrameReader, read_frame, read_luma};
use rxing::common::HybridBinarizer;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};

/// Frames of each kind.
const COUNT: u64 = 24;

/// What reads a frame, and how it did.
struct Column {
    name: &'static str,
    read: fn(&GrayImage) -> Vec<String>,
    right: Vec<u32>,
    wrong: u32,
    /// Of each frame, in order; `None` for what starts a process.
    times: Option<Vec<Duration>>,
}

impl Column {
    fn new(name: &'static str, read: fn(&GrayImage) -> Vec<String>, is_timed: bool) -> Self {
        Self {
            name,
            read,
            right: Vec::new(),
            wrong: 0,
            times: is_timed.then(Vec::new),
        }
    }
}

fn ours_still(frame: &GrayImage) -> Vec<String> {
    read_luma(frame).into_iter().map(|code| code.text).collect()
}

fn ours_frame(frame: &GrayImage) -> Vec<String> {
    read_frame(frame)
        .into_iter()
        .map(|code| code.text)
        .collect()
}

/// The same frame four times: what a held ticket gets in 0.2 s, of a camera without noise.
fn ours_four(frame: &GrayImage) -> Vec<String> {
    let mut reader = FrameReader::new();
    let read = (0..4).map(|_| reader.read(frame));
    let found = read.into_iter().find(|codes| !codes.is_empty());
    found
        .unwrap_or_default()
        .into_iter()
        .map(|code| code.text)
        .collect()
}

fn plain_rxing(frame: &GrayImage) -> Vec<String> {
    let hints = DecodeHints {
        TryHarder: Some(true),
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        ..DecodeHints::default()
    };
    let source =
        Luma8LuminanceSource::new(frame.as_raw().clone(), frame.width(), frame.height()).unwrap();
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let read = QrReader.decode_with_hints(&mut bitmap, &hints);
    read.into_iter()
        .map(|result| result.getText().to_owned())
        .collect()
}

fn zbarimg(frame: &GrayImage) -> Vec<String> {
    let path = std::env::temp_dir().join(format!("lanyard-reading-{}.pgm", std::process::id()));
    let mut pgm = format!("P5 {} {} 255\n", frame.width(), frame.height()).into_bytes();
    pgm.extend(frame.as_raw());
    std::fs::write(&path, pgm).unwrap();
    let output = Command::new("zbarimg")
        .args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"])
        .arg(&path)
        .output();
    let _ = std::fs::remove_file(&path);
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[cfg(feature = "zxing")]
fn zxing_cpp(frame: &GrayImage) -> Vec<String> {
    let view = zxingcpp::ImageView::from_slice(
        frame.as_raw(),
        frame.width(),
        frame.height(),
        zxingcpp::ImageFormat::Lum,
    )
    .unwrap();
    let reader = zxingcpp::read()
        .formats(zxingcpp::BarcodeFormat::QRCode)
        .try_harder(true)
        .try_rotate(true)
        .try_invert(true)
        .try_downscale(true);
    let codes = reader.from(view).unwrap();
    codes.iter().map(|code| code.text()).collect()
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::new("still", ours_still, true),
        Column::new("frame", ours_frame, true),
        Column::new("4 frames", ours_four, true),
    ];
    #[cfg(feature = "zxing")]
    columns.push(Column::new("zxing-cpp", zxing_cpp, true));
    columns.push(Column::new("rxing", plain_rxing, true));
    if Command::new("zbarimg").arg("--version").output().is_ok() {
        columns.push(Column::new("zbarimg", zbarimg, false));
    } else {
        println!("zbarimg is not installed: its column is left out");
    }
    columns
}

fn main() {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut count = COUNT;
    let mut keep: Option<PathBuf> = None;
    let mut arguments = std::env::args().skip(1);
    let mut only: Vec<String> = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--count" => count = arguments.next().unwrap().parse().unwrap(),
            "--keep" => keep = arguments.next().map(PathBuf::from),
            "--only" => only.extend(arguments.next().unwrap().split(',').map(str::to_owned)),
            name => kinds.extend(
                KINDS
                    .into_iter()
                    .filter(|kind| format!("{kind:?}").eq_ignore_ascii_case(name)),
            ),
        }
    }
    if kinds.is_empty() {
        kinds.extend(KINDS);
    }
    let mut columns = columns();
    if !only.is_empty() {
        columns.retain(|column| only.iter().any(|name| name == column.name));
    }
    print!("{:12}", "");
    for column in &columns {
        print!("{:>11}", column.name);
    }
    println!("   of {count} each");
    for &kind in &kinds {
        for column in &mut columns {
            column.right.push(0);
        }
        for seed in 0..count {
            let strength = (seed as f32 + 0.5) / count as f32;
            let (frame, text) = match &keep {
                Some(folder) => kept(folder, kind, strength, seed),
                None => frame(kind, strength, seed),
            };
            let mut missed = String::new();
            for column in &mut columns {
                let start = Instant::now();
                let found = (column.read)(&frame);
                if let Some(times) = &mut column.times {
                    times.push(start.elapsed());
                }
                let right = found.contains(&text);
                if !right {
                    missed += column.name;
                    missed += " ";
                }
                *column.right.last_mut().unwrap() += u32::from(right);
                column.wrong += found.iter().filter(|found| **found != text).count() as u32;
            }
            if std::env::var_os("LANYARD_MISSED").is_some() && !missed.is_empty() {
                println!("    {kind:?}-{seed:02} not read by {missed}");
            }
        }
        print!("{:12}", format!("{kind:?}"));
        for column in &columns {
            print!("{:>11}", column.right.last().unwrap());
        }
        println!();
    }
    let frames = kinds.len() as f64 * count as f64;
    print_row("read", &columns, |column| {
        let right: u32 = column.right.iter().sum();
        format!("{:.1} %", 100.0 * f64::from(right) / frames)
    });
    print_row("wrong", &columns, |column| column.wrong.to_string());
    let quantile = |column: &Column, part: f64| match &column.times {
        Some(times) => {
            let mut times = times.clone();
            times.sort();
            let at = ((times.len() - 1) as f64 * part) as usize;
            format!("{:.2} ms", times[at].as_secs_f64() * 1e3)
        }
        None => "-".to_owned(),
    };
    print_row("median", &columns, |column| quantile(column, 0.5));
    print_row("90th", &columns, |column| quantile(column, 0.9));
    print_row("slowest", &columns, |column| quantile(column, 1.0));
}

/// The frame as it was kept in `folder`, or a new one, which is kept there.
fn kept(folder: &Path, kind: Kind, strength: f32, seed: u64) -> (GrayImage, String) {
    let picture = folder.join(format!("{kind:?}-{seed:02}-{strength:.3}.png"));
    let text = picture.with_extension("txt");
    if let (Ok(frame), Ok(text)) = (image::open(&picture), std::fs::read_to_string(&text)) {
        return (frame.to_luma8(), text);
    }
    let new = frame(kind, strength, seed);
    std::fs::create_dir_all(folder).unwrap();
    new.0.save(&picture).unwrap();
    std::fs::write(&text, &new.1).unwrap();
    new
}

fn print_row(name: &str, columns: &[Column], value: impl Fn(&Column) -> String) {
    print!("{name:12}");
    for column in columns {
        print!("{:>11}", value(column));
    }
    println!();
}
