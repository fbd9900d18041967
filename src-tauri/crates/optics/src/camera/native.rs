//! Cameras plugged into this machine, through `nokhwa`.
//!
//! Kept thin: the machines that run the tests have no camera, so none has seen it work.

use std::time::Duration;

use nokhwa::Camera;
use nokhwa::pixel_format::LumaFormat;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, CameraInfo, FrameFormat, RequestedFormat,
    RequestedFormatType, Resolution,
};

use super::feed::Inlet;
use super::live::{Live, Raw};
use super::{CameraError, CameraName, Frame, FrameSource};

/// The size asked for: enough for a small code, and most cameras still give it at full rate.
const WANTED: Resolution = Resolution {
    width_x: 1280,
    height_y: 720,
};
const WANTED_RATE: u32 = 30;

/// A camera plugged into this machine.
pub struct NativeCamera {
    id: String,
    live: Live,
}

/// The cameras plugged in now.
pub(super) fn cameras() -> Vec<CameraName> {
    // Where cameras cannot even be asked for there are none.
    let found = nokhwa::query(ApiBackend::Auto).unwrap_or_default();
    let mut names: Vec<CameraName> = found
        .iter()
        .map(|camera| CameraName {
            id: id(camera),
            name: camera.human_name(),
        })
        .collect();
    names.dedup();
    names
}

/// What stays with a camera while others come and go: its own id where the system has one, else
/// its name and place.
fn id(camera: &CameraInfo) -> String {
    format!("{}@{}", camera.human_name(), camera.index())
}

impl NativeCamera {
    /// The camera with this id of [`cameras`](super::cameras); it opens when it is first asked for a
    /// frame.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            live: Live::default(),
        }
    }
}

impl FrameSource for NativeCamera {
    fn next(&mut self, wait: Duration) -> Result<Option<Frame>, CameraError> {
        let Self { id, live } = self;
        live.next(wait, || {
            let id = id.clone();
            move |inlet: &Inlet<Raw>| stream(&id, inlet)
        })
    }
}

/// Takes frames until the camera fails or nobody listens.
///
/// All of it happens in the feed's thread, since a camera may not move between threads everywhere.
fn stream(wanted: &str, inlet: &Inlet<Raw>) -> Result<(), CameraError> {
    let index = find(wanted).ok_or(CameraError::NotPluggedIn)?;
    let mut camera = open(index)?;
    loop {
        // An error of an open camera is, as a rule, that it was unplugged.
        let buffer = camera.frame().map_err(|_| CameraError::Gone)?;
        let Resolution { width_x, height_y } = buffer.resolution();
        let raw = match buffer.source_frame_format() {
            FrameFormat::MJPEG => Raw::Jpeg(buffer.buffer().to_vec()),
            FrameFormat::YUYV => Raw::Yuyv(width_x, height_y, buffer.buffer().to_vec()),
            _ => {
                let grey = buffer.decode_image::<LumaFormat>().ok();
                Raw::Grey(grey.and_then(|grey| {
                    image::GrayImage::from_raw(width_x, height_y, grey.into_raw())
                }))
            }
        };
        if !inlet.put(raw) {
            return Ok(());
        }
    }
}

/// The camera with this id; where its place changed, one of the same name.
fn find(wanted: &str) -> Option<CameraIndex> {
    let found = nokhwa::query(ApiBackend::Auto).ok()?;
    let name = wanted.rsplit_once('@').map_or(wanted, |(name, _)| name);
    found
        .iter()
        .find(|camera| id(camera) == wanted)
        .or_else(|| found.iter().find(|camera| camera.human_name() == name))
        .map(|camera| camera.index().clone())
}

fn open(index: CameraIndex) -> Result<Camera, CameraError> {
    let wishes = [FrameFormat::MJPEG, FrameFormat::YUYV]
        .map(|format| RequestedFormatType::Closest(CameraFormat::new(WANTED, format, WANTED_RATE)));
    for wish in wishes
        .into_iter()
        .chain([RequestedFormatType::AbsoluteHighestFrameRate])
    {
        let request = RequestedFormat::new::<LumaFormat>(wish);
        if let Ok(mut camera) = Camera::new(index.clone(), request)
            && camera.open_stream().is_ok()
        {
            return Ok(camera);
        }
    }
    Err(CameraError::InUse)
}
