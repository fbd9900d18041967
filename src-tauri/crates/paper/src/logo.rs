//! The event's logo, as it was given: checked, and safe to draw.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use imagesize::ImageType;

use crate::template::{TemplateError, holds_everything};

/// The largest file of a logo, in bytes.
const MOST_BYTES: usize = 4 << 20;
/// The longest side of a logo, in pixels.
const MOST_PIXELS: usize = 4096;

/// A picture for the templates that have room for one: PNG, JPEG or SVG.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Logo {
    href: Arc<str>,
}

/// Why a file is no logo.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    /// Neither PNG nor JPEG nor SVG, or broken: save it again as one of these.
    #[error("the logo is neither a PNG nor a JPEG nor an SVG")]
    NotAPicture,
    /// Save it smaller.
    #[error("the logo has {width} × {height} pixels; at most {MOST_PIXELS} a side")]
    TooLarge {
        /// In pixels.
        width: usize,
        /// In pixels.
        height: usize,
    },
    /// Save it smaller.
    #[error("the logo has {bytes} bytes; at most {MOST_BYTES}")]
    TooHeavy {
        /// The size of the file.
        bytes: usize,
    },
    /// It is an SVG that cannot be used, or that refers to something outside of itself.
    #[error("the logo, {0}")]
    Svg(#[source] TemplateError),
}

impl Logo {
    /// Checks the bytes of a file. What it refers to is never read: an SVG that refers to
    /// anything is refused.
    ///
    /// # Errors
    /// See [`LogoError`].
    pub fn new(file: &[u8]) -> Result<Self, LogoError> {
        if file.len() > MOST_BYTES {
            return Err(LogoError::TooHeavy { bytes: file.len() });
        }
        let kind = match imagesize::image_type(file) {
            Ok(ImageType::Png) => "png",
            Ok(ImageType::Jpeg) => "jpeg",
            _ => return Self::svg(file),
        };
        let size = imagesize::blob_size(file).map_err(|_| LogoError::NotAPicture)?;
        let (width, height) = (size.width, size.height);
        if width == 0 || height == 0 {
            return Err(LogoError::NotAPicture);
        }
        if width.max(height) > MOST_PIXELS {
            return Err(LogoError::TooLarge { width, height });
        }
        Ok(Self::of(kind, file))
    }

    fn svg(file: &[u8]) -> Result<Self, LogoError> {
        let text = std::str::from_utf8(file).map_err(|_| LogoError::NotAPicture)?;
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        if !text.starts_with('<') {
            return Err(LogoError::NotAPicture);
        }
        holds_everything(text).map_err(LogoError::Svg)?;
        usvg::Tree::from_str(text, &usvg::Options::default())
            .map_err(|_| LogoError::NotAPicture)?;
        Ok(Self::of("svg+xml", text.as_bytes()))
    }

    fn of(kind: &str, file: &[u8]) -> Self {
        let href = format!("data:image/{kind};base64,{}", STANDARD.encode(file));
        Self { href: href.into() }
    }

    /// The picture itself as an address.
    pub(crate) fn href(&self) -> &str {
        &self.href
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Logo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_no_logo() {
        for file in [
            &b""[..],
            b"GIF89a",
            b"\x89PNG\r\n\x1a\n",
            b"logo.png",
            b"\xff\xfe",
        ] {
            assert!(
                matches!(Logo::new(file), Err(LogoError::NotAPicture)),
                "{file:?}"
            );
        }
        let heavy = vec![0; MOST_BYTES + 1];
        assert!(matches!(Logo::new(&heavy), Err(LogoError::TooHeavy { .. })));
    }

    #[test]
    fn a_logo_reads_nothing_from_anywhere() {
        let svg = |inside: &str| {
            format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>"#
            )
        };
        assert!(Logo::new(svg("<rect width='3' height='3'/>").as_bytes()).is_ok());
        for inside in [
            "<image href='/etc/passwd'/>",
            "<image href='https://example.org/a.png'/>",
            "<style>@import 'a.css';</style>",
        ] {
            assert!(
                matches!(Logo::new(svg(inside).as_bytes()), Err(LogoError::Svg(_))),
                "{inside}"
            );
        }
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused_unread() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(60_000_u32.to_be_bytes());
        png.extend(60_000_u32.to_be_bytes());
        png.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        assert!(matches!(
            Logo::new(&png),
            Err(LogoError::TooLarge { width: 60_000, .. })
        ));
    }
}
