//! The built pages are embedded; when they change, so does this crate.

fn main() {
    println!("cargo::rerun-if-changed=../../../ui/dist");
}
