//! Frames: what is read, and what is shown.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// The widest preview, in pixels.
pub const PREVIEW_WIDTH: u32 = 640;
/// The longest side of a frame, in pixels: above any camera's.
const MAX_SIDE: usize = 8192;

/// One picture of a camera.
#[derive(Clone)]
pub struct Frame {
    /// What codes are read from, in the camera's full size, never mirrored.
    pub grey: GrayImage,
    /// What a person is shown, at most [`PREVIEW_WIDTH`] wide.
    pub preview: RgbImage,
}

impl Frame {
    /// A frame of any picture.
    pub fn new(picture: &DynamicImage) -> Self {
        let rgb = picture.to_rgb8();
        Self {
            grey: picture.to_luma8(),
            preview: small(rgb.width(), rgb.height(), |x, y| *rgb.get_pixel(x, y)),
        }
    }

    /// Decodes a JPEG, of a camera or a stream. `None` where it is none, or cut short at its head.
    pub(super) fn from_jpeg(jpeg: &[u8]) -> Option<Self> {
        let limits = DecoderOptions::new_fast()
            .set_max_width(MAX_SIDE)
            .set_max_height(MAX_SIDE);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), limits);
        decoder.decode_headers().ok()?;
        // Its grey comes for nothing: Y is the first of three values.
        let colour = decoder.input_colorspace() == Some(ColorSpace::YCbCr);
        let to = if colour {
            ColorSpace::YCbCr
        } else {
            ColorSpace::Luma
        };
        decoder.set_options(limits.jpeg_set_out_colorspace(to));
        let pixels = decoder.decode().ok()?;
        let info = decoder.info()?;
        let (width, height) = (u32::from(info.width), u32::from(info.height));
        if width == 0 || height == 0 {
            return None;
        }
        if !colour {
            let grey = GrayImage::from_raw(width, height, pixels)?;
            return Some(Self::grey(grey));
        }
        let at = |x: u32, y: u32| (y as usize * width as usize + x as usize) * 3;
        if pixels.len() < at(0, height) {
            return None;
        }
        let preview = small(width, height, |x, y| {
            let at = at(x, y);
            rgb(pixels[at], pixels[at + 1], pixels[at + 2])
        });
        let grey = pixels.chunks_exact(3).map(|pixel| pixel[0]).collect();
        Some(Self {
            grey: GrayImage::from_raw(width, height, grey)?,
            preview,
        })
    }

    /// From YUYV (YUY2), as most plugged-in cameras give: two pixels in four bytes.
    #[cfg_attr(not(feature = "native-camera"), allow(dead_code))]
    pub(super) fn from_yuyv(width: u32, height: u32, bytes: &[u8]) -> Option<Self> {
        let row = width as usize * 2;
        if width < 2 || height == 0 || bytes.len() < row * height as usize {
            return None;
        }
        let preview = small(width, height, |x, y| {
            let pair = y as usize * row + (x as usize & !1) * 2;
            let luma = bytes[y as usize * row + x as usize * 2];
            match bytes.get(pair..pair + 4) {
                Some(pair) => rgb(luma, pair[1], pair[3]),
                None => Rgb([luma; 3]),
            }
        });
        let grey = bytes[..row * height as usize]
            .chunks_exact(2)
            .map(|pixel| pixel[0])
            .collect();
        Some(Self {
            grey: GrayImage::from_raw(width, height, grey)?,
            preview,
        })
    }

    /// A frame without colours.
    pub fn grey(grey: GrayImage) -> Self {
        let preview = small(grey.width(), grey.height(), |x, y| {
            let Luma([luma]) = *grey.get_pixel(x, y);
            Rgb([luma; 3])
        });
        Self { grey, preview }
    }
}

