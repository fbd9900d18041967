//! What all real cameras share: a feed that is opened when needed, and pictures decoded only when
//! somebody takes them.

use std::time::Duration;

use super::feed::{Feed, Inlet};
use super::{CameraError, Frame};

/// So many pictures in a row that cannot be decoded are no accident.
const MOST_BAD: u32 = 5;

/// A picture as the camera gave it.
pub(super) enum Raw {
    /// A JPEG.
    Jpeg(Vec<u8>),
    /// Two pixels in four bytes.
    #[cfg(feature = "native-camera")]
    Yuyv(u32, u32, Vec<u8>),
    /// Decoded already; `None` where that failed.
    #[cfg(feature = "native-camera")]
    Grey(Option<image::GrayImage>),
}

/// An open camera, or one to be opened.
#[derive(Default)]
pub(super) struct Live {
    feed: Option<Feed<Raw>>,
    bad: u32,
}

impl Live {
    /// As [`FrameSource::next`](super::FrameSource::next); `run` is what the feed's thread does,
    /// begun anew after each failure.
    pub(super) fn next<Run>(
        &mut self,
        wait: Duration,
        run: impl FnOnce() -> Run,
    ) -> Result<Option<Frame>, CameraError>
    where
        Run: FnOnce(&Inlet<Raw>) -> Result<(), CameraError> + Send + 'static,
    {
        let feed = self.feed.get_or_insert_with(|| Feed::start(run()));
        let frame = match feed.next(wait) {
            Ok(None) => return Ok(None),
            Ok(Some(Raw::Jpeg(bytes))) => Frame::from_jpeg(&bytes),
            #[cfg(feature = "native-camera")]
            Ok(Some(Raw::Yuyv(width, height, bytes))) => Frame::from_yuyv(width, height, &bytes),
            #[cfg(feature = "native-camera")]
            Ok(Some(Raw::Grey(picture))) => picture.map(Frame::grey),
            Err(why) => {
                *self = Self::default();
                return Err(why);
            }
        };
        self.bad = if frame.is_some() { 0 } else { self.bad + 1 };
        if self.bad >= MOST_BAD {
            *self = Self::default();
            return Err(CameraError::BadPictures);
        }
        Ok(frame)
    }
}
