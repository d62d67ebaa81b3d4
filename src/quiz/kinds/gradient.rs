//! All partial derivatives as one answer: formulas, or numbers at a point.

use super::{QuestionKind, Task};
use crate::expression::{Graph, Variable};
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, QuizKey, may, needs};
use crate::quiz::point::{named, variable};
use crate::quiz::{Choice, MAX_PARTS, WrittenPoint};
use crate::verdict::key::{AnswerKind, Key};

static VARIABLES: QuizKey = QuizKey {
    key: "variables",
    example: r#"variables = ["y", "x"]"#,
    says: "in a gradient: by which, in this order [default: the quiz's order, else by name]; an answer that names its parts may have any",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "gradient",
    asks: "all partial derivatives in one answer, formulas or with `at` numbers",
    keys: &[needs(&keys::FUNCTION), may(&keys::AT), may(&VARIABLES)],
    judged: &[keys::FORMULA, keys::NUMBER, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct GradientTask {
    function: Placed<String>,
    /// The point, where numbers are asked for.
    at: Option<WrittenPoint>,
    /// The variables in the order of an answer; none where the quiz has their order.
    variables: Vec<Placed<String>>,
    /// The order that the quiz states, where it is not that of the alphabet.
    order: Option<String>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, &keys::FUNCTION);
    let at = match fields.get(&keys::AT) {
        Some(_) => Some(fields.point(notes, &keys::AT)?),
        None => None,
    };
    let variables = match fields.get(&VARIABLES) {
        Some(value) => notes.texts(VARIABLES.key, value, MAX_PARTS, r#"["x", "y"]"#)?,
        None => Vec::new(),
    };
    for (place, name) in variables.iter().enumerate() {
        variable(notes, name);
        if variables[..place].iter().any(|known| known.value == name.value) {
            let message = format!("`{}` stands there twice", name.value);
            notes.wrong(name.span.clone(), message, "leave one of them out");
        }
    }
    let stated = fields.stated.iter().map(|name| &*name.value);
    let order = (variables.is_empty() && !stated.clone().is_sorted())
        .then(|| stated.collect::<Vec<&str>>().join(", "));
    Some(Box::new(GradientTask {
        function: function?,
        at,
        variables,
        order,
    }))
}

impl GradientTask {
    /// The variables that the question names.
    fn named(&self) -> Vec<String> {
        let listed = self.variables.iter().map(|name| name.value.clone());
        named(None, self.at.as_ref()).into_iter().chain(listed).collect()
    }

    /// The variables in the order of an answer; `used` are those of the function.
    fn by(
        &self,
        maker: &KeyMaker<'_>,
        graph: &mut Graph,
        used: &[Variable],
    ) -> Result<Vec<Variable>, Box<Fault>> {
        let own = self.variables.iter();
        let own = own.map(|name| maker.variable(graph, &self.function, Some(name), used));
        let own: Vec<Variable> = own.collect::<Result<_, _>>()?;
        if !own.is_empty() {
            return Ok(own);
        }
        if used.is_empty() {
            let message = format!("`{}` has no variable", self.function.value);
            let help = r#"say by which: variables = ["x", "y"]"#.to_owned();
            return Err(maker.fault(self.function.span.clone(), message, help));
        }
        // Where the quiz states variables a function has no others.
        let stated = maker.variables.iter();
        let stated = stated.filter_map(|name| graph.find_variable(&name.value));
        let stated: Vec<Variable> = stated.filter(|name| used.contains(name)).collect();
        Ok(match stated.is_empty() {
            true => used.to_vec(),
            false => stated,
        })
    }
}

impl Task for GradientTask {
    fn asked(&self) -> String {
        let names: Vec<&str> = self.variables.iter().map(|name| &*name.value).collect();
        let by = match names.is_empty() {
            true => String::new(),
            false => format!(" by {}", names.join(", ")),
        };
        let at = self.at.as_ref().map(|at| format!(" at {at}"));
        let at = at.unwrap_or_default();
        let order = self.order.as_ref().map(|order| format!(", in the order {order}"));
        let order = order.unwrap_or_default();
        format!("gradient{by} of {}{at}{order}", self.function.value)
    }

    fn answer(&self) -> AnswerKind {
        match self.at {
            Some(_) => AnswerKind::Number,
            None => AnswerKind::Formula,
        }
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let function = &self.function;
        let mut graph = Graph::new();
        let (id, used) = maker.function(&mut graph, function, &self.named())?;
        let by = self.by(maker, &mut graph, &used)?;
        let made = match (&self.at, &by[..]) {
            (Some(at), by) => {
                let point = maker.point(&mut graph, at, &used)?;
                Key::slopes(graph, id, by, 1, &point)
            }
            (None, [only]) => Key::derivative(graph, id, *only, 1),
            (None, by) => Key::gradient(graph, id, by, 1),
        };
        let key = made.map_err(|why| maker.no_key(why, function, self.at.as_ref()))?;
        maker.somewhere(key, function, "no slope")
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        let at = self.at.iter_mut().flat_map(WrittenPoint::expressions);
        [&mut self.function].into_iter().chain(at).collect()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        let at = self.at.as_ref().map(|at| ("at", at.to_string()));
        let function = ("function", self.function.value.clone());
        [function].into_iter().chain(at).collect()
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}
