//! The known name that a misspelt one was probably meant to be.

/// Longest name that is compared; the comparison takes the square of the length.
const MAX_COMPARED: usize = 64;

/// The known name nearest to `name`, or `None` where nothing is near enough to be a help.
///
/// Near is one slip of the finger in three letters, letters in the wrong case and neighbours
/// swapped counting as one (restricted Damerau-Levenshtein distance). Of equally near names the
/// first one wins.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length == 0 || length > MAX_COMPARED {
        return None;
    }
    let lower = name.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.len() > 4 * MAX_COMPARED {
            continue;
        }
        let distance = match candidate.to_lowercase() {
            same if same == lower => 0,
            other => strsim::osa_distance(&lower, &other),
        };
        let longest = length.max(candidate.chars().count());
        let near = distance <= longest.div_ceil(3) && distance < longest;
        if near && best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_find_their_name() {
        let known = ["sin", "cos", "sinh", "sqrt", "function"];
        assert_eq!(nearest("sinn", known), Some("sin"));
        assert_eq!(nearest("SQRT", known), Some("sqrt"));
        assert_eq!(nearest("sqtr", known), Some("sqrt"));
        assert_eq!(nearest("funtcion", known), Some("function"));
    }

    #[test]
    fn strangers_find_none() {
        let known = ["sin", "cos", "x"];
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("y", known), None);
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest(&"s".repeat(100_000), known), None);
    }
}
