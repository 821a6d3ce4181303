//! The site's files become part of the program: it is built anew when they change.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Without them, as in checks and tests, there is nothing to watch.
    if Path::new("../site").exists() {
        println!("cargo::rerun-if-changed=../site");
    }
}
