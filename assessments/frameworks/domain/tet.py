"""Reading a Territoires en Transitions framework: a table with one node a row.

`identifiant` and `nom` are compulsory; every other column is optional, whatever its case and accents. What becomes
what:

* a node with others under it is a theme, one without is a question on how far the action is done;
* `points` and `pourcentage` are weights (`tet_points`);
* `desactivation` is a condition where it looks at answers only (`tet_settings`); an alternative ("1.1.1alter")
  whose rule is no condition is left out, since nothing would say when it stands for its sibling;
* `origine` is kept apart, for the map from older frameworks (`origins`);
* `ressources` and examples of others are resources of the questions under the node;
* `categorie`, `labels` and `coremeasure` are axes of the questions.

What the table computes elsewhere (scores, reductions, indicators) is named, counted and left out. A score is here
the mean of what is asked, each node with its weight: a part that is not asked gives its points to its siblings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePath

from assessments.frameworks.domain.document import Choice, Document, Question, Resource, Theme
from assessments.frameworks.domain.fields import VERSION_LIMIT, Notes
from assessments.frameworks.domain.origins import Origin, parse
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.domain.tet_points import weights_of
from assessments.frameworks.domain.tet_rows import IDENTIFIER, NAME, Row, Table, is_table, read
from assessments.frameworks.domain.tet_settings import CODE, RULE, Settings
from assessments.frameworks.domain.tet_tree import Node, all_of, tree_of
from assessments.frameworks.domain.tet_words import (
    AXIS,
    EFFECTS,
    EVIDENCE,
    EXAMPLE,
    HELP,
    LANGUAGE,
    ORIGIN,
    OTHERWISE,
    RESOURCES,
    TAKEN,
    WHY,
    slugs,
    words,
)
from assessments.frameworks.domain.tet_words import tags as tag_words
from assessments.frameworks.domain.values import MAX_BYTES
from assessments.scoring import Condition

UNNAMED = "referentiel"
STEPS: tuple[tuple[str, str, Fraction], ...] = (
    ("pas_fait", "Pas fait", Fraction(0)),
    ("programme", "Programmé", Fraction(0)),
    ("fait_25", "Fait à 25\u00a0%", Fraction(1, 4)),
    ("fait_50", "Fait à 50\u00a0%", Fraction(1, 2)),
    ("fait_75", "Fait à 75\u00a0%", Fraction(3, 4)),
    ("fait", "Fait", Fraction(1)),
)
"""Their statuses: what is planned is worth nothing yet, and a detailed status is rounded to a quarter."""
CHOICES = tuple(Choice(code, {LANGUAGE: title}, points) for code, title, points in STEPS)


def suits(data: bytes, name: str) -> bool:
    """A first row that names the compulsory columns; or a name in .csv, so that what is wrong is told as it is."""
    return is_table(data) or (name.lower().endswith(".csv") and len(data) <= MAX_BYTES and b"\0" not in data)


def read_table(data: bytes, name: str, notes: Notes, *, code: str = "", version: str = "", title: str = "") -> Document:
    """The framework; where its nodes come from is added to `notes.origins`. Without `code`, `version` and `title`,
    the `name` of the file gives them: "transition-ecologique@2026.1.csv"; "1" is the version of one without "@"."""
    notes.languages = (LANGUAGE,)
    table = read(data, notes)
    roots = tree_of(table)
    stem, _, number = _stem(name).partition("@")
    reading = _Reading(table, weights_of(roots))
    themes = reading.themes(roots)
    if not any(theme.questions for top in themes for theme in top.walk()):
        notes.add("no_question", 1, "")
    document = Document(
        code=slug(code or stem) or UNNAMED,
        version=(version or number or "1")[:VERSION_LIMIT],
        languages=(LANGUAGE,),
        title={LANGUAGE: title or _title(stem) or UNNAMED},
        decimals=1,
        points_floor=Fraction(0),
        points_ceiling=Fraction(1),
        themes=themes,
        resources=tuple(reading.resources(all_of(roots))),
    )
    notes.origins += _origins(all_of(roots))
    reading.note_clashes(roots)
    reading.tell()
    return document


def _stem(name: str) -> str:
    """ "te@2026.1" of "here/te@2026.1.csv"; the points of a number are no extension."""
    path = PurePath(name.replace("\\", "/"))
    return path.stem if path.suffix.lower() in (".csv", ".txt", ".tsv") else path.name


def _title(stem: str) -> str:
    words = stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


@dataclass(slots=True)
class _Reading:
    """`kept`: the questions made, by node. `left_out`: first row and count of what is not taken, by column."""

    table: Table
    weights: dict[str, Fraction]
    settings: Settings = field(default_factory=Settings)
    kept: set[str] = field(default_factory=set)
    left_out: dict[str, tuple[Row, int]] = field(default_factory=dict)

    def themes(self, roots: list[Node]) -> tuple[Theme, ...]:
        made = [self._as_theme(root) for root in roots]
        settings = self.settings.theme()
        return (*([settings] if settings else []), *(theme for theme in made if theme is not None))

    def _as_theme(self, root: Node) -> Theme | None:
        """A root without anything under it is a question, in a theme of its own."""
        if root.children:
            return self._theme(root, ())
        question = self._question(root, ())
        title = {LANGUAGE: root.row[NAME]}
        return Theme(f"{root.code}:theme", title, weight=question.weight, questions=(question,)) if question else None

    def _asked(self, node: Node) -> tuple[bool, Condition | None]:
        """Whether the node is taken, and what must hold for it to be asked."""
        condition, is_exact = self.settings.condition_of(node)
        if not is_exact:
            self._leave_out(RULE, node.row)
        if node.is_alternative and condition is None:
            self._leave_out("alter", node.row)
            return False, None
        return True, condition

    def _theme(self, node: Node, tags: tuple[str, ...]) -> Theme | None:
        taken, condition = self._asked(node)
        if not taken:
            return None
        tags = (*tags, *tag_words(node.row))
        questions = [self._question(child, tags) for child in node.children if not child.children]
        themes = [self._theme(child, tags) for child in node.children if child.children]
        return Theme(
            code=node.code,
            title={LANGUAGE: node.row[NAME]},
            description=words(node.row, (*HELP, *WHY, *EXAMPLE, *EVIDENCE)),
            weight=self.weights[node.code],
            questions=tuple(question for question in questions if question is not None),
            themes=tuple(theme for theme in themes if theme is not None),
            visible_if=condition,
        )

    def _question(self, node: Node, tags: tuple[str, ...]) -> Question | None:
        taken, condition = self._asked(node)
        if not taken:
            return None
        self.kept.add(node.code)
        row = node.row
        return Question(
            code=node.code,
            kind="single",
            title={LANGUAGE: row[NAME]},
            why=words(row, WHY),
            help=words(row, HELP),
            example=words(row, EXAMPLE),
            evidence=words(row, EVIDENCE),
            weight=self.weights[node.code],
            unknown=False,
            choices=CHOICES,
            axes=tuple(dict.fromkeys((*slugs(row[AXIS]), *tags, *tag_words(row)))),
            visible_if=condition,
        )

    def resources(self, nodes: Iterable[Node]) -> Iterable[Resource]:
        for node in nodes:
            for column, category in RESOURCES.items():
                if node.row[column]:
                    yield Resource(
                        code=f"{node.code}:{category}",
                        title={LANGUAGE: node.row[NAME]},
                        text={LANGUAGE: node.row[column]},
                        category=category,
                        questions=tuple(below.code for below in node.walk() if below.code in self.kept),
                    )

    def _leave_out(self, column: str, row: Row) -> None:
        first, count = self.left_out.get(column, (row, 0))
        self.left_out[column] = (first, count + 1)

    def note_clashes(self, roots: list[Node]) -> None:
        """A setting and a node with one code would be one question."""
        for node in all_of(roots):
            if node.code == CODE or node.code in self.settings.values:
                node.row.problem("duplicate_id", IDENTIFIER, value=node.code, first=1)

    def tell(self) -> None:
        """Note what the table holds that is not taken, and the settings whose words it does not hold."""
        for row in self.table.rows:
            for column in row.cells:
                if column not in TAKEN:
                    self._leave_out(column, row)
        for column, (first, count) in self.left_out.items():
            self._tell_one(column, first, count)
        if self.settings.first is not None:
            params: dict[str, str | int] = {"names": ", ".join(self.settings.values), "theme": CODE}
            where, count = self.settings.first.place(RULE), len(self.settings.values)
            problem = Problem("csv_settings", self.settings.first.line, where, params, "warning", count)
            self.table.notes.problems.append(problem)

    def _tell_one(self, column: str, first: Row, count: int) -> None:
        key = self.table.headers.get(column, column)
        place = first.place(IDENTIFIER if column == "alter" else column)
        params: dict[str, str | int] = {"key": key, "effect": EFFECTS.get(column, OTHERWISE), "times": count}
        self.table.notes.problems.append(Problem("not_taken", first.line, place, params, "not_taken", count))


def _origins(nodes: Iterable[Node]) -> Iterable[Origin]:
    for node in nodes:
        said = parse(node.row[ORIGIN], node.code)
        for piece in said.unread:
            node.row.problem("csv_origin", ORIGIN, value=piece[:60])
        seen: set[tuple[str, str]] = set()
        for origin in said.origins:
            if (origin.framework, origin.code) in seen:
                node.row.problem("csv_origin_twice", ORIGIN, value=f"{origin.framework}_{origin.code}")
            else:
                seen.add((origin.framework, origin.code))
                yield origin
