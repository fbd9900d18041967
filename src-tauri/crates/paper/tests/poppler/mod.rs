//! What a PDF looks like to others: poppler's programs, which `tools/setup.sh test` installs.

use std::path::Path;
use std::process::Command;

use image::RgbImage;

/// What each page says.
pub(crate) fn texts(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = output("pdftotext", &["-layout".as_ref(), &file, "-".as_ref()]);
    text.trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(str::to_owned)
        .collect()
}

/// Each page, drawn with a pixel a point.
pub(crate) fn pictures(pdf: &[u8]) -> Vec<RgbImage> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    let prefix = folder.path().join("page");
    let arguments = ["-r", "72", "-png"].map(Path::new);
    output("pdftoppm", &[&arguments[..], &[&file, &prefix]].concat());
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| image::open(file).unwrap().to_rgb8())
        .collect()
}

fn output(program: &str, arguments: &[&Path]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program} of poppler-utils, which tools/setup.sh test installs: {error}")
    });
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
