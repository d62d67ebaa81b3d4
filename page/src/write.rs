//! Writes the page: builds the engine for the browser, packs it, and puts it into one file.
//!
//! `cargo run --package deriv-page --bin page -- deriv.html`

use sha2::{Digest, Sha256};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use zopfli::{Format, Options};

/// What browsers run.
const TARGET: &str = "wasm32-unknown-unknown";

/// Largest page, in bytes.
const MAX_PAGE: usize = 1_000_000;

/// How often the packer looks for something shorter: what further rounds gain is below a thousandth.
const ROUNDS: NonZeroU64 = NonZeroU64::new(25).expect("it is above 0");

/// Blocks with a code of their own: more than the usual 15 are 3 kB less.
const BLOCKS: u16 = 240;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

fn main() -> ExitCode {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "deriv.html".to_owned());
    match written(&path) {
        Ok((page, engine)) => {
            println!("wrote {path}: {page} bytes, the engine {engine} before it was packed");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn written(path: &str) -> Result<(usize, usize), String> {
    let engine = engine()?;
    let page = page(&engine)?;
    if page.len() > MAX_PAGE {
        return Err(format!(
            "the page has {} bytes, more than {MAX_PAGE}",
            page.len()
        ));
    }
    std::fs::write(path, &page).map_err(|error| format!("{path}: {error}"))?;
    Ok((page.len(), engine.len()))
}

/// Builds the engine and reads it.
fn engine() -> Result<Vec<u8>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(&root)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags())
        .args(["build", "--package", "deriv-page", "--lib"])
        .args(["--profile", "page", "--target", TARGET])
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !built.success() {
        return Err(format!(
            "the engine was not built; is the target there? rustup target add {TARGET}"
        ));
    }
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let path = target.join(TARGET).join("page/deriv_page.wasm");
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// What the engine is built with: the places of its parts in messages are the same on every machine.
fn flags() -> String {
    /// The linker leaves five bytes for each number of a function, most of which need two: 22 kB of a page.
    const SHORT_NUMBERS: [&str; 2] = [
        "-Clink-arg=--compress-relocations",
        "-Clink-arg=--strip-all",
    ];
    let mut flags = SHORT_NUMBERS.map(str::to_owned).to_vec();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    for registry in registries.into_iter().flatten().flatten() {
        let path = registry.path();
        // A path with a blank can't be said in flags.
        if let Some(path) = path.to_str().filter(|path| !path.contains(' ')) {
            flags.push(format!("--remap-path-prefix={path}/="));
        }
    }
    flags.join(" ")
}

/// The whole page with the engine in it.
fn page(engine: &[u8]) -> Result<String, String> {
    let mut packed = Vec::new();
    let packing = Options {
        iteration_count: ROUNDS,
        maximum_block_splits: BLOCKS,
        ..Options::default()
    };
    zopfli::compress(packing, Format::Gzip, engine, &mut packed)
        .map_err(|error| format!("the engine was not packed: {error}"))?;
    let style = STYLE
        .replace("/*LIGHT*/", deriv::picture::svg::LIGHT)
        .replace("/*DARK*/", deriv::picture::svg::DARK);
    let script = lines(SCRIPT)
        .replace("ENGINE_LENGTH", &packed.len().to_string())
        .replace("ENGINE", &dense(&packed));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(script.as_bytes())),
        base64(&Sha256::digest(style.as_bytes())),
    );
    Ok(TEMPLATE
        .replace("POLICY", &policy)
        .replace("STYLE", &style)
        .replace("SCRIPT", &script))
}

/// A script without what stands in it for who reads it here: indentation, and lines that only comment.
fn lines(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

/// Characters that a string of a script in a page can't hold as they are; the script has the same.
const ILLEGAL: [u8; 6] = [0, b'\n', b'\r', b'"', b'\\', b'<'];

/// Bytes as text, 7 bits a character: 1/7 longer where base64 is 1/3 longer, which is 150 kB of a page.
/// A character that is illegal becomes one of two bytes, which holds the 7 bits after it too
/// (K. Albertson, "Base-122 encoding", 2016).
fn dense(bytes: &[u8]) -> String {
    let count = (bytes.len() * 8).div_ceil(7);
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let seven = |k: usize| (0..7).fold(0u8, |all, at| all << 1 | bit(7 * k + at));
    let mut text = String::with_capacity(count + count / 16);
    let mut k = 0;
    while k < count {
        let own = seven(k);
        match ILLEGAL.iter().position(|illegal| *illegal == own) {
            None => text.push(char::from(own)),
            Some(which) => {
                k += 1;
                let code = (which as u32) << 8 | 0x80 | u32::from(seven(k));
                text.push(char::from_u32(code).expect("it is below 0x800"));
            }
        }
        k += 1;
    }
    text
}

/// Bytes as text: RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut bits = 0u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    text
}
