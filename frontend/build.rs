//! Strings of a part of the client travel with that part: the linker must not merge them into one block first.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--no-merge-data-segments");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
