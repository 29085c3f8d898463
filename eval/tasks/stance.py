"""Stance: where each labelled unit stands, said by the reviewer, and said when given the type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.ai_terms import TermsDocument, load_ai_terms
from eval.datasets.aligned import Alignment, words
from eval.given import given_stances
from eval.predictions import Prediction
from eval.reviewer import (
    analyse_text,
    review_text,
    reviewer_config,
    reviewer_seen,
    reviewer_tools,
)
from eval.said import all_verbatim, deviation_predictions, deviations_in, parts_of, spelled
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.ratio import Ratios
from eval.scorers.stance_match import COLUMNS, CONCERNS, NOTHING, POSITIONS, RIGHT, column, outcome
from eval.scorers.stance_metrics import NO_POSITIONS, WORDS_A_PAGE, RowSaid, UnitSaid, figures
from eval.task import Scored, TaskData
from models.tagger import Tagger
from pipeline.errors import DataError
from pipeline.types.deal import Deal, Side

_GIVEN = "given"


class StanceTask:
    """A whole contract is reviewed for the customer without facts; its rows are held to its units.

    Rows and units are matched by the places of the evidence and by type (stance_match.py): a unit's
    first type has the stance; of several rows of that type on a unit the worst counts; rows of
    other types alone are `type_missed`. Figures are over units that hold a position (preferred,
    fallback or unacceptable in gold):

    - `covered`: share with a position or `unclear` said of their type. `right`: share right of
      those with a position said. `unclear`: share of those covered. `recall_unacceptable`: share of
      the unacceptable ones said so; `..._of_entries`: of those whose type has positions in the
      playbook.
    - `precision_unacceptable`: share right of the rows that say so, where a unit may hold the type
      as any of its types. `false_per_10_pages`: rows that say fallback or unacceptable on nothing
      but preferred or neutral units, or on none, in ten pages of 500 words.
    - `evidence_verbatim`: share of all rows whose evidence stands in the contract word for word.
    - `given_...`: likewise where each unit is judged alone by the entry of its first type, so that
      nothing has to be found; `given_covered` is the share whose type has positions, and
      `given_unclear` a share of those.
    """

    name = "stance"
    summary = "Stance of clauses for the customer, by the reviewer and when given the type"
    data = "eval/gold/contracts"
    needs: frozenset[str] = frozenset()

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the weights, the playbook, the length of a page and the resamples."""
        return {**reviewer_config(), "words_a_page": WORDS_A_PAGE, "resamples": RESAMPLES}

    def seen_by_own_model(self) -> Mapping[str, frozenset[str]]:
        """Return the documents that the reviewer's weights learnt from, by data set."""
        return reviewer_seen()

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[TermsDocument]:
        """Read a folder of labelled terms; raises DataError as `load_ai_terms` does."""
        data = load_ai_terms(folder, ids)
        items = {document.id: document for document in data.documents}
        return TaskData(items, data.sha256, "ai_terms", data)

    def predict(self, name: str, item: TermsDocument, tagger: Tagger | None) -> list[Prediction]:
        """Return the review's rows, and for each unit that was read its stance given its type."""
        deal = Deal()
        review = review_text(item.text, f"{name}.md", deal)
        at = Alignment(review.document.text, item.text)
        return [*deviation_predictions(name, review, at), *_given(name, item, at, deal.side)]

    def score(
        self,
        data: TaskData[TermsDocument],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Return the figures, a row a unit and a row for each fallback or unacceptable said.

        Raises DataError for a prediction that is spelled otherwise or given no unit's place.
        """
        given = _given_in(data, predictions)
        rows = deviations_in(predictions)
        verbatim, units, concerns, table = [], [], [], []
        for name, item in data.items.items():
            mine = [row for row in rows if row.contract == name]
            verbatim += [(name, all_verbatim(row.evidence, item.text)) for row in mine]
            for unit in item.units:
                said = column(unit, mine)
                told = given.get((name, unit.span.start), NOTHING)
                units.append(UnitSaid(name, unit.types[0], unit.stance, said, told))
                table.append(
                    {
                        "contract": name,
                        "unit": unit.id,
                        "types": list(unit.types),
                        "gold": unit.stance,
                        "said": said,
                        "given": told,
                        "failed": name in failed,
                    }
                )
            for row in mine:
                if row.stance in CONCERNS:
                    found = outcome(row, item.units)
                    concerns.append(RowSaid(name, row.stance, found))
                    table.append(
                        {
                            "contract": name,
                            "row": row.number,
                            "type": row.clause_type,
                            "said": row.stance,
                            "outcome": found,
                        }
                    )
        ratios = Ratios(list(data.items), seed, len(failed))
        lengths = {name: len(words(item.text)) for name, item in data.items.items()}
        found_figures = figures(units, concerns, lengths, ratios)
        return Scored({"evidence_verbatim": ratios.share(verbatim), **found_figures}, table)

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a unit's name and whether its position was not said; a said row's and if wrong."""
        if "row" in row:
            return f"{row['contract']}: row {row['type']} {row['row']}", row["outcome"] != RIGHT
        wrong = row["gold"] in POSITIONS and row["said"] != row["gold"]
        return f"{row['contract']}: unit {row['unit']}", int(wrong)


def _given(name: str, item: TermsDocument, at: Alignment, side: Side) -> list[Prediction]:
    read = [(unit, span) for unit in item.units if (span := at.in_read(unit.span)) is not None]
    stances = given_stances(
        analyse_text(item.text, f"{name}.md"),
        [(span, unit.types[0]) for unit, span in read],
        reviewer_tools(),
        side,
    )
    return [
        Prediction(
            name,
            spelled(_GIVEN, NO_POSITIONS if stance is None else stance.value),
            unit.span.slice(item.text),
            unit.span.start,
            unit.span.end,
            1.0,
        )
        for (unit, _), stance in zip(read, stances, strict=True)
    ]


def _given_in(
    data: TaskData[TermsDocument], predictions: Sequence[Prediction]
) -> dict[tuple[str, int], str]:
    places = {(n, u.span.start, u.span.end) for n, item in data.items.items() for u in item.units}
    found = {}
    for one in predictions:
        if not one.category.startswith(_GIVEN):
            continue
        _, stance = parts_of(one, 2)
        if (one.contract, one.start, one.end) not in places:
            raise DataError(f"prediction on {one.contract} {one.start}, which is no unit's place")
        if stance not in (*COLUMNS, NO_POSITIONS):
            raise DataError(f"{one.contract}: stance {stance!r}; one of {list(COLUMNS)} is needed")
        found[one.contract, one.start] = stance
    return found


TASK = StanceTask()
