//! A camera over HTTP: a real server streams pictures of tickets, and the desk admits them.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use image::{ImageFormat, codecs::jpeg::JpegEncoder};
use lanyard_tests::{IssuedTicket, Key, Machine};

use crate::{open_on, shot};

/// A camera on the network (`multipart/x-mixed-replace`): shows one picture until it is told to
/// show the next.
struct Camera {
    address: String,
    shows: Arc<AtomicUsize>,
}

impl Camera {
    fn of(pictures: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/video", listener.local_addr().unwrap());
        let shows = Arc::new(AtomicUsize::new(0));
        let (pictures, shown) = (Arc::new(pictures), Arc::clone(&shows));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (pictures, shown) = (Arc::clone(&pictures), Arc::clone(&shown));
                thread::spawn(move || {
                    // The desk hangs up when it has seen enough.
                    let _ = stream(client, &pictures, &shown);
                });
            }
        });
        Self { address, shows }
    }

    fn show(&self, picture: usize) {
        self.shows.store(picture, Ordering::Relaxed);
    }
}

fn stream(mut client: TcpStream, pictures: &[Vec<u8>], shows: &AtomicUsize) -> std::io::Result<()> {
    let _ = client.read(&mut [0; 1024])?;
    client.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n",
    )?;
    loop {
        let picture = &pictures[shows.load(Ordering::Relaxed)];
        write!(
            client,
            "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
            picture.len()
        )?;
        client.write_all(picture)?;
        client.write_all(b"\r\n")?;
        thread::sleep(Duration::from_millis(80));
    }
}

/// A frame of a camera, with these tickets held into it.
fn frame(tickets: &[&IssuedTicket]) -> Vec<u8> {
    let mut frame = image::RgbImage::from_fn(1280, 720, |x, y| {
        let shade = 90 + ((x / 16 + y / 9) % 40) as u8;
        image::Rgb([shade, shade, shade + 10])
    });
    for (nth, ticket) in tickets.iter().enumerate() {
        let picture = image::open(&ticket.file).unwrap().to_rgb8();
        let scale = 640.0 / picture.height() as f32;
        let width = (picture.width() as f32 * scale) as u32;
        let small = image::imageops::thumbnail(&picture, width, 640);
        image::imageops::overlay(&mut frame, &small, 120 + 600 * nth as i64, 40);
    }
    let mut jpeg = Vec::new();
    frame
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 80))
        .unwrap();
    assert_eq!(image::guess_format(&jpeg).unwrap(), ImageFormat::Jpeg);
    jpeg
}

#[test]
fn a_camera_on_the_network_admits_each_ticket_once() {
    let machine = Machine::with_list("name\nAda Lovelace\nBéla Bartók\n");
    let tickets = machine.issue("tickets", "png", &[]);
    let pictures = vec![frame(&[]), frame(&[&tickets[0]]), frame(&[&tickets[1]])];
    let camera = Camera::of(pictures);
    let open = open_on(machine, tickets.clone());
    let desk = &open.desk;
    desk.press_ctrl('k');
    desk.there("camera");
    desk.fill("camera-address", &camera.address);
    desk.press(Key::Enter);
    desk.wait("the camera's picture", || {
        desk.attribute("camera", "data-state").as_deref() == Some("live")
    });
    for (picture, ticket) in [(1, &tickets[0]), (2, &tickets[1])] {
        camera.show(picture);
        desk.verdict("admitted");
        desk.shows("verdict-name", &ticket.name);
        desk.there("outline");
        desk.picture(&shot(&format!("camera-{picture}")));
        desk.verdict("ready");
    }
    // Held there for seconds, each is one scan.
    assert_eq!(open.machine.log().len(), 2, "{:?}", open.machine.log());
    desk.press_ctrl('k');
    desk.gone("camera");
}
