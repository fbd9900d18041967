//! What the fuzzer found worth keeping is read once more by every test run.

#[path = "../../../../tests/fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "it is the fuzzer's library too")]
mod targets;

use std::{fs, io, path::Path};

fn each(target: &str, ask: fn(&[u8])) -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz/corpus");
    let mut asked = 0;
    for file in fs::read_dir(corpus.join(target))? {
        ask(&fs::read(file?.path())?);
        asked += 1;
    }
    assert!(asked > 5, "{target} has a corpus");
    Ok(())
}

#[test]
fn lists_of_text() -> io::Result<()> {
    each("text", targets::text)
}

#[test]
fn workbooks() -> io::Result<()> {
    each("workbook", targets::workbook)
}

#[test]
fn parts_of_workbooks() -> io::Result<()> {
    each("sheet", targets::sheet)
}

#[test]
fn codes() -> io::Result<()> {
    each("code", targets::code)
}