/// A smaller copy for the eye: nearest pixels, since every frame pays for it.
fn small(width: u32, height: u32, pixel: impl Fn(u32, u32) -> Rgb<u8>) -> RgbImage {
    let step = (f64::from(width) / f64::from(PREVIEW_WIDTH)).max(1.0);
    let side = |length: u32| ((f64::from(length) / step) as u32).max(1);
    let near = |at: u32| ((f64::from(at) + 0.5) * step) as u32;
    if width == 0 || height == 0 {
        return RgbImage::new(0, 0);
    }
    RgbImage::from_fn(side(width), side(height), |x, y| {
        pixel(near(x).min(width - 1), near(y).min(height - 1))
    })
}

/// A colour of JPEG (ITU-T T.871): all values over their whole range.
fn rgb(y: u8, cb: u8, cr: u8) -> Rgb<u8> {
    let [y, cb, cr] = [i32::from(y), i32::from(cb) - 128, i32::from(cr) - 128];
    // In 1/65536.
    let mix = |sum: i32| (y + (sum >> 16)).clamp(0, 255) as u8;
    Rgb([
        mix(91_881 * cr),
        mix(-22_554 * cb - 46_802 * cr),
        mix(116_130 * cb),
    ])
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;
    use proptest::prelude::*;

    use super::*;

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_jpeg_keeps_its_grey_and_its_colours() {
        let red = RgbImage::from_pixel(1280, 720, Rgb([200, 30, 40]));
        let frame = Frame::from_jpeg(&jpeg(&red.clone().into())).unwrap();
        assert_eq!(frame.grey.dimensions(), (1280, 720));
        assert_eq!(frame.preview.dimensions(), (640, 360));
        let shown = frame.preview.get_pixel(300, 200).0;
        for (shown, meant) in shown.into_iter().zip([200, 30, 40]) {
            assert!((i32::from(shown) - meant).abs() < 6, "{shown} for {meant}");
        }
        let grey = DynamicImage::from(red).to_luma8().get_pixel(0, 0).0[0];
        let read = frame.grey.get_pixel(600, 300).0[0];
        // `image` weighs colours as Rec. 709 does, JPEG as Rec. 601.
        assert!(read.abs_diff(grey) < 25, "{read} for {grey}");
    }

    #[test]
    fn a_grey_jpeg_is_a_frame_too() {
        let grey = GrayImage::from_pixel(33, 17, Luma([90]));
        let frame = Frame::from_jpeg(&jpeg(&grey.into())).unwrap();
        assert_eq!(frame.grey.dimensions(), (33, 17));
        assert!(frame.grey.get_pixel(20, 10).0[0].abs_diff(90) < 4);
    }

    #[test]
    fn yuyv_keeps_its_grey() {
        let bytes = [10, 128, 20, 128, 30, 128, 40, 128];
        let frame = Frame::from_yuyv(2, 2, &bytes).unwrap();
        assert_eq!(frame.grey.as_raw(), &[10, 20, 30, 40]);
        assert_eq!(frame.preview.get_pixel(1, 1).0, [40; 3]);
        assert!(Frame::from_yuyv(2, 3, &bytes).is_none(), "cut short");
    }

    proptest! {
        #[test]
        fn nonsense_is_no_frame(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let head = [&[0xFF, 0xD8, 0xFF, 0xE0][..], &bytes].concat();
            let _ = Frame::from_jpeg(&head);
            prop_assert!(Frame::from_jpeg(&bytes).is_none());
        }

        #[test]
        fn a_spoiled_jpeg_never_ends_the_program(at in 0usize..600, with in any::<u8>(), cut in 0usize..600) {
            let grey = GrayImage::from_fn(40, 30, |x, y| Luma([(x * y) as u8]));
            let mut bytes = jpeg(&DynamicImage::from(grey).to_rgb8().into());
            let at = at % bytes.len();
            bytes[at] = with;
            let _ = Frame::from_jpeg(&bytes);
            let _ = Frame::from_jpeg(&bytes[..cut.min(bytes.len())]);
        }
    }
}
