//! The least that a window of Tauri is: an empty page, with the settings of the desk's. The bench
//! `window` puts it beside the desk.

#![allow(clippy::expect_used, reason = "the bench sees it fail")]

use tauri::{
    WebviewUrl, WebviewWindowBuilder,
    http::{Response, header::CONTENT_TYPE},
};

const PAGE: &str = "<!doctype html><title>Empty</title><p data-testid=\"empty\">Empty</p>";

fn main() {
    let folder = std::env::var_os("LANYARD_DATA").expect("the bench names a folder");
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = Response::builder().header(CONTENT_TYPE, "text/html");
            page.body(PAGE.as_bytes()).expect("a page has a head")
        })
        .setup(move |app| {
            let url = "empty://localhost/".parse().expect("it is an address");
            WebviewWindowBuilder::new(app, "desk", WebviewUrl::CustomProtocol(url))
                .title("Empty")
                .data_directory(folder.into())
                .inner_size(1366.0, 768.0)
                .min_inner_size(1024.0, 600.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("the window opens");
}
