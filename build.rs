//! Links the program at a fixed address where the linker is known to do so.
//!
//! A program that may stand anywhere has each address in its tables and texts filled in at every
//! start: 90,000 instructions of 580,000 (benches/README.md), and more with every new table. What a
//! fixed address gives up, guards against memory errors that safe code does not have.

// What a build script prints is what it tells the compiler.
#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|found| found == wanted);
    if is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
