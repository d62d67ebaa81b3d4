//! The border to the browser: bytes in, bytes out, one at a time.
//!
//! wasm-bindgen would do the same with a tool of its own to build the page, and 20 kB of script; no
//! pointer crosses this border, so nothing here can be misused. A picture of 10 kB takes 10,000 calls,
//! which is a tenth of a millisecond.

// A function that is seen from outside needs the attribute; nothing else here is unsafe.
#![allow(unsafe_code)]
// What the browser calls is seen from outside of the crate only.
#![allow(unreachable_pub)]

use crate::Engine;
use std::cell::RefCell;

/// What was asked so far, the engine, and its answer.
#[derive(Default)]
struct Border {
    question: Vec<u8>,
    answer: Vec<u8>,
    engine: Engine,
}

thread_local! {
    static BORDER: RefCell<Border> = RefCell::default();
}

/// Takes the next byte of the question.
#[unsafe(no_mangle)]
pub extern "C" fn give(byte: u32) {
    BORDER.with_borrow_mut(|border| border.question.push(byte as u8));
}

/// Answers the question. Gives the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> u32 {
    BORDER.with_borrow_mut(|border| {
        let question = std::mem::take(&mut border.question);
        let question = String::from_utf8_lossy(&question);
        border.answer = border.engine.answer(&question).into_bytes();
        border.answer.len() as u32
    })
}

/// A byte of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn take(at: u32) -> u32 {
    BORDER.with_borrow(|border| {
        border
            .answer
            .get(at as usize)
            .map_or(0, |byte| u32::from(*byte))
    })
}
