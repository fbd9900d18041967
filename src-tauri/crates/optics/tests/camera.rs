//! A real camera over HTTP: a server on the loopback streams pictures of tickets, and the watch
//! loop gives each once.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test may fail like the test"
)]

use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use lanyard_optics::{
    CameraAddress, CameraError, Frame, FrameSource, Level, MjpegCamera, Preview, Report, ViewState,
    Viewer, cameras, draw, open_camera, watch,
};

const PATIENCE: Duration = Duration::from_secs(30);
const FRAME: (u32, u32) = (1280, 720);

fn ticket(number: usize) -> String {
    format!("LY1:{number:0>117}")
}

/// A JPEG of a frame with the codes of these texts around these points.
fn frame(codes: &[(&str, (i64, i64))]) -> Vec<u8> {
    let mut frame = GrayImage::from_fn(FRAME.0, FRAME.1, |x, y| {
        Luma([90 + ((x / 7 + y / 5) % 23) as u8])
    });
    for (text, (x, y)) in codes {
        let code = draw(text, Level::M).unwrap().to_luma(6);
        let half = i64::from(code.width() / 2);
        imageops::overlay(&mut frame, &code, x - half, y - half);
    }
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(frame)
        .to_rgb8()
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// Serves each connection with the next of `answers`, giving it the head of the request.
fn serve<A>(answers: Vec<A>) -> CameraAddress
where
    A: FnOnce(TcpStream, String) -> std::io::Result<()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for answer in answers {
            let (connection, _) = listener.accept().unwrap();
            let mut request = String::new();
            let mut lines = BufReader::new(connection.try_clone().unwrap());
            while lines.read_line(&mut request).unwrap() > 2 {}
            // Whoever watches may be gone already.
            let _ = answer(connection, request);
        }
    });
    format!("http://{address}/video").parse().unwrap()
}

fn stream_head(connection: &mut TcpStream) -> std::io::Result<()> {
    connection.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n",
    )
}

/// Sends `picture` for `time` at about 25 a second.
fn show(connection: &mut TcpStream, picture: &[u8], time: Duration) -> std::io::Result<()> {
    let until = Instant::now() + time;
    while Instant::now() < until {
        write!(
            connection,
            "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
            picture.len()
        )?;
        connection.write_all(picture)?;
        connection.write_all(b"\r\n")?;
        thread::sleep(Duration::from_millis(40));
    }
    Ok(())
}

fn watched(address: CameraAddress) -> (Viewer, Receiver<Report>) {
    let (reports, seen) = channel();
    let viewer = watch(MjpegCamera::new(address), move |report| {
        // The test may have seen enough.
        let _ = reports.send(report);
    });
    (viewer.unwrap(), seen)
}

/// What is reported until `enough` holds.
fn reports_until(seen: &Receiver<Report>, enough: impl Fn(&[Report]) -> bool) -> Vec<Report> {
    let until = Instant::now() + PATIENCE;
    let mut reports = Vec::new();
    while !enough(&reports) {
        let left = until.saturating_duration_since(Instant::now());
        match seen.recv_timeout(left) {
            Ok(report) => reports.push(report),
            Err(_) => panic!("nothing more came after {reports:?}"),
        }
    }
    reports
}

fn scans(reports: &[Report]) -> Vec<String> {
    let scan = |report: &Report| match report {
        Report::Scan(scan) => Some(scan.text.clone()),
        _ => None,
    };
    reports.iter().filter_map(scan).collect()
}

fn lost(reports: &[Report]) -> Vec<String> {
    let lost = |report: &Report| match report {
        Report::State(ViewState::Lost(why)) => Some(why.to_string()),
        _ => None,
    };
    reports.iter().filter_map(lost).collect()
}

fn last_preview(reports: &[Report]) -> Option<&Preview> {
    reports.iter().rev().find_map(|report| match report {
        Report::Preview(preview) => Some(preview),
        _ => None,
    })
}

/// Says to the test when a server has shown all it has.
struct Shown(Sender<()>);

