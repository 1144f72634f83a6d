"""What a rehearsal found, in words: who moves, why, and by how much."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.codesign.outline import title_of
from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.rehearsals.domain.report import report
from assessments.rehearsals.domain.tally import MILLION, Tally
from assessments.rehearsals.models import Rehearsal, RehearsalLine
from assessments.rehearsals.services import links_of
from core.text import pick

KINDS: dict[str, str | Promise] = {
    "changed": _("its answers or its weight read otherwise"),
    "added": _("new"),
    "dropped": _("dropped"),
    "silent": _("its answer could not be taken over"),
}
MOST = 12


class Cause(NamedTuple):
    """`points`: its part of the difference, on the displayed scale, signed."""

    code: str
    title: str
    kind: str | Promise
    points: str


class Moved(NamedTuple):
    """An organisation whose level would change."""

    name: str
    way: str
    level_before: str
    level_after: str
    before: str
    after: str
    causes: list[Cause]


class Reading(NamedTuple):
    """The two documents of a rehearsal, with what is looked up in them."""

    old: Document
    new: Document
    questions: Mapping[str, str]
    levels: Mapping[str, str]

    @property
    def span(self) -> float:
        return float(self.new.maximum - self.new.minimum)


def reading(source: FrameworkVersion, target: FrameworkVersion) -> Reading:
    old, new = read_rows(source), read_rows(target)
    words = {question.code: title_of(question) for document in (old, new) for question in document.questions()}
    levels = {level.code: pick(level.title) for document in (old, new) for level in document.levels}
    return Reading(old, new, words, levels)


def summary(rehearsal: Rehearsal, read: Reading) -> dict[str, Any]:
    """See `rehearsals.domain.report.report`; questions and lost answers with their words."""
    said = report(Tally.from_dict(rehearsal.figures), links_of(rehearsal), read.old, read.new, most=MOST)
    return {
        **said,
        "mean_words": signed(said["mean_difference"]),
        "changing": said["level_up"] + said["level_down"] + said["level_gained"] + said["level_lost"],
        "causes": [
            (
                Cause(
                    one["question"], read.questions.get(one["question"], ""), KINDS[one["kind"]], signed(one["mean"])
                ),
                one,
            )
            for one in said["questions"]
        ],
        "lost": [(code, read.questions.get(code, ""), count) for code, count in said["lost_by_question"].items()],
        "spread": _spread(said["moves"]),
    }


def _spread(moves: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """(points on a scale of 100, assessments as text, share of the most in percent)."""
    most = max(moves.values(), default=1)
    return [(signed(int(points)), str(count), round(100 * count / most)) for points, count in moves.items()]


def signed(value: float) -> str:
    """A difference with its sign, the minus of typography, two digits at most."""
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return text if text == "0" else ("+" if value > 0 else "\u2212") + text


def moved(line: RehearsalLine, read: Reading) -> Moved:
    return Moved(
        line.assessment.organisation.name if line.assessment.organisation else line.assessment.organisation_name,
        str(line.get_move_display()),
        read.levels.get(line.level_before, ""),
        read.levels.get(line.level_after, ""),
        line.before,
        line.after,
        [
            Cause(code, read.questions.get(code, ""), KINDS[kind], signed(part * read.span / MILLION))
            for code, kind, part in line.causes
        ],
    )
