//! Codes drawn, spoiled as the world spoils them, and read again.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test may fail like the test"
)]

use std::path::Path;
use std::process::Command;

use image::{DynamicImage, GrayImage, Luma, RgbaImage, imageops};
use lanyard_optics::{
    Level, MAX_SIDE, QUIET_ZONE, ReadError, draw, read, read_bytes, read_file, read_frame,
    read_luma,
};
use proptest::prelude::*;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// A text of a ticket's form; a fixed seed gives a fixed text.
fn ticket(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let body = (0..117).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ALPHABET[(state >> 33) as usize % ALPHABET.len()] as char
    });
    "LY1:".chars().chain(body).collect()
}

fn picture(seed: u64, scale: u32) -> GrayImage {
    draw(&ticket(seed), Level::M).unwrap().to_luma(scale)
}

fn texts(picture: &GrayImage) -> Vec<String> {
    read_luma(picture)
        .into_iter()
        .map(|code| code.text)
        .collect()
}

/// How many of `count` spoiled pictures give back exactly their ticket and nothing else.
fn read_of(count: u64, spoil: impl Fn(u64) -> GrayImage) -> u64 {
    (0..count)
        .filter(|&seed| texts(&spoil(seed)) == [ticket(seed)])
        .count() as u64
}

/// Puts `code` on a larger grey page, as a screenshot has it.
fn on_page(code: &GrayImage, ground: u8) -> GrayImage {
    let mut page = GrayImage::from_pixel(code.width() * 2, code.height() * 3, Luma([ground]));
    imageops::overlay(
        &mut page,
        code,
        i64::from(code.width() / 3),
        i64::from(code.height()),
    );
    page
}

/// A light perspective: the right side `squeeze` times as high as the left.
fn perspective(code: &GrayImage, squeeze: f32) -> GrayImage {
    let (w, h) = (code.width() as f32, code.height() as f32);
    GrayImage::from_fn(code.width(), code.height(), |x, y| {
        let high = 1.0 - (1.0 - squeeze) * x as f32 / w;
        let source = (y as f32 - h / 2.0) / high + h / 2.0;
        if source < 0.0 || source >= h - 1.0 {
            return Luma([255]);
        }
        *code.get_pixel(x, source as u32)
    })
}

#[test]
fn reads_every_plain_ticket() {
    assert_eq!(read_of(200, |seed| picture(seed, 6)), 200);
}

#[test]
fn reads_tickets_turned_small_and_large() {
    assert_eq!(
        read_of(40, |seed| imageops::rotate90(&picture(seed, 6))),
        40,
        "90°"
    );
    assert_eq!(
        read_of(40, |seed| imageops::rotate180(&picture(seed, 5))),
        40,
        "180°"
    );
    assert_eq!(
        read_of(40, |seed| picture(seed, 3)),
        40,
        "3 pixels a module"
    );
    assert_eq!(
        read_of(4, |seed| picture(seed, 45)),
        4,
        "2025 pixels a side"
    );
    assert_eq!(
        read_of(20, |seed| on_page(&picture(seed, 4), 200)),
        20,
        "on a grey page"
    );
}

#[test]
fn reads_tickets_with_half_a_quiet_zone() {
    let narrow = |seed| {
        let code = picture(seed, 4);
        let cut = 4 * (QUIET_ZONE - 2);
        let side = code.width() - 2 * cut;
        imageops::crop_imm(&code, cut, cut, side, side).to_image()
    };
    assert_eq!(read_of(40, narrow), 40);
}

#[test]
fn reads_tickets_seen_askew_or_out_of_focus() {
    let blurred = |seed| imageops::blur(&picture(seed, 6), 2.0);
    assert_eq!(read_of(20, blurred), 20, "blurred");
    let askew = |seed| perspective(&on_page(&picture(seed, 6), 255), 0.85);
    assert_eq!(read_of(20, askew), 20, "askew");
    let dim = |seed| {
        let mut code = imageops::blur(&picture(seed, 5), 1.0);
        code.pixels_mut().for_each(|p| p.0[0] = 40 + p.0[0] / 5);
        code
    };
    assert_eq!(read_of(20, dim), 20, "dim");
}

#[test]
fn reads_a_ticket_in_a_frame() {
    let frame = on_page(&picture(3, 4), 120);
    assert_eq!(read_frame(&frame)[0].text, ticket(3));
    assert!(read_frame(&GrayImage::from_pixel(640, 480, Luma([90]))).is_empty());
}

