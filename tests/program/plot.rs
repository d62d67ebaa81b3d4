//! `deriv plot`, and `descend --plot`.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use super::run::run;

const ASCII: &str = "\
J(w) = w^2        slope at w = 3 is 6
 J
25 +**                                                                    **
   | **                                 -                                **
   |  **                                -                               ** .
20 +   **                                                              **.
   |    ***                             -                            **..
   |      **                            -                        Q  o..
15 +       ***                                                     .:
   |         **                         -                        .. :
   |          ***                       -                      *.*  : dJ = 7
10 +            ***                                           .*    :
   |              **                    -                  P.O:::::::
   |                **                  -                 .*     e
 5 +                  ***                              *..
   |                    ****            -           **..
   |                       ****         -        ***..
 0 +-  -  -  -  -  -  -  -  -  ******************-..-  -  -  -  -  -  -  -
   |                                    -        .
   |                                    -      .
   +-------+-------------+--------------+-------------+-------------+-------
          -4            -2              0             2             4  w
*** curve  ... tangent J = 6*w - 9  : nudge eps = 1  O P(3, 9)  o Q(4, 16)
";

const PLAIN: &str = "\
J(w) = w^2 from w = -5 to 5
  falls from 25 at w = -5 to 0 at w = 0, then rises to 25 at w = 5
  point    w = 3, J = 9
  tangent  J = 6*w - 9
  nudge    eps = 1: J rises by 7, the tangent by 6
";

/// In Unicode it is an example of help, which is run and compared as well.
#[test]
fn the_first_picture() {
    let plot = ["plot", "w^2", "--at", "3", "--eps", "1"];
    assert_eq!(run([&plot[..], &["--ascii"]].concat()).0, ASCII);
    assert_eq!(run([&plot[..], &["--plain"]].concat()).0, PLAIN);
    // No line starts with two colons, which would be a command in a log.
    let (out, ..) = run([&plot[..], &["--ascii", "--width", "40"]].concat());
    assert!(out.contains("\n: nudge eps = 1  O P(3, 9)"), "{out}");
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let functions = ["w^2", "tan(w)", "floor(w)", "1e9*w^3", "abs(w)-sqrt(w+2)"];
    for width in ["40", "60", "80", "200"] {
        for function in functions {
            for how in [&[][..], &["--ascii"], &["--plain"], &["--derivative"]] {
                let args = ["plot", function, "--at", "1", "--width", width];
                let (out, _, status) = run([&args[..], how].concat());
                assert_eq!(status, 0, "{function} {how:?}");
                let most: usize = width.parse().unwrap();
                for line in out.lines() {
                    assert!(line.chars().count() <= most, "{width}: {line}");
                }
                assert!(!out.contains('\u{1b}'), "{function}");
                if how.contains(&"--ascii") || how.contains(&"--plain") {
                    assert!(out.is_ascii(), "{out}");
                }
            }
        }
        let walks = [
            &["w^2", "--from", "3"][..],
            &["x^2+3y^2", "--from", "x=4,y=2"],
        ];
        for walk in walks {
            for how in [
                &["--plot"][..],
                &["--plot", "--ascii"],
                &["--plot", "--plain"],
            ] {
                let args = [&["descend"], walk, how, &["--width", width]].concat();
                let (out, _, status) = run(args);
                assert_eq!(status, 0, "{out}");
                if !out.starts_with("J(") {
                    continue;
                }
                let picture = out.split("\n\n").next().unwrap();
                for line in picture.lines() {
                    let most: usize = width.parse().unwrap();
                    assert!(line.chars().count() <= most, "{width}: {line}");
                }
                assert!(!how.contains(&"--ascii") || out.is_ascii());
            }
        }
    }
}

#[test]
fn a_window_is_what_was_asked_for() {
    let (out, _, _) = run(["plot", "sin(x)", "--range", "0:2*pi", "--plain"]);
    assert!(
        out.starts_with("J(x) = sin(x) from x = 0 to 6.28319\n"),
        "{out}"
    );
    assert!(
        out.contains("rises from 0 at x = 0 to 1 at x = 1.5708, then falls to -1"),
        "{out}"
    );
    let (out, _, _) = run(["plot", "w^2", "--height", "5"]);
    assert_eq!(out.lines().count(), 2 + 5 + 2 + 1, "{out}");
}