impl Drop for Shown {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[test]
fn each_ticket_is_given_once_and_in_order_across_a_cut_connection() {
    let half_second = Duration::from_millis(500);
    let answer = move |numbers: std::ops::Range<usize>| {
        move |mut connection: TcpStream, _| {
            stream_head(&mut connection)?;
            for number in numbers {
                let picture = frame(&[(&ticket(number), (640, 360))]);
                show(&mut connection, &picture, half_second)?;
            }
            // Cut within a part, as a phone does that leaves the network.
            connection.write_all(b"--frame\r\nContent-Length: 5000\r\n\r\ncut")
        }
    };
    let address = serve(vec![answer(0..4), answer(4..6)]);
    let (viewer, seen) = watched(address);
    let reports = reports_until(&seen, |reports| lost(reports).len() == 2);
    drop(viewer);
    let expected: Vec<String> = (0..6).map(ticket).collect();
    assert_eq!(scans(&reports), expected);
    assert_eq!(
        lost(&reports),
        [CameraError::Gone.to_string(), CameraError::Gone.to_string()]
    );
    assert!(matches!(reports[0], Report::State(ViewState::Opening)));
    let (width, height) = FRAME;
    assert!(
        reports.iter().any(|report| matches!(
            report,
            Report::State(ViewState::Live { width: w, height: h }) if (*w, *h) == (width, height)
        )),
        "it was live at its full size"
    );
}

#[test]
fn of_two_codes_the_middle_one_is_given_and_outlined() {
    let (done, shown) = channel();
    let (middle, aside) = (ticket(1), ticket(2));
    let address = serve(vec![move |mut connection: TcpStream, _| {
        let _shown = Shown(done);
        let picture = frame(&[(&aside, (200, 300)), (&middle, (660, 360))]);
        stream_head(&mut connection)?;
        show(&mut connection, &picture, Duration::from_secs(2))
    }]);
    let (viewer, seen) = watched(address);
    shown.recv_timeout(PATIENCE).unwrap();
    drop(viewer);
    let reports: Vec<Report> = seen.try_iter().collect();
    assert_eq!(scans(&reports), [ticket(1)]);

    let preview = last_preview(&reports).unwrap();
    assert_eq!((preview.width, preview.height), (640, 360));
    let jpeg = image::load_from_memory(&preview.jpeg).unwrap();
    assert_eq!((jpeg.width(), jpeg.height()), (640, 360));
    assert_eq!(preview.outline.len(), 4);
    // 37 modules of 6 pixels around (660, 360).
    let corner = (549.0 / 1280.0, 249.0 / 720.0);
    let (x, y) = preview.outline[0];
    assert!(
        (x - corner.0).abs() < 0.01 && (y - corner.1).abs() < 0.02,
        "the outline begins at the code's corner: {:?}",
        preview.outline
    );
}

#[test]
fn a_camera_of_single_pictures_is_asked_again_and_again() {
    let answers = (0..3).map(|number| {
        move |mut connection: TcpStream, _| {
            let picture = frame(&[(&ticket(number), (640, 360))]);
            write!(
                connection,
                "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
                picture.len()
            )?;
            connection.write_all(&picture)
        }
    });
    let (viewer, seen) = watched(serve(answers.collect()));
    let reports = reports_until(&seen, |reports| scans(reports).len() == 3);
    drop(viewer);
    assert_eq!(scans(&reports), [ticket(0), ticket(1), ticket(2)]);
}

#[test]
fn no_frame_waits_in_a_queue() {
    let (done, shown) = channel();
    let address = serve(vec![move |mut connection: TcpStream, _| {
        let _shown = Shown(done);
        stream_head(&mut connection)?;
        for number in 0..20 {
            let picture = frame(&[(&ticket(number), (640, 360))]);
            show(&mut connection, &picture, Duration::from_millis(1))?;
        }
        thread::sleep(Duration::from_millis(200));
        Ok(())
    }]);
    let mut camera = MjpegCamera::new(address);
    // Opens it, and then does not look for a while.
    let _ = camera.next(Duration::from_millis(1)).unwrap();
    shown.recv_timeout(PATIENCE).unwrap();
    let frame = camera.next(PATIENCE).unwrap().unwrap();
    assert_eq!(lanyard_optics::read_frame(&frame.grey)[0].text, ticket(19));
}

#[test]
fn name_and_password_go_to_the_camera() {
    let (requests, asked) = channel();
    let address = serve(vec![move |mut connection: TcpStream, request: String| {
        requests.send(request).unwrap();
        connection.write_all(b"HTTP/1.1 401 Unauthorized\r\n\r\n")
    }]);
    let with_password = format!("http://door:secret@{}/video", address.host());
    let mut camera = MjpegCamera::new(with_password.parse().unwrap());
    let error = loop {
        match camera.next(PATIENCE) {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert!(matches!(error, CameraError::NeedsPassword { .. }));
    assert!(!error.to_string().contains("secret"));
    let request = asked.recv().unwrap();
    assert!(request.contains("Authorization: Basic ZG9vcjpzZWNyZXQ=\r\n"));
}

#[test]
fn tells_apart_why_a_camera_gives_nothing() {
    let answers = [
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html>",
        "220 smtp.example ready\r\n\r\n",
        "",
    ];
    let address = serve(
        answers
            .into_iter()
            .map(|answer| {
                move |mut connection: TcpStream, _| connection.write_all(answer.as_bytes())
            })
            .collect(),
    );
    let host = address.host();
    let mut camera = MjpegCamera::new(address);
    let mut error = || loop {
        if let Err(error) = camera.next(PATIENCE) {
            return error;
        }
    };
    let errors: Vec<CameraError> = answers.iter().map(|_| error()).collect();
    assert!(matches!(
        errors[0],
        CameraError::Refused { status: 404, .. }
    ));
    assert!(
        matches!(&errors[1], CameraError::NotPictures { content_type, .. } if content_type == "text/html")
    );
    assert!(matches!(errors[2], CameraError::BadAnswer { .. }));
    assert!(matches!(errors[3], CameraError::Gone));
    // Now nobody listens any more; the system may still take one connection.
    let last = [error(), error()];
    assert!(matches!(&last[1], CameraError::Unreachable { host: at, .. } if *at == host));
}

#[test]
fn a_viewer_stops_at_once_and_lets_the_camera_go() {
    let (done, gone) = channel();
    let address = serve(vec![move |mut connection: TcpStream, _| {
        let _done = Shown(done);
        stream_head(&mut connection)?;
        // Fails as soon as the other side is closed.
        show(&mut connection, &frame(&[]), PATIENCE)
    }]);
    let (viewer, seen) = watched(address);
    reports_until(&seen, |reports| last_preview(reports).is_some());
    drop(viewer);
    assert!(
        matches!(
            seen.iter().last(),
            None | Some(Report::Preview(_) | Report::State(_))
        ),
        "the reports end"
    );
    gone.recv_timeout(PATIENCE / 2)
        .expect("the connection is closed");
}

/// A source that gives what it was told to.
struct Gives(Vec<Result<Option<Frame>, CameraError>>);

impl FrameSource for Gives {
    fn next(&mut self, wait: Duration) -> Result<Option<Frame>, CameraError> {
        self.0.pop().unwrap_or_else(|| {
            thread::sleep(wait);
            Ok(None)
        })
    }
}

#[test]
fn that_it_is_lost_is_said_at_each_try() {
    let live = || Ok(Some(Frame::grey(GrayImage::new(64, 48))));
    let mut gives = vec![
        Err(CameraError::NotPluggedIn),
        Err(CameraError::NotPluggedIn),
        live(),
        Err(CameraError::NotPluggedIn),
        live(),
    ];
    gives.reverse();
    let (reports, seen) = channel();
    let viewer = watch(Gives(gives), move |report| {
        if let Report::State(state) = report {
            let _ = reports.send(state);
        }
    });
    let mut states = Vec::new();
    while states.len() < 6 {
        states.push(seen.recv_timeout(PATIENCE).unwrap());
    }
    drop(viewer);
    assert!(matches!(
        states[..],
        [
            ViewState::Opening,
            ViewState::Lost(_),
            ViewState::Lost(_),
            ViewState::Live { .. },
            ViewState::Lost(_),
            ViewState::Live { .. },
        ]
    ));
}

#[test]
fn a_machine_without_cameras_has_none() {
    // Where the machine that runs this has one, it has a name.
    assert!(cameras().iter().all(|camera| !camera.name.is_empty()));
    match open_camera("none of this name") {
        Ok(mut camera) => {
            let error = loop {
                match camera.next(PATIENCE) {
                    Ok(_) => {}
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, CameraError::NotPluggedIn));
        }
        Err(error) => assert!(matches!(error, CameraError::NoNativeCameras)),
    }
}
