"""What a file gives: drafts that may become resources, and problems that say why others may not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from assessments.toolbox.domain.eligibility import Eligibility

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the line of a table or the rank in a JSON list, both from 1; 0: the whole file. `column` as its author
    wrote it. `wording.SENTENCES` says each code in words."""

    code: str
    row: int = 0
    column: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The file cannot be read at all; carries the one problem that says why."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, params=params)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A resource as a file says it. Texts are by language, {"fr": "…"}; `related` are (source, source_id).

    `source` names the catalogue, "" for an agent's own table, whose rows are known by their `code`.
    `given`: the names of the fields that the file speaks of; the others stay as they are where the resource exists.
    """

    code: str
    kind: str
    title: Mapping[str, str]
    summary: Mapping[str, str] = field(default_factory=dict)
    cost: Mapping[str, str] = field(default_factory=dict)
    effort: Mapping[str, str] = field(default_factory=dict)
    amount: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    eligibility: Eligibility = field(default_factory=Eligibility)
    opens_on: date | None = None
    deadline: date | None = None
    effort_level: int | None = None
    themes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    contact: str = ""
    origin: str = ""
    suspended: bool = False
    source: str = ""
    source_id: str = ""
    related: tuple[tuple[str, str], ...] = ()
    review_by: date | None = None
    row: int = 0
    given: frozenset[str] = frozenset()


@dataclass(slots=True)
class Parsed:
    """`unread`: how many times each key or column that was not taken occurs. `source`: the whole catalogue that the
    file is, so that what it no longer has is gone from it; "" for a table, which says nothing of other rows."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    source: str = ""

    @property
    def rejected(self) -> set[int]:
        """The rows that gave no draft."""
        return {problem.row for problem in self.problems} - {draft.row for draft in self.drafts}

    def count_unread(self, names: Iterable[str]) -> None:
        for name in names:
            self.unread[name] = self.unread.get(name, 0) + 1


def faults_of(draft: Draft) -> list[Problem]:
    """What makes a draft impossible whatever the file: dates reversed, conditions that nobody could meet."""
    found = [Problem("contradiction", draft.row, name) for name in draft.eligibility.contradictions()]
    if draft.opens_on and draft.deadline and draft.opens_on > draft.deadline:
        days = {"opens": draft.opens_on.isoformat(), "closes": draft.deadline.isoformat()}
        found.append(Problem("dates_reversed", draft.row, "deadline", days))
    return found


def texts(text: str) -> dict[str, str]:
    """A text of a French file."""
    return {"fr": text} if text else {}
