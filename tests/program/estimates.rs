//! `slope --method`: an estimate in doubles with its true error, in every view.

use super::run::{ran, subcommand, words};

/// Arguments after `slope`, the status, stdout and the first line of stderr.
type Row = (&'static str, i32, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "w^2 --at 3 --method central",
        0,
        "6\n  central difference in doubles, step 0.0000182\n  its own estimate of the error  3.3e-10\n  \
         its true error                 0: the slope is 6\n",
        "",
    ),
    (
        "w^2 --at 3 --method forward -q",
        0,
        "6.00000003973643\n",
        "",
    ),
    (
        "w^2 --at 3 --method backward -q",
        0,
        "5.99999996026357\n",
        "",
    ),
    ("w^2 --at 3 --method richardson -q", 0, "6\n", ""),
    // The exact slope has no step and no error.
    ("w^2 --at 3 --method exact", 0, "6\n", ""),
    ("w^2 --at 3 --method forward --step 1/2 -q", 0, "6.5\n", ""),
    (
        "w^2 --at 3 --method backward --step 0.5",
        0,
        "5.5\n  backward difference in doubles, step 0.5\n  its own estimate of the error  0.5\n  its \
         true error                 0.5: the slope is 6\n",
        "",
    ),
    (
        "x*y --at x=1,y=2 --method forward --step 0.5 -q",
        0,
        "x\t2\ny\t1\n",
        "",
    ),
    (
        "w^2 --at 3 --at 4 --method central --step 1 -q",
        0,
        "6\n8\n",
        "",
    ),
    // Where there is no slope the estimate is no result.
    (
        "abs(w) --at 0 --method central",
        3,
        "",
        "no slope: J(w) = abs(w) has a corner at w = 0",
    ),
    (
        "1/w --at 1 --at 0 --at 2 --method central --step 0.5 -q",
        3,
        "-1.3333333333333335\n\n-0.2666666666666666\n",
        "no slope: J(w) = 1/w has no value at w = 0",
    ),
    (
        "ln(w) --at -1 --method central",
        3,
        "",
        "no estimate: the function has no value at w = -1, or beside it",
    ),
    // A step that doubles don't see is the step's fault, not the function's.
    (
        "x^2 --at 1 --method forward --step 1e-17",
        3,
        "",
        "no estimate: the step 1e-17 is too small: doubles near 1 are 2.2e-16 apart",
    ),
    (
        "x^2 --at 1e300 --method central --step 1",
        3,
        "",
        "no estimate: the step 1 is too small: doubles near 1e300 are 1.5e284 apart",
    ),
    (
        "x^2 --at 1 --method richardson --step 1e200",
        3,
        "",
        "no estimate: the values beside x = 1 are past what doubles hold",
    ),
    (
        "w^2 --at 3 --method central --step 0",
        2,
        "",
        "error: --step is `0`",
    ),
    (
        "w^2 --at 3 --method central --step -1",
        2,
        "",
        "error: --step is `-1`",
    ),
    (
        "w^2 --at 3 --method central --step 1e400",
        2,
        "",
        "error: --step is `1e400`",
    ),
    (
        "w^2 --at 3 --step 1/2",
        2,
        "",
        "error: --step goes with a method that has a step",
    ),
    (
        "w^2 --at 3 --method exact --step 1/2",
        2,
        "",
        "error: --step goes with a method that has a step",
    ),
    (
        "w^2 --at 3 --method central --order 2",
        2,
        "",
        "error: --method <METHOD> and --order <N> exclude each other",
    ),
    (
        "w^2 --at 3 --method newton",
        2,
        "",
        "error: --method <METHOD> cannot be `newton`",
    ),
];

#[test]
fn every_view_and_status() {
    for (arguments, status, stdout, stderr) in ROWS {
        let (out, err, ended) = ran(subcommand("slope", &[]).args(words(arguments)));
        assert_eq!((ended, &*out), (*status, *stdout), "{arguments}");
        assert_eq!(err.lines().next().unwrap_or(""), *stderr, "{arguments}");
    }
}

#[test]
fn programs_get_the_estimate_beside_the_slope() {
    for (arguments, status, keys) in [
        (
            "w^2 --at 3 --method forward --step 0.5",
            0,
            "\"method\":\"forward\",\"step\":0.5,\"estimate\":6.5,\"error_estimate\":0.5000000000000109,\
             \"true_error\":0.5",
        ),
        (
            "abs(w) --at 0 --method central --step 0.5",
            3,
            "\"method\":\"central\",\"step\":0.5,\"estimate\":0,",
        ),
        (
            "w^2 --at 1 --method central --step 1e-17",
            3,
            "\"method\":\"central\",\"step\":null,\"estimate\":null,\"error_estimate\":null,\
             \"true_error\":null",
        ),
    ] {
        let (line, _, ended) = ran(subcommand("slope", &["--json"]).args(words(arguments)));
        assert_eq!(ended, status, "{arguments}");
        assert!(line.contains(keys), "{arguments}: {line}");
    }
}
