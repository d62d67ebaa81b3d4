//! Columns stand inside of `sum(…)` and `mean(…)`, which make one number of all rows.

use crate::expression::names::same;
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::scope::Scope;

/// Most sums and means in one text. Each is a pass over the rows, and its name holds its formula.
const MAX_FOLDS: usize = 32;

/// Refuses a column outside of all sums and means, and more of these than are computed. Brackets are
/// known to match.
///
/// # Errors
/// [`Kind::ColumnOutside`] at the column, [`Kind::TooLarge`].
pub(super) fn refuse(pieces: &[PlacedPiece], scope: &Scope<'_>) -> Result<(), Error> {
    let Some(columns) = scope.columns else {
        return Ok(());
    };
    let folds = pieces
        .iter()
        .filter(|at| matches!(at.piece, Piece::Fold(_)));
    if folds.count() > MAX_FOLDS {
        return Err(Error::new(ReadErrorKind::TooLarge {
            what: "the number of sums and means",
            limit: MAX_FOLDS,
        }));
    }
    // For each open bracket: does it belong to a sum or mean? And how many of these are open.
    let mut open: Vec<bool> = Vec::new();
    let (mut inside, mut before): (usize, Option<&Piece>) = (0, None);
    for PlacedPiece { piece, place, .. } in pieces {
        match piece {
            Piece::Open(_) => {
                open.push(matches!(before, Some(Piece::Fold(_))));
                inside += usize::from(open.ends_with(&[true]));
            }
            Piece::Close(_) => inside -= usize::from(open.pop() == Some(true)),
            Piece::Variable(name)
                if inside == 0 && columns.iter().any(|column| same(column, name)) =>
            {
                let name = name.clone();
                return Err(Error::at(
                    ReadErrorKind::ColumnOutside { name },
                    place.clone(),
                ));
            }
            _ => {}
        }
        before = Some(piece);
    }
    Ok(())
}
