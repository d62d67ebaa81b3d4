//! The rules of the notation, as `deriv help syntax` lists them: an example, and what it says.

/// What can be written.
pub(super) const WRITTEN: &[(&str, &str)] = &[
    ("2w, 2(w+1), (w+1)(w-1)", "a product may leave out its sign"),
    ("w^2, w**2, w²", "powers"),
    (
        "|w|, ∛w, 5!, .5, 1e-9",
        "absolute value, cube root, factorial, numbers as typed",
    ),
    (
        "1½, ½w, x⁻²",
        "fractions and raised numbers of one character",
    ),
    (
        "x^(1/3)",
        "is the real root for negative x; so is every odd root written as a fraction",
    ),
    (
        "log(x), log(x, 3), log_a x",
        "log is natural with one argument, else to the base, which may be any expression: log_(a+1)(x)",
    ),
    (
        r"\frac{1}{2\sqrt{x}}",
        r"LaTeX is read, also between dollars, and without a blank after a command: \sinx",
    ),
    (
        "np.exp(x), math.pow(x, 2)",
        "Python, NumPy, SymPy, JavaScript, and %e as in Maxima are read",
    ),
    (
        "· × − ÷ π τ",
        "are read as * * - / pi tau; [ ] and { } as brackets; : between numbers or brackets as /",
    ),
    ("f(w) = w^2", "is the function w^2, and w a known name"),
];

/// What a rule settles. An answer is judged by that reading; where it is not right the other one is
/// tried before it is called wrong.
pub(super) const SETTLED: &[(&str, &str)] = &[
    ("-2^2, 2^3^2, 2^-1", "are -4, 2^9, 1/2"),
    ("w^2/2, x^3/2, x^1/2", "are (w^2)/2, (x^3)/2, x/2"),
    ("1/2*w", "is (1/2)*w"),
    (
        "2e+1, 3e-2",
        "are 20, 0.03: numbers with a power of ten; 2*e + 1 has its signs",
    ),
    (
        "x^2x",
        "is (x^2)*x: beside a power of a variable or bracket stands a factor",
    ),
    (
        "sin x, sin 2x, sin xy",
        "an argument without brackets ends at + - * / , the next function or e^",
    ),
    ("sin x/2, sin x / x", "are sin(x)/2, sin(x)/x"),
    ("sin x^2, sec x²", "are sin(x^2), sec(x^2)"),
    ("sin^2 x, sin²(w)", "are sin(x)^2, sin(w)^2"),
    (
        "√w, √(2w), √2 w",
        "a root takes the next number, name or bracket",
    ),
    (
        "ln 2 * x, ln2*x, ln 2*2^x",
        "of ln, log, exp and roots a number alone ends at a sign",
    ),
    (
        "x: 2",
        "in an answer a name and a colon at its head are a label",
    ),
];

/// What no rule settles.
pub(super) const OPEN: &[(&str, &str)] = &[
    ("1/2w, 2/3x^2", "(1/2)*w or 1/(2*w)"),
    (
        "e^2x, 2^3x",
        "e^2*x or e^(2*x): beside a power of e or of a number",
    ),
    ("sin^-1 x", "asin(x) or 1/sin(x)"),
    (
        "sin 2*x, sin x(x+1), sin x x",
        "sin(2)*x or sin(2*x): a number alone before *, what stands in brackets or behind a blank; so are sin2 x and ln 2 x",
    ),
    ("ln sin x cos x", "ln(sin(x))*cos(x) or ln(sin(x)*cos(x))"),
    ("√2w, √w²", "sqrt(2)*w or sqrt(2*w), sqrt(w)^2 or sqrt(w^2)"),
    ("w 2, (w+1)2, w½", "w*2 or w^2"),
    (r"2\frac{1}{2}", "2*(1/2) or 2 + 1/2; 2½ is 5/2"),
];

/// How names are told apart.
pub(super) const NAMES: &[(&str, &str)] = &[
    (
        "xy by --at x=1,y=2",
        "where --at names all variables a word is made of them: x*y",
    ),
    (
        "wx+b by --wrt w",
        "a name that --wrt gives has to occur: w*x + b; so w1x1 by w1 is w1*x1",
    ),
    (
        "x^2 + 2xy + y^2",
        "a word whose letters all stand alone elsewhere is their product",
    ),
    (
        "x + sin(xy)",
        "a word of two letters of which one stands alone is refused, unless --wrt names one of them",
    ),
    (
        "loss, rate*t",
        "any other word is one name, and a note says so",
    ),
    (
        "2pir, xe^x, sin2pi",
        "pi or tau and one letter, one letter before e^, and functions are taken apart; cost is refused",
    ),
    (
        "x1, x_1, 2x1 + x2",
        "a numbered letter is a name; x2 beside x alone is refused, and where all names are known",
    ),
    (
        r"θ, theta, \theta",
        r"are one variable; \gamma and gamma are one, gamma(x) and \Gamma the function",
    ),
    ("E", "is e where all names are known, else a name"),
];
