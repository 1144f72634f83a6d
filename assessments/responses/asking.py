"""A question as it stands on its page: its words, its controls, what they hold. The template draws, nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.domain.document import Column, Question
from assessments.responses import phrasing, wording
from assessments.responses.domain.cells import by_place, is_row
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Evidence
from assessments.scoring import NA, UNKNOWN
from core.text import pick

if TYPE_CHECKING:
    from assessments.responses.pages import Journey

LONGEST_IN_A_ROW = 18  # characters
MOST_IN_A_ROW = 4
LONGEST_STEP = 16  # characters: steps of a scale stand side by side
MOST_STEPS = 5
WITHOUT_ASIDES = ("text", "file", "computed")


class Option(NamedTuple):
    """One thing to tick. `aside`: "I don't know" or "not concerned", kept apart under a dashed rule."""

    value: str
    label: str
    hint: str
    checked: bool
    aside: bool


class Definition(NamedTuple):
    term: str
    text: str


class Line(NamedTuple):
    """An item of a scale, with its steps. `place` is its code."""

    place: str
    title: str
    options: tuple[Option, ...]


class Cell(NamedTuple):
    """A cell of a table. `label` says row and column, for who does not see them; `error` what to write instead."""

    place: str
    label: str
    head: str
    kind: str
    text: str
    error: str

    @property
    def is_date(self) -> bool:
        """Whether a date field can hold what stands there."""
        return self.kind == "date" and (not self.text or wording.is_day(self.text))


class Row(NamedTuple):
    """`place` is where it is in the answer, from 0; "{row}" in the one that the script copies."""

    place: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`blank` is a row for the script to copy, its place "{row}"; None where rows are fixed. `limit`: rows at most."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    blank: Row | None
    limit: int

    @property
    def fixed(self) -> bool:
        return self.blank is None

    @property
    def may_add(self) -> bool:
        return self.blank is not None and len(self.rows) < self.limit


class Attached(NamedTuple):
    """The file that was given: `facts` is "PDF document, 120 KB"."""

    key: str
    name: str
    facts: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands on its page. `text` is what its field holds, `words` the answer as one says it.

    `number` is "" for a computed figure, which nobody answers; `formula` is how it is worked out, `waiting` why it
    is not there yet. `hidden`: a condition leaves it out, the page keeps it ready. `is_new`: an answer just brought it.
    `carried`: the answer is that of the former assessment, not looked at since; `because` says why another one
    is proposed instead.
    `error` says what to correct. `newer` is another answer saved elsewhere meanwhile, in words, and `newer_at`
    the sentence that says when.
    """

    code: str
    number: int | str
    kind: str
    title: str
    why: str
    help: str
    example: str
    terms: tuple[Definition, ...]
    options: tuple[Option, ...]
    unit: str
    text: str
    optional: bool
    revision: int
    is_answered: bool
    carried: bool
    author: str
    lines: tuple[str, ...]
    scale: tuple[Line, ...] = ()
    table: Table | None = None
    attached: Attached | None = None
    proofs: tuple[Attached, ...] = ()
    takes_proofs: bool = False
    formula: str = ""
    waiting: str = ""
    group: str = ""
    hidden: bool = False
    is_new: bool = False
    because: str = ""
    error: str = ""
    newer: str = ""
    newer_at: str = ""

    @property
    def anchor(self) -> str:
        return f"q-{self.code}"

    @property
    def wrong(self) -> bool:
        return bool(self.error or self.newer)

    @property
    def is_iso(self) -> bool:
        """Whether a date field can hold it: a browser shows nothing for "31/11/2026", which is to be corrected."""
        return not self.text or wording.is_day(self.text)

    @property
    def has_side_options(self) -> bool:
        """Whether "I don't know" and the like stand beside a field, as boxes to tick."""
        return bool(self.options) and self.kind in ("number", "percentage", "date", "scale", "table")

    @property
    def words(self) -> str:
        return " ; ".join(self.lines)

    @property
    def in_a_row(self) -> bool:
        """Few short answers stand side by side on a wide screen."""
        short = all(len(option.label) <= LONGEST_IN_A_ROW and not option.hint for option in self.options)
        return short and len(self.options) <= MOST_IN_A_ROW

    @property
    def steps_in_a_row(self) -> bool:
        options = self.scale[0].options if self.scale else ()
        return len(options) <= MOST_STEPS and all(len(option.label) <= LONGEST_STEP for option in options)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a refused post changes in a question: `texts` replaces what is stored in its controls, `cells` says what
    is wrong in each, `rows` is how many rows a table shows at least."""

    texts: tuple[str, ...] | None = None
    error: str = ""
    cells: Mapping[str, str] | None = None
    newer: str = ""
    newer_at: str = ""
    is_new: bool = False
    rows: int = 0


def asked(trip: Journey, question: Question, mark: Mark = Mark(), group: str = "") -> Asked:
    """`question`, already in the profile's words. `group`: the theme whose heading it stands under."""
    row = trip.rows.get(question.code)
    value = trip.figure(question.code) if question.kind == "computed" else (row.value if row else None)
    contents = wording.as_texts(value) if mark.texts is None else list(mark.texts)
    attached = _attached(trip, contents) if question.kind == "file" else None
    return Asked(
        code=question.code,
        number=trip.number(question.code),
        kind=question.kind,
        title=pick(question.title),
        why=pick(question.why),
        help=pick(question.help),
        example=pick(question.example),
        terms=tuple(Definition(pick(term.term), pick(term.definition)) for term in trip.plan.terms_of(question)),
        options=tuple(_options(question, contents)),
        unit=phrasing.unit_of(question),
        text=_typed(question, contents),
        optional=not trip.plan.framework.scales[question.code].scored,
        revision=row.revision if row else 0,
        is_answered=is_answer(value),
        carried=bool(row and row.carried),
        author=row.author_name if row and trip.is_shared else "",
        lines=(attached.name,) if attached else wording.lines(question, value),
        scale=tuple(_scale(question, contents)) if question.kind == "scale" else (),
        table=_table(question, contents, mark) if question.kind == "table" else None,
        attached=attached,
        proofs=tuple(proofs(trip, question.code)) if trip.takes_proofs else (),
        takes_proofs=trip.takes_proofs and question.kind not in ("computed", "file"),
        formula=phrasing.formula(trip.plan, question) if question.kind == "computed" else "",
        waiting=waiting(trip, question) if question.kind == "computed" else "",
        group=group,
        hidden=question.code in trip.not_asked,
        is_new=mark.is_new,
        because=trip.reasons.get(question.code, ""),
        error=mark.error,
        newer=mark.newer,
        newer_at=mark.newer_at,
    )


