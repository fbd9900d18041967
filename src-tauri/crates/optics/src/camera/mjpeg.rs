//! A camera over HTTP: a phone's or an IP camera's.

use std::io::{self, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::feed::Inlet;
use super::http::{Body, Head, read_head};
use super::live::{Live, Raw};
use super::multipart::{MAX_PART, PartError, Parts, declared_boundary};
use super::{CameraAddress, CameraError, Frame, FrameSource};

const CONNECT_WITHIN: Duration = Duration::from_secs(4);
/// The longest pause within a stream.
const READ_WITHIN: Duration = Duration::from_secs(6);
/// The shortest time between two asks for a single picture.
const BETWEEN_PICTURES: Duration = Duration::from_millis(50);

/// A camera that streams JPEG pictures over HTTP (`multipart/x-mixed-replace`), or gives
/// one at each ask (`image/jpeg`), in which case it is asked again and again.
pub struct MjpegCamera {
    address: CameraAddress,
    live: Live,
}

impl MjpegCamera {
    /// The camera at `address`; it connects when it is first asked for a frame.
    pub fn new(address: CameraAddress) -> Self {
        Self {
            address,
            live: Live::default(),
        }
    }
}

impl FrameSource for MjpegCamera {
    fn next(&mut self, wait: Duration) -> Result<Option<Frame>, CameraError> {
        let Self { address, live } = self;
        live.next(wait, || {
            let address = address.clone();
            move |inlet: &Inlet<Raw>| stream(&address, inlet)
        })
    }
}

/// Takes pictures until the camera fails or nobody listens.
fn stream(address: &CameraAddress, inlet: &Inlet<Raw>) -> Result<(), CameraError> {
    loop {
        let mut connection = BufReader::new(connect(address, inlet)?);
        let host = address.host();
        let head = read_head(&mut connection, &host)?;
        match kind(&head, host)? {
            Kind::Parts => {
                let boundary = declared_boundary(&head.content_type);
                let mut parts = Parts::new(Body::new(connection, &head), boundary);
                loop {
                    let part = parts.next().map_err(|why| part_error(&why, address))?;
                    if !inlet.put(Raw::Jpeg(part)) {
                        return Ok(());
                    }
                }
            }
            Kind::Picture => {
                let mut picture = Vec::new();
                Body::new(connection, &head)
                    .take(MAX_PART as u64)
                    .read_to_end(&mut picture)
                    .map_err(|error| io_error(&error))?;
                inlet.put(Raw::Jpeg(picture));
                if !inlet.wait_taken(BETWEEN_PICTURES) {
                    return Ok(());
                }
            }
        }
    }
}

enum Kind {
    Parts,
    Picture,
}

fn kind(head: &Head, host: String) -> Result<Kind, CameraError> {
    match head.status {
        200..=299 => {}
        401 => return Err(CameraError::NeedsPassword { host }),
        status => return Err(CameraError::Refused { host, status }),
    }
    let kind = head.content_type.split(';').next().unwrap_or("").trim();
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        return Ok(Kind::Parts);
    }
    if kind.eq_ignore_ascii_case("image/jpeg") || kind.eq_ignore_ascii_case("image/jpg") {
        return Ok(Kind::Picture);
    }
    Err(CameraError::NotPictures {
        host,
        content_type: match kind {
            "" => "something of no type".to_owned(),
            kind => kind.chars().take(60).collect(),
        },
    })
}

fn connect(address: &CameraAddress, inlet: &Inlet<Raw>) -> Result<TcpStream, CameraError> {
    let unreachable = |source: io::Error| CameraError::Unreachable {
        host: address.host(),
        source,
    };
    let mut why = io::Error::from(io::ErrorKind::NotFound);
    for target in address.target().to_socket_addrs().map_err(unreachable)? {
        match TcpStream::connect_timeout(&target, CONNECT_WITHIN) {
            Ok(mut connection) => {
                inlet.closes(&connection);
                connection
                    .set_read_timeout(Some(READ_WITHIN))
                    .and_then(|()| connection.set_write_timeout(Some(READ_WITHIN)))
                    .and_then(|()| connection.write_all(address.request().as_bytes()))
                    .map_err(|error| io_error(&error))?;
                return Ok(connection);
            }
            Err(error) => why = error,
        }
        if inlet.is_stopped() {
            break;
        }
    }
    Err(unreachable(why))
}

fn part_error(why: &PartError, address: &CameraAddress) -> CameraError {
    match why {
        PartError::End => CameraError::Gone,
        PartError::Malformed => CameraError::BadAnswer {
            host: address.host(),
        },
        PartError::Io(error) => io_error(error),
    }
}

fn io_error(error: &io::Error) -> CameraError {
    match error.kind() {
        // Which of the two a timeout gives depends on the system.
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => CameraError::Silent,
        _ => CameraError::Gone,
    }
}
