//! The address of a camera over HTTP.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::Uri;
use percent_encoding::percent_decode_str;

use super::CameraError;

/// Where a camera over HTTP is: `http://[name:password@]host[:port]/path`.
#[derive(Clone, PartialEq, Eq)]
pub struct CameraAddress {
    host: String,
    port: u16,
    path: String,
    /// The value of the header `Authorization`.
    authorization: Option<String>,
}

impl CameraAddress {
    /// The camera as `host:port`, without name and password.
    pub fn host(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Host and port for a connection.
    pub(super) fn target(&self) -> (&str, u16) {
        (
            self.host.trim_start_matches('[').trim_end_matches(']'),
            self.port,
        )
    }

    /// The whole request, which also ends the connection afterwards.
    pub(super) fn request(&self) -> String {
        let mut request = format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nAccept: multipart/x-mixed-replace, image/jpeg, */*;q=0.5\r\n\
             Connection: close\r\nUser-Agent: lanyard\r\n",
            self.path,
            self.host(),
        );
        if let Some(authorization) = &self.authorization {
            request += &format!("Authorization: {authorization}\r\n");
        }
        request + "\r\n"
    }
}

impl FromStr for CameraAddress {
    type Err = CameraError;

    /// # Errors
    /// [`CameraError::BadAddress`] and [`CameraError::NotHttp`].
    fn from_str(text: &str) -> Result<Self, CameraError> {
        let text = text.trim();
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        let uri: Uri = with_scheme.parse().map_err(|_| CameraError::BadAddress)?;
        match uri.scheme_str() {
            Some("http") => {}
            Some(other) => {
                return Err(CameraError::NotHttp {
                    scheme: other.to_owned(),
                });
            }
            None => return Err(CameraError::BadAddress),
        }
        let authority = uri.authority().ok_or(CameraError::BadAddress)?;
        if authority.host().is_empty() {
            return Err(CameraError::BadAddress);
        }
        let authorization = authority.as_str().rsplit_once('@').map(|(user, _)| {
            let user: Vec<u8> = percent_decode_str(user).collect();
            format!("Basic {}", BASE64_STANDARD.encode(user))
        });
        Ok(Self {
            host: authority.host().to_owned(),
            port: authority.port_u16().unwrap_or(80),
            path: uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            authorization,
        })
    }
}

impl fmt::Debug for CameraAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Path and password may both open the camera to whoever reads a log.
        write!(f, "CameraAddress({})", self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        let address: CameraAddress = " 192.168.1.20:8080/video ".parse().unwrap();
        assert_eq!(address.host(), "192.168.1.20:8080");
        assert!(address.request().starts_with("GET /video HTTP/1.1\r\n"));
        let address: CameraAddress = "http://[::1]/a?b=c".parse().unwrap();
        assert_eq!(address.target(), ("::1", 80));
        assert!(address.request().contains("GET /a?b=c "));
        assert!(address.request().contains("Host: [::1]:80\r\n"));
    }

    #[test]
    fn takes_name_and_password_from_the_address_and_keeps_them_from_logs() {
        let address: CameraAddress = "http://door:p%40ss@camera.local/".parse().unwrap();
        assert!(
            address
                .request()
                .contains("Authorization: Basic ZG9vcjpwQHNz\r\n"),
            "door:p@ss in base64"
        );
        assert_eq!(format!("{address:?}"), "CameraAddress(camera.local:80)");
    }

    #[test]
    fn refuses_what_is_no_camera_address() {
        for text in [
            "",
            "   ",
            "http://",
            "http:///video",
            "two words",
            "http://a b/",
        ] {
            assert!(
                matches!(text.parse::<CameraAddress>(), Err(CameraError::BadAddress)),
                "{text:?}"
            );
        }
        for text in ["https://camera/", "rtsp://camera/live"] {
            assert!(
                matches!(
                    text.parse::<CameraAddress>(),
                    Err(CameraError::NotHttp { .. })
                ),
                "{text}"
            );
        }
    }
}