def _typed(question: Question, contents: list[str]) -> str:
    """What stands in the field of a question that is typed."""
    if question.kind == "text":
        return next(iter(contents), "")
    if question.kind in ("number", "percentage", "date"):
        return next((text for text in contents if text not in (UNKNOWN, NA)), "")
    return ""


def _options(question: Question, contents: list[str]) -> list[Option]:
    """The choices, then the asides. Those of a scale stand on each of its lines instead."""
    if question.kind in WITHOUT_ASIDES:
        return []
    helps = {choice.code: pick(choice.help) for choice in question.choices}
    labels = {} if question.kind == "scale" else wording.choice_labels(question)
    options = [
        Option(code, label, helps.get(code, ""), code in contents, aside=False) for code, label in labels.items()
    ]
    asides = ((UNKNOWN, question.unknown), (NA, question.not_concerned))
    return options + [
        Option(code, str(wording.ASIDE_LABELS[code]), "", code in contents, aside=True)
        for code, offered in asides
        if offered
    ]


def _scale(question: Question, contents: list[str]) -> list[Line]:
    given = by_place(contents)
    steps = wording.choice_labels(question)
    if question.not_concerned:
        steps = {**steps, NA: str(wording.ASIDE_LABELS[NA])}
    return [
        Line(
            item.code,
            pick(item.title),
            tuple(
                Option(code, label, "", given.get(item.code) == code, aside=code == NA) for code, label in steps.items()
            ),
        )
        for item in question.items
    ]


# ---------- tables ----------


def _table(question: Question, contents: list[str], mark: Mark) -> Table:
    """Fixed rows; or those filled in and an empty one to go on, as many as there may be."""
    given, faults = by_place(contents), mark.cells or {}
    used = [int(row) for row in (place.partition(".")[0] for place in given) if is_row(row)]
    count = len(question.items) or min(max(question.row_limit, 1), max(max(used, default=-1) + 2, mark.rows, 1))
    rows = tuple(_row(question, str(place), given, faults) for place in range(count))
    blank = None if question.items else _row(question, "{row}", {}, {})
    heads = tuple((pick(column.title), phrasing.unit_of(column)) for column in question.columns)
    return Table(heads, rows, blank, question.row_limit)


def _row(question: Question, place: str, given: Mapping[str, str], faults: Mapping[str, str]) -> Row:
    known = place.isdigit()
    name = wording.row_name(question, int(place)) if known else _("Row %(number)s") % {"number": "{number}"}
    cells = tuple(_cell(column, name, f"{place}.{column.code}", given, faults) for column in question.columns)
    return Row(place, name, cells)


def _cell(column: Column, row: str, place: str, given: Mapping[str, str], faults: Mapping[str, str]) -> Cell:
    unit = phrasing.unit_of(column)
    head = pick(column.title)
    label = f"{head}, {unit}" if unit else head
    return Cell(place, f"{row}, {label}", label, column.kind, given.get(place, ""), faults.get(place, ""))


# ---------- files and figures ----------


def attached(trip: Journey, evidence: Evidence) -> Attached:
    facts = f"{evidence.get_kind_display()}, {filesizeformat(evidence.size)}"
    url = reverse("responses:evidence", args=[trip.assessment.pk, evidence.pk])
    return Attached(str(evidence.pk), evidence.name, facts, url)


def proofs(trip: Journey, code: str) -> list[Attached]:
    """The files that back up the answer to question `code`, oldest first."""
    return [attached(trip, one) for one in trip.files.values() if one.is_proof and one.question_code == code]


def _attached(trip: Journey, contents: list[str]) -> Attached | None:
    evidence = next((trip.files[key] for key in contents if key in trip.files), None)
    return attached(trip, evidence) if evidence else None


def waiting(trip: Journey, question: Question) -> str:
    """Why a figure is not there: which answers are missing; "" when it is there."""
    if is_answer(trip.figure(question.code)):
        return ""
    sources = (phrasing.source(trip.plan, reference) for reference in phrasing.references(question))
    codes = dict.fromkeys(found[0].code for found in sources if found)
    missing = [code for code in codes if trip.number(code) and not is_answer(trip.counted.get(code))]
    if not missing:
        return _("These answers do not give a figure, for instance because one of them is zero.")
    numbers = ", ".join(str(trip.number(code)) for code in missing)
    return ngettext(
        "Not yet: the answer to question %(numbers)s is missing.",
        "Not yet: the answers to questions %(numbers)s are missing.",
        len(missing),
    ) % {"numbers": numbers}
