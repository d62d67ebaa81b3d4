//! Every row has its columns filled, and every name one meaning.

use deriv::expression::Function;
use std::collections::HashMap;

#[test]
fn no_column_is_empty() {
    for function in Function::ALL {
        let row = function.row();
        for column in [row.name, row.meaning, row.needs, row.latex, row.source] {
            assert!(!column.trim().is_empty(), "{function:?}");
        }
        assert!(row.aliases.iter().all(|a| !a.is_empty()), "{function:?}");
        assert!((1..=2).contains(&row.arity()), "{function:?}");
    }
}

#[test]
fn a_name_means_one_function_of_so_many_arguments() {
    let mut meant: HashMap<(&str, usize), Function> = HashMap::new();
    let mut names: HashMap<&str, Vec<Function>> = HashMap::new();
    for &function in Function::ALL {
        let row = function.row();
        for name in std::iter::once(row.name).chain(row.aliases.iter().copied()) {
            let other = meant.insert((name, row.arity()), function);
            assert_eq!(other, None, "{name} is also {function:?}");
            names.entry(name).or_default().push(function);
        }
    }
    for (name, functions) in names {
        let found: Vec<Function> = Function::named(name).collect();
        assert_eq!(found, functions, "{name}");
        // `log` is the natural logarithm, and with a second argument the one to that base.
        let shared = name == "log";
        assert_eq!(functions.len(), 1 + usize::from(shared), "{name}");
    }
}
