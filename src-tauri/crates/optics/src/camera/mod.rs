//! The one seam for frames, and the cameras behind it.
//!
//! Whatever gives frames is a [`FrameSource`]; nobody else needs to know where they come
//! from. A source opens by itself at the first call, and again after it failed, so that
//! an unplugged camera or a phone that fell asleep comes back without a restart.

mod address;
mod feed;
mod frame;
mod http;
mod live;
mod mjpeg;
mod multipart;
#[cfg(feature = "native-camera")]
mod native;

use std::io;
use std::time::Duration;

pub use address::CameraAddress;
pub use frame::{Frame, PREVIEW_WIDTH};
pub use mjpeg::MjpegCamera;
#[cfg(feature = "native-camera")]
pub use native::NativeCamera;

/// Something that gives frames: a camera, a stream, or a test's pictures.
pub trait FrameSource: Send {
    /// The newest frame, waiting for one at most about `wait`; `None` when none came.
    ///
    /// Frames that nobody asked for in time are dropped: there is never a backlog.
    ///
    /// # Errors
    /// Why there are no frames. The next call tries to open the camera anew.
    fn next(&mut self, wait: Duration) -> Result<Option<Frame>, CameraError>;
}

/// Why a camera gives no frames.
#[derive(Debug, thiserror::Error)]
pub enum CameraError {
    /// Not an address: correct it.
    #[error("this is no camera address; it looks like http://192.168.1.20:8080/video")]
    BadAddress,
    /// An `https` address: use the `http` one.
    #[error("cameras are read over http; the address begins with {scheme}")]
    NotHttp {
        /// What the address begins with.
        scheme: String,
    },
    /// Nobody answers there: see that the camera is on, and in the same network.
    #[error("no camera answers at {host}; see that it is on, and in the same network")]
    Unreachable {
        /// Where it was looked for, as `host:port`.
        host: String,
        /// What the system says.
        source: io::Error,
    },
    /// The camera wants another name or password: put them into the address.
    #[error("{host} wants a name and password: http://name:password@{host}/…")]
    NeedsPassword {
        /// The camera, as `host:port`.
        host: String,
    },
    /// Somebody answers, but has nothing at this path: correct what follows the host.
    #[error("{host} answers {status} at this address; see that its path is right")]
    Refused {
        /// The camera, as `host:port`.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The address is of something else, such as the camera's own page: copy the address of the
    /// stream.
    #[error("{host} gives {content_type}, no pictures; use the address of the stream itself")]
    NotPictures {
        /// The camera, as `host:port`.
        host: String,
        /// What it gives, in its own words.
        content_type: String,
    },
    /// The camera answers, but not in the HTTP that is spoken here: it may be no camera.
    #[error("{host} does not speak HTTP as cameras do")]
    BadAnswer {
        /// The camera, as `host:port`.
        host: String,
    },
    /// The camera went away: see that it is plugged in or on; it is tried again.
    #[error("the connection to the camera broke")]
    Gone,
    /// The camera is open and gives nothing: see whether it sleeps.
    #[error("the camera sends no pictures")]
    Silent,
    /// Frame after frame cannot be decoded: choose MJPEG or YUYV in the camera's settings.
    #[error("the camera's pictures cannot be read")]
    BadPictures,
    /// No camera of this id is plugged in: plug it in, or choose another.
    #[error("the camera is not plugged in")]
    NotPluggedIn,
    /// Plugged in, but it does not open: close the other program that uses it, or allow this one
    /// to use cameras.
    #[error("the camera does not open; another program may be using it")]
    InUse,
    /// This program was built without cameras of its own: use one over HTTP.
    #[error("this program was built without plugged-in cameras; a camera over HTTP works")]
    NoNativeCameras,
}

/// A camera that is plugged into this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraName {
    /// What [`open_camera`] takes.
    pub id: String,
    /// What the camera calls itself.
    pub name: String,
}

/// The cameras plugged in now. None at all is an empty list.
#[cfg(feature = "native-camera")]
pub fn cameras() -> Vec<CameraName> {
    native::cameras()
}

/// The cameras plugged in now. None at all is an empty list.
#[cfg(not(feature = "native-camera"))]
pub fn cameras() -> Vec<CameraName> {
    Vec::new()
}

/// The source for a camera of [`cameras`] by its id. It opens when it is first asked for a frame.
///
/// # Errors
/// [`CameraError::NoNativeCameras`] in a build without the feature `native-camera`.
#[cfg(feature = "native-camera")]
pub fn open_camera(id: &str) -> Result<Box<dyn FrameSource>, CameraError> {
    Ok(Box::new(NativeCamera::new(id)))
}

/// The source for a camera of [`cameras`] by its id. It opens when it is first asked for a frame.
///
/// # Errors
/// [`CameraError::NoNativeCameras`] in a build without the feature `native-camera`.
#[cfg(not(feature = "native-camera"))]
pub fn open_camera(_id: &str) -> Result<Box<dyn FrameSource>, CameraError> {
    Err(CameraError::NoNativeCameras)
}