#[test]
fn the_derivative_stands_below_in_the_same_columns() {
    let (out, _, _) = run(["plot", "w^3/10 - w", "--at", "2", "--derivative"]);
    let (above, below) = out.split_once("\n\n").unwrap();
    assert!(below.starts_with("dJ/dw = 3*w^2/10 - 1\n"), "{below}");
    let edge = |text: &str| {
        text.lines()
            .find(|line| line.contains('└'))
            .unwrap()
            .to_owned()
    };
    assert_eq!(edge(above), edge(below));
}

#[test]
fn what_is_special_is_said() {
    for (function, said) in [
        ("abs(w)", "corner at w = 0"),
        ("1/w", "pole at w = 0"),
        ("floor(w)", "jumps at w = "),
        ("sin(w)/w", "hole at w = 0"),
        ("sqrt(w)", "• end at w = 0"),
        ("atan(1/w)", "◦ jump at w = 0"),
        ("asin(2)", "no value here"),
        ("sin(1/w)", "⣿⣿ no limit at w = 0"),
        ("1/(x*y)", "contours at J = -1, -0.5, 0.5, 1"),
    ] {
        let (out, _, _) = run(["plot", function]);
        assert!(
            out.lines().last().unwrap().contains(said),
            "{function}: {out}"
        );
    }
    let (out, _, status) = run(["plot", "abs(w)", "--at", "0"]);
    assert!(out.contains("no slope at w = 0: corner"), "{out}");
    assert_eq!(status, 0);
}

#[test]
fn vector_pictures_are_written_and_others_refused() {
    let folder = std::env::temp_dir().join(format!("deriv-plot-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("curve.svg");
    let (out, err, status) = run(["plot", "w^2", "--at", "3", "--out", path.to_str().unwrap()]);
    assert_eq!((out.as_str(), status), ("", 0), "{err}");
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.contains("tangent J = 6*w - 9") && svg.len() < 20_000);
    // Walks of thousands of steps: one that creeps, one that goes to and fro.
    for rate in ["0.001", "0.999", "1"] {
        let walk = [
            "descend", "w^2", "--from", "3", "--rate", rate, "--steps", "3000",
        ];
        let drawn = ["--plot", "--out", path.to_str().unwrap()];
        let (_, err, status) = run([&walk[..], &drawn].concat());
        assert_eq!(status, 0, "{err}");
        let svg = std::fs::read_to_string(&path).unwrap();
        assert!(svg.len() < 20_000, "rate {rate}: {} bytes", svg.len());
        let title = format!("w^2, from 3, rate {rate}, 3000 steps");
        assert!(svg.contains(&title), "{title}");
        assert!(svg.contains("after each step, 0 the start"));
    }
    std::fs::remove_dir_all(&folder).unwrap();
    for (name, help) in [("curve.png", "rsvg-convert"), ("curve", "ends in .svg")] {
        let (_, err, status) = run(["plot", "w^2", "--out", name]);
        assert_eq!(status, 2);
        assert!(err.contains(help), "{err}");
    }
    let (_, _, status) = run(["plot", "w^2", "--out", "/no/such/folder/a.svg"]);
    assert_eq!(status, 4);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    for (args, said) in [
        (&["x*y*z"][..], "one or two variables"),
        (&["w^2", "--eps", "1"], "no value for w"),
        (&["w^2", "--at", "3", "--eps", "0"], "other than 0"),
        (&["w^2", "--range", "5:-5"], "does not rise"),
        (&["w^2", "--range", "5"], "--range is `5`"),
        (&["w^2", "--range", "1:1+1e-14"], "too short"),
        (&["w^2", "--range", "-1e300:1e300"], "ordinary size"),
        (&["w^2", "--height", "0"], "--height"),
        (&["w^2", "--at", "1", "--at", "2"], "several times"),
        (&["x*y", "--wrt", "x"], "where the others are held"),
    ] {
        let (_, err, status) = run([&["plot"], args].concat());
        assert_eq!(status, 2, "{args:?}: {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

#[test]
fn a_walk_is_drawn_on_its_curve() {
    let args = [
        "descend", "w^2", "--from", "3", "--rate", "1.1", "--steps", "8", "--plot",
    ];
    let (out, _, _) = run(args);
    let first = "J(w) = w^2   from 3   rate 1.1   8 steps   digits mark w after each step\n";
    assert!(out.starts_with(first), "{out}");
    assert!(out.contains("9 to 166.396  (log scale)"), "{out}");
    for digit in '0'..='8' {
        assert!(out.split("loss").next().unwrap().contains(digit), "{digit}");
    }
    assert!(out.contains("\ndiverging: "), "{out}");
}
