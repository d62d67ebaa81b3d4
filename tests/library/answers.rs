//! Answers as students write them, in every style, are read as their teacher would read them.

use super::truths::hold;
use deriv::equality::{Equality, equal};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options, Reading, answer};

/// The graph's nodes that a text of the table stands for.
fn expected(graph: &mut Graph, text: &str, variables: &[String]) -> Id {
    let options = Options {
        variables: Some(variables),
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn same(graph: &mut Graph, read: Id, wanted: Id) -> bool {
    let texts = [read, wanted].map(|id| notation::write(graph, id));
    texts[0] == texts[1]
        || matches!(
            equal(graph, read, wanted).equality,
            Equality::Proved | Equality::Agrees { .. }
        )
}

/// What is read instead of what the table says; `None` where it is that.
fn otherwise(text: &str, variables: &[String], locale_de: bool, wanted: &str) -> Option<String> {
    let mut graph = Graph::new();
    let options = answer::AnswerOptions {
        variables,
        locale_de,
        open: false,
    };
    let read = match answer::read(&mut graph, text, &options) {
        Ok(read) => read,
        Err(_) if wanted == "unread" => return None,
        Err(error) => return Some(format!("error: {error}")),
    };
    let sides: Vec<&Vec<Id>> = read.before.iter().chain([&read.readings]).collect();
    let shown = sides
        .iter()
        .map(|side| {
            let texts: Vec<String> = side.iter().map(|id| notation::write(&graph, *id)).collect();
            texts.join(" ; ")
        })
        .collect::<Vec<String>>()
        .join(" = ");
    if wanted == "unread" {
        return Some(shown);
    }
    let (wanted, tried) = wanted.split_once(" | ").unwrap_or((wanted, ""));
    let others = match tried {
        "" => Vec::new(),
        _ => answer::others(&mut graph, text, &options),
    };
    for other in tried.split(" ; ").filter(|text| !text.is_empty()) {
        let wanted = expected(&mut graph, other, variables);
        if !others.iter().any(|(id, _)| same(&mut graph, *id, wanted)) {
            return Some(format!("{other} is not tried"));
        }
    }
    let wanted: Vec<&str> = wanted.split(" = ").collect();
    let mut fits = wanted.len() == sides.len();
    for (side, wanted) in sides.iter().zip(wanted) {
        let wanted: Vec<Id> = wanted
            .split(" ; ")
            .map(|text| expected(&mut graph, text, variables))
            .collect();
        fits &= side.len() == wanted.len()
            && wanted
                .iter()
                .all(|&id| side.iter().any(|read| same(&mut graph, *read, id)));
    }
    (!fits).then_some(shown)
}

#[test]
fn every_answer_of_the_table_is_read_as_meant() {
    let head = ["style", "variables", "text", "reading"];
    hold("answers.tsv", head, 400, |[style, names, text, wanted]| {
        let names: Vec<String> = names.split(',').map(str::to_owned).collect();
        match otherwise(text, &names, style == "german", wanted) {
            Some(read) => Err(read),
            None => Ok(()),
        }
    });
}