#[test]
fn reads_light_on_dark() {
    let inverted = |seed| {
        let mut code = picture(seed, 5);
        imageops::invert(&mut code);
        code
    };
    assert_eq!(read_of(20, inverted), 20);
}

#[test]
fn reads_a_code_on_a_transparent_ground() {
    for ink in [0, 255] {
        let code = picture(7, 5);
        let picture = RgbaImage::from_fn(code.width(), code.height(), |x, y| {
            let alpha = 255 - code.get_pixel(x, y).0[0];
            image::Rgba([ink, ink, ink, alpha])
        });
        let found = read(&DynamicImage::ImageRgba8(picture));
        assert_eq!(found.len(), 1, "ink {ink}");
        assert_eq!(found[0].text, ticket(7));
    }
}

#[test]
fn finds_all_the_codes_of_one_picture_once_each() {
    let mut page = GrayImage::from_pixel(1400, 1000, Luma([255]));
    for (i, seed) in [1, 2, 3, 4, 5, 1].into_iter().enumerate() {
        let (column, row) = (i as i64 % 3, i as i64 / 3);
        imageops::overlay(
            &mut page,
            &picture(seed, 6),
            60 + column * 440,
            100 + row * 450,
        );
    }
    let mut found = texts(&page);
    found.sort();
    let mut expected: Vec<_> = (1..=5).map(ticket).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn finds_all_the_tickets_of_a_printed_page() {
    let mut page = GrayImage::from_pixel(1500, 2100, Luma([245]));
    for seed in 0..24 {
        let (column, row) = (seed as i64 % 4, seed as i64 / 4);
        let place = (60 + column * 360, 60 + row * 340);
        imageops::overlay(&mut page, &picture(seed, 6), place.0, place.1);
    }
    let mut found = texts(&page);
    found.sort();
    let mut expected: Vec<_> = (0..24).map(ticket).collect();
    expected.sort();
    assert_eq!(found.len(), expected.len());
    assert_eq!(found, expected);
}

#[test]
fn says_where_a_code_is() {
    let mut page = GrayImage::from_pixel(900, 600, Luma([255]));
    let code = picture(1, 4);
    imageops::overlay(&mut page, &code, 500, 200);
    let (x, y) = read_luma(&page)[0].centre();
    let half = code.width() as f32 / 2.0;
    assert!(
        (x - 500.0 - half).abs() < 8.0 && (y - 200.0 - half).abs() < 8.0,
        "{x} {y}"
    );
}

#[test]
fn gives_other_peoples_codes_exactly() {
    for text in [
        "https://lu.ma/check-in/evt-8fA?pk=g-aB3",
        "  two  spaces at both ends  ",
        "tab\tand\nnewline",
        "Łukasz Ó Súilleabháin",
        "é",
        "ß",
        "Zoë Müller",
        "佐藤 美咲",
        "Ώρα",
        "👩‍💻",
        "0123456789",
        "12345678901234567890",
        "100% %20 A%B",
        "lowercase and UPPER 123",
    ] {
        let code = draw(text, Level::M).unwrap().to_luma(5);
        assert_eq!(texts(&code), [text]);
    }
}

#[test]
fn an_empty_or_plain_picture_holds_nothing() {
    assert!(read_luma(&GrayImage::new(0, 0)).is_empty());
    assert!(read_luma(&GrayImage::new(1, 1)).is_empty());
    assert!(read_luma(&GrayImage::from_pixel(300, 200, Luma([255]))).is_empty());
    let noise = GrayImage::from_fn(317, 211, |x, y| {
        Luma([((x * 7919 + y * 104_729) % 251) as u8])
    });
    assert!(read_luma(&noise).is_empty());
}

#[test]
fn tells_apart_why_a_file_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let error = |path: &Path| read_file(path).unwrap_err();

    assert!(matches!(
        error(&folder.path().join("none.png")),
        ReadError::Missing(_)
    ));
    assert!(matches!(error(folder.path()), ReadError::IsDirectory(_)));
    assert!(matches!(
        error(&file("empty.png", b"")),
        ReadError::Empty(_)
    ));
    assert!(matches!(
        error(&file("text.png", b"not a picture")),
        ReadError::NotAPicture(_)
    ));
    assert!(matches!(
        error(&file("page.pdf", b"%PDF-1.7\n")),
        ReadError::NotAPicture(_)
    ));

    let mut png = Vec::new();
    picture(1, 4)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    assert_eq!(
        read_file(file("good.png", &png)).unwrap()[0].text,
        ticket(1)
    );
    assert_eq!(
        read_file(file("misnamed.jpg", &png)).unwrap()[0].text,
        ticket(1)
    );
    assert!(matches!(
        error(&file("cut.png", &png[..png.len() / 2])),
        ReadError::Damaged { .. }
    ));

    // A header that promises far more than the file holds.
    for (width, height) in [(MAX_SIDE + 1, 10), (19_999, 19_999)] {
        let mut bomb = png.clone();
        bomb[16..20].copy_from_slice(&u32::to_be_bytes(width));
        bomb[20..24].copy_from_slice(&u32::to_be_bytes(height));
        let checksum = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
        let error = error(&file("bomb.png", &bomb));
        assert!(
            matches!(error, ReadError::TooLarge(_)),
            "{width}×{height}: {error}"
        );
    }
}

