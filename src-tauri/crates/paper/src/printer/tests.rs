use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use ipp::model::{DelimiterTag, IppVersion};

use super::said::{STATE, printer_state};
use super::*;

/// Something on the network that says `answer` to everybody, or nothing at all.
fn listener(answer: Option<&'static [u8]>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if let Some(answer) = answer {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request);
                let _ = stream.write_all(answer);
            } else {
                open.push(stream);
            }
        }
    });
    address
}

fn state_at(address: SocketAddr) -> Result<PrinterState, PrinterError> {
    let patience = Patience {
        connect: Duration::from_millis(300),
        total: Duration::from_millis(300),
    };
    Printer::with_patience(&format!("ipp://{address}/ipp/print"), patience)
        .unwrap()
        .state()
}

#[test]
fn only_ipp_addresses_are_addresses() {
    for address in [
        "",
        "printer",
        "ipp://",
        "/dev/usb/lp0",
        "ipp:///ipp/print",
        "ipp://a b/",
    ] {
        let error = Printer::at(address).unwrap_err();
        assert!(
            matches!(error, PrinterError::Address { .. }),
            "{address:?}: {error}"
        );
    }
    for address in [
        "ipps://printer.local/ipp/print",
        "socket://printer.local:9100",
    ] {
        let error = Printer::at(address).unwrap_err();
        assert!(
            matches!(error, PrinterError::Scheme { .. }),
            "{address}: {error}"
        );
    }
    let printer = Printer::at(" ipp://printer.local/ipp/print ").unwrap();
    assert_eq!(printer.uri(), "ipp://printer.local/ipp/print");
    assert_eq!(printer.url, "http://printer.local:631/ipp/print");
    let printer = Printer::at("ipp://[fe80::1]:8631/ipp/print").unwrap();
    assert_eq!(printer.url, "http://[fe80::1]:8631/ipp/print");
}

#[test]
fn whoever_does_not_answer_is_unreachable_or_too_slow() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let error = state_at(nobody.unwrap()).unwrap_err();
    assert!(
        matches!(error, PrinterError::Unreachable { .. }),
        "nobody listens there: {error:?}"
    );
    let error = state_at(listener(None)).unwrap_err();
    assert!(
        matches!(error, PrinterError::TooSlow { .. }),
        "it listens and says nothing: {error:?}"
    );
}

#[test]
fn what_is_no_printer_is_known_as_such() {
    let told = |answer| state_at(listener(Some(answer))).unwrap_err();
    for answer in [
        &b"SSH-2.0-OpenSSH_9.2\r\n"[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
        b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    ] {
        let error = told(answer);
        assert!(
            matches!(error, PrinterError::NotIpp { .. }),
            "{}: {error:?}",
            String::from_utf8_lossy(answer)
        );
    }
    assert!(matches!(
        told(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
        PrinterError::NotAllowed { .. }
    ));
    assert!(matches!(
        told(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        PrinterError::NoSuchPrinter { .. }
    ));
}

#[test]
fn reasons_are_troubles() {
    let troubles = |reasons: &[&str]| {
        let mut answer =
            IppRequestResponse::new_response(IppVersion::v1_1(), StatusCode::SuccessfulOk, 1)
                .unwrap();
        let reasons = reasons
            .iter()
            .map(|&reason| IppValue::Keyword(reason.to_owned().try_into().unwrap()))
            .collect();
        answer.attributes_mut().add(
            DelimiterTag::PrinterAttributes,
            IppAttribute::with_name(STATE[1], IppValue::Array(reasons)).unwrap(),
        );
        printer_state(&answer)
    };
    assert_eq!(troubles(&["none"]).troubles, []);
    assert_eq!(
        troubles(&[
            "wifi-not-configured-report",
            "cups-waiting-for-job-completed"
        ])
        .troubles,
        [],
        "what is only reported is no trouble"
    );
    let state = troubles(&["toner-low-warning", "door-open-error", "cover-open"]);
    assert_eq!(state.troubles, [Trouble::CoverOpen, Trouble::InkLow]);
    assert!(!state.can_print(), "somebody has to close it");
    assert!(troubles(&["media-low-report"]).can_print());
    let odd = troubles(&["fuser-over-temp-error"]);
    assert_eq!(
        odd.troubles,
        [Trouble::Other("fuser-over-temp-error".to_owned())]
    );
    assert!(odd.troubles[0].to_string().contains("fuser-over-temp"));
}

#[test]
fn a_job_name_is_cut_between_letters() {
    let name = shortened(&"ä".repeat(200));
    assert_eq!(name, "ä".repeat(127));
    assert_eq!(shortened("Badge\n 12"), "Badge 12");
}