#[test]
fn reads_a_pasted_picture_within_the_same_bounds() {
    let mut png = Vec::new();
    picture(1, 4)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    assert_eq!(read_bytes(&png).unwrap()[0].text, ticket(1));
    let error = |bytes: &[u8]| read_bytes(bytes).unwrap_err();
    assert!(matches!(error(b""), ReadError::Empty(_)));
    assert!(matches!(error(b"LY1:"), ReadError::NotAPicture(_)));
    assert!(matches!(
        error(&png[..png.len() / 2]),
        ReadError::Damaged { .. }
    ));
    png[16..20].copy_from_slice(&u32::to_be_bytes(MAX_SIDE + 1));
    let checksum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    let error = error(&png);
    assert!(matches!(error, ReadError::TooLarge(_)), "{error}");
    assert!(error.to_string().starts_with("the picture: "), "{error}");
}

#[test]
fn a_small_code_in_the_middle_of_a_frame_is_read_beside_a_large_one() {
    let mut frame = GrayImage::from_pixel(1280, 720, Luma([120]));
    imageops::overlay(&mut frame, &picture(1, 7), 20, 200);
    imageops::overlay(&mut frame, &picture(2, 2), 600, 320);
    let mut found: Vec<String> = read_frame(&frame)
        .into_iter()
        .map(|code| code.text)
        .collect();
    found.sort();
    let mut expected = [ticket(1), ticket(2)];
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn reads_a_code_in_a_mirror() {
    let mirrored = |seed| imageops::flip_horizontal(&on_page(&picture(seed, 5), 150));
    assert_eq!(read_of(8, mirrored), 8);
}

#[test]
fn a_texture_as_regular_as_a_mask_is_no_code() {
    // Stripes and checks give bytes of zero, which no correction finds wrong.
    for period in [4, 6, 9, 14] {
        for (dx, dy) in [(0, 1), (1, 0), (1, 1), (1, 2)] {
            let texture = GrayImage::from_fn(640, 480, |x, y| {
                Luma([if (x * dx + y * dy) / period % 2 == 0 {
                    40
                } else {
                    210
                }])
            });
            assert_eq!(read_frame(&texture), [], "{period} {dx} {dy}");
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn another_reader_reads_ours() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..10 {
        let path = folder.path().join(format!("{seed}.png"));
        picture(seed, 4).save(&path).unwrap();
        let Ok(output) = Command::new("zbarimg")
            .args(["--quiet", "--raw"])
            .arg(&path)
            .output()
        else {
            eprintln!("zbarimg is not installed: nothing compared");
            return;
        };
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.strip_suffix('\n'), Some(ticket(seed).as_str()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_drawn_is_read(text in "[0-9A-Z $%*+./:-]{1,200}", scale in 3u32..7) {
        let code = draw(&text, Level::M).unwrap();
        prop_assert_eq!(texts(&code.to_luma(scale)), [text]);
    }

    #[test]
    fn what_is_drawn_in_bytes_is_read(text in "\\PC{1,60}", scale in 4u32..6) {
        let code = draw(&text, Level::M).unwrap();
        prop_assert_eq!(texts(&code.to_luma(scale)), [text]);
    }

    #[test]
    fn noise_never_ends_the_program(bytes in prop::collection::vec(any::<u8>(), 60 * 60)) {
        let picture = GrayImage::from_raw(60, 60, bytes).unwrap();
        let _ = read_luma(&picture);
    }
}
