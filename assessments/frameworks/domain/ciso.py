"""Reading a CISO Assistant library that holds a framework.

Written from the format itself: a flat list of requirement nodes tied by `parent_urn`, each with any
number of questions. What becomes what:

* a node with one question is that question, and the nodes below it follow it in the same theme;
* a node with several questions is a theme of its questions: their mean, or their sum where the file
  says so or where no single question could reach the top of the scale alone;
* a node without a question but with some below it is a theme.

Identifiers are the full URNs. Whatever else the file holds is named, counted and left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from assessments.frameworks.domain.checks import shown
from assessments.frameworks.domain.document import Choice, Document, Level, Question, Texts, Theme
from assessments.frameworks.domain.fields import SHAPES, VERSION_LIMIT, Fields, Notes
from assessments.frameworks.domain.leftout import LeftOut
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.domain.yamlfile import Map, Seq
from assessments.scoring.model import QuestionKind

MAX_DEPTH = 20
"""Nodes from a root to a leaf; the files known have four at most."""
DEFAULT_MINIMUM, DEFAULT_MAXIMUM = Fraction(0), Fraction(100)
"""The scale of a framework that declares none."""

KINDS: dict[str, QuestionKind] = {
    "unique_choice": "single",
    "single_choice": "single",
    "multiple_choice": "multiple",
    "text": "text",
    "date": "text",
    "number": "number",
    "boolean": "yes_no",
}
YES_NO = {"yes": {"fr": "Oui", "en": "Yes"}, "no": {"fr": "Non", "en": "No"}}


def is_library(root: Any) -> bool:
    return isinstance(root, Map) and isinstance(root.get("objects"), Map)


def read_library(root: Map, notes: Notes) -> Document | None:
    """The framework of the library; None, with the reason in `notes`, where it holds none."""
    framework = _framework(root)
    if framework is None:
        notes.add("not_a_framework", root.line_of("objects"), "objects")
        return None
    notes.languages = _languages(root)
    return _Library(notes, root, framework).document()


def _framework(root: Map) -> Map | None:
    objects = root["objects"]
    found = objects.get("framework") or objects.get("frameworks")
    if isinstance(found, Seq):
        found = found[0] if found else None
    return found if isinstance(found, Map) and isinstance(found.get("requirement_nodes"), Seq) else None


def _languages(root: Map) -> tuple[str, ...]:
    others = root.get("translations")
    first = str(root.get("locale") or "en")[:2]
    return (first, *(k[:2] for k in others if k[:2] != first)) if isinstance(others, Map) else (first,)


@dataclass(slots=True)
class _Node:
    fields: Fields
    urn: str
    parent: str
    children: list["_Node"] = field(default_factory=list)


class _Library:
    def __init__(self, notes: Notes, root: Map, framework: Map) -> None:
        self.notes = notes
        self.root = Fields(notes, root, "")
        self.framework = Fields(notes, framework, "objects/framework")
        self.left_out = LeftOut(notes)
        self.urns: dict[str, int] = {}
        self.silent: list[str] = []
        scale = framework.get("scores_definition")
        self.scale: Map = scale if isinstance(scale, Map) else Map(self.framework.map.line)
        self.minimum = self.framework.number("min_score", DEFAULT_MINIMUM) or DEFAULT_MINIMUM
        maximum = self.framework.number("max_score", DEFAULT_MAXIMUM)
        self.maximum = DEFAULT_MAXIMUM if maximum is None else maximum

    def document(self) -> Document:
        if self.maximum <= self.minimum:
            self.framework.problem("bad_scale", "max_score")
        self._name_what_is_left_out()
        themes = self._themes()
        if not any(theme.questions for top in themes for theme in top.walk()):
            self.framework.problem("no_question", "requirement_nodes")
        document = Document(
            code=self._code(),
            version=self.root.word("version", "1", limit=VERSION_LIMIT),
            languages=self.notes.languages,
            title=self.texts(self.framework, "name") or self.texts(self.root, "name"),
            description=self.texts(self.framework, "description"),
            licence=self.root.word("copyright", limit=20_000),
            source=self._source(),
            minimum=self.minimum,
            maximum=self.maximum,
            decimals=1 if self.maximum - self.minimum <= 20 else 0,
            points_floor=self.minimum,
            points_ceiling=self.maximum,
            levels=self._levels(),
            themes=themes,
        )
        self.left_out.tell()
        return document

    def _code(self) -> str:
        named = self.framework.word("ref_id") or self.framework.word("urn").rsplit(":", 1)[-1]
        code = slug(named)
        if not code:
            self.framework.problem("missing", "ref_id", key="ref_id")
        return code

    def _source(self) -> Texts:
        provider = self.root.word("provider")
        return {self.notes.languages[0]: provider} if provider else {}

    def _name_what_is_left_out(self) -> None:
        self.left_out.library(self.root.map)
        if isinstance(several := self.root.map["objects"].get("frameworks"), Seq) and len(several) > 1:
            line = self.root.map["objects"].line_of("frameworks")
            self.left_out.add("objects", "frameworks", line, len(several) - 1)
        self.left_out.framework(self.framework.map)

    def texts(self, fields: Fields, key: str) -> Texts:
        """The text at `key` and its translations; none of them is compulsory."""
        first = fields.map.get(key)
        found = {self.notes.languages[0]: str(first)} if isinstance(first, str | int) and first != "" else {}
        others = fields.map.get("translations")
        for language, words in others.items() if isinstance(others, Map) else ():
            if isinstance(words, Map) and isinstance(words.get(key), str):
                found[language[:2]] = words[key]
        return found

    # The tree

    def _themes(self) -> tuple[Theme, ...]:
        nodes = self._nodes()
        roots = [node for node in nodes if not node.parent or node.parent not in self.urns]
        themes = [theme for node in roots for theme in self._as_themes(node)]
        self._note_a_cut(nodes)
        return tuple(themes)

    def _note_a_cut(self, nodes: list[_Node]) -> None:
        """A file cut between two lines reads well: only its last branch, left without a question, tells."""
        parents = {node.urn: node.parent for node in nodes}
        branch, urn = set(), nodes[-1].urn if nodes else ""
        while urn and urn not in branch:
            branch.add(urn)
            urn = parents.get(urn, "")
        if nodes and nodes[-1].urn in self.silent and branch.issuperset(self.silent):
            nodes[-1].fields.problem("maybe_cut")

    def _nodes(self) -> list[_Node]:
        nodes: dict[str, _Node] = {}
        for fields in self.framework.children("requirement_nodes"):
            node = _Node(fields, self._urn(fields, "urn"), fields.word("parent_urn"))
            self.left_out.node(fields.map)
            nodes.setdefault(node.urn or fields.where, node)
        self._tie(nodes)
        return list(nodes.values())

    def _urn(self, fields: Fields, key: str) -> str:
        """The URN, noted as missing, used twice, or not one word."""
        urn = fields.word(key, required=True)
        line = fields.map.line_of(key)
        if urn in self.urns:
            fields.problem("duplicate_id", key, value=urn, first=self.urns[urn])
        elif urn:
            self.urns[urn] = line
        if len(urn) > 255 or any(letter.isspace() for letter in urn):
            fields.problem("bad_code", key, value=urn[:60], limit=255)
        return urn

    def _tie(self, nodes: dict[str, _Node]) -> None:
        """Give each parent its children, once it is sure that no node is its own ancestor."""
        for node in nodes.values():
            if node.parent and node.parent not in nodes:
                node.fields.problem("dangling", "parent_urn", value=node.parent, target="urn")
        for node in nodes.values():
            if fault := _climb(node, nodes):
                node.fields.problem(fault, "parent_urn", value=node.urn, limit=MAX_DEPTH)
                node.parent = ""
        for node in nodes.values():
            if node.parent and node.parent in nodes:
                nodes[node.parent].children.append(node)

    def _as_themes(self, node: _Node) -> Iterator[Theme]:
        """A root as a theme; a question at the root gets a theme of its own."""
        if self._asked(node):
            questions, themes = self._content([node])
            yield Theme(f"{node.urn}:theme", self._title(node), questions=questions, themes=themes)
        elif (theme := self._theme(node)) is not None:
            yield theme

    def _theme(self, node: _Node) -> Theme | None:
        questions, themes = self._content(node.children)
        if not questions and not themes:
            self.left_out.empty(node.fields.map)
            self.silent.append(node.urn)
            return None
        return Theme(
            code=node.urn,
            title=self._title(node),
            description=self.texts(node.fields, "description"),
            weight=node.fields.weight(),
            questions=questions,
            themes=themes,
        )

    def _content(self, nodes: list[_Node]) -> tuple[tuple[Question, ...], tuple[Theme, ...]]:
        """The questions and the themes that `nodes` make, those under a question after it."""
        questions: list[Question] = []
        themes: list[Theme] = []
        for node in nodes:
            asked = self._asked(node)
            if not asked:
                theme = self._theme(node)
                themes += [theme] if theme else []
                continue
            if len(asked) == 1:
                questions.append(self._question(node, *asked[0]))
            else:
                themes.append(self._requirement(node, asked))
            below = self._content(node.children)
            questions += below[0]
            themes += below[1]
        return tuple(questions), tuple(themes)

    def _title(self, node: _Node) -> Texts:
        named = self.texts(node.fields, "name") or self.texts(node.fields, "description")
        return named or {self.notes.languages[0]: node.fields.word("ref_id") or node.urn}

    # Questions

    def _asked(self, node: _Node) -> list[tuple[str, Fields]]:
        questions = node.fields.child("questions")
        found = []
        for urn, item in questions.map.items():
            where = f"{node.fields.where}/questions/{urn}"
            if isinstance(item, Map):
                found.append((urn, Fields(self.notes, item, where)))
            else:
                line = questions.map.line_of(urn)
                self.notes.add("expected", line, where, key="questions", shape=SHAPES["map"])
        return found

    def _requirement(self, node: _Node, asked: list[tuple[str, Fields]]) -> Theme:
        """Several questions that make one note."""
        questions = tuple(self._question(node, urn, fields, alone=False) for urn, fields in asked)
        combine = self._combine(questions)
        if combine == "sum":
            questions = tuple(_multiplied(question) for question in questions)
        return Theme(
            code=node.urn,
            title=self._title(node),
            description=self.texts(node.fields, "description"),
            weight=node.fields.weight(),
            combine=combine,
            questions=questions,
        )

    def _combine(self, questions: tuple[Question, ...]) -> Literal["mean", "sum"]:
        declared = self.scale.get("aggregation")
        if declared in ("sum", "mean"):
            return "sum" if declared == "sum" else "mean"
        best = [max(c.points or Fraction(0) for c in q.choices) for q in questions if q.is_scored]
        return "sum" if len(best) > 1 and max(best) < self.maximum else "mean"

    def _question(self, node: _Node, urn: str, fields: Fields, *, alone: bool = True) -> Question:
        """The question; alone in its node, it takes the node's name, weight and words."""
        self._note_question_urn(urn, fields)
        self.left_out.question(fields.map)
        kind = self._kind(fields)
        owner = node.fields if alone else Fields(self.notes, Map(fields.map.line), fields.where)
        title = self.texts(fields, "text")
        if not title:
            fields.problem("missing", "text", key="text")
        return Question(
            code=urn,
            kind=kind,
            title=title,
            name=self.texts(owner, "name"),
            why=self.texts(owner, "description"),
            help=self.texts(fields, "annotation") or self.texts(owner, "annotation"),
            evidence=self.texts(owner, "typical_evidence"),
            weight=(owner if alone else fields).weight(),
            choices=self._choices(fields, kind),
        )

    def _note_question_urn(self, urn: str, fields: Fields) -> None:
        if urn in self.urns:
            fields.problem("duplicate_id", value=urn, first=self.urns[urn])
        else:
            self.urns[urn] = fields.map.line
        if len(urn) > 255 or any(letter.isspace() for letter in urn):
            fields.problem("bad_code", value=urn[:60], limit=255)

    def _kind(self, fields: Fields) -> QuestionKind:
        written = fields.word("type", required=True)
        if written == "date":
            self.left_out.add("question", "type: date", fields.map.line_of("type"))
        if written and written not in KINDS:
            fields.problem("unknown_type", "type", value=written[:60], among=", ".join(KINDS))
        return KINDS.get(written, "text")

    def _choices(self, fields: Fields, kind: QuestionKind) -> tuple[Choice, ...]:
        items = fields.children("choices")
        if kind in ("single", "multiple") and len(items) < 2:
            fields.problem("one_choice" if items else "no_choices", "choices")
        if kind == "yes_no":
            return tuple(Choice(code, dict(titles)) for code, titles in YES_NO.items())
        return tuple(self._choice(item) for item in items)

    def _choice(self, fields: Fields) -> Choice:
        self.left_out.choice(fields.map)
        title = self.texts(fields, "value")
        if not title:
            fields.problem("missing", "value", key="value")
        return Choice(
            code=self._urn(fields, "urn"),
            title=title,
            points=fields.number("add_score"),
            help=self.texts(fields, "description"),
        )

    # Levels

    def _levels(self) -> tuple[Level, ...]:
        """One level by score that the file defines, reached when that score is; the lowest starts the scale."""
        named = [
            (low, item)
            for item in self._score_items()
            if (low := item.number("score")) is not None and low <= self.maximum
        ]
        levels: dict[Fraction, Level] = {}
        for low, item in sorted(named, key=lambda pair: pair[0]):
            start = self.minimum if not levels else low
            levels.setdefault(start, self._level(low, item))
        return tuple(replace(level, low=low) for low, level in levels.items())

    def _level(self, low: Fraction, item: Fields) -> Level:
        code = slug(item.word("ref_id")) or shown(low)
        titles = self.texts(item, "name") or {self.notes.languages[0]: shown(low)}
        return Level(code=code, low=low, title=titles, text=self.texts(item, "description"))

    def _score_items(self) -> list[Fields]:
        if isinstance(self.framework.map.get("scores_definition"), Map):
            return Fields(self.notes, self.scale, "objects/framework/scores_definition").children("scale")
        return self.framework.children("scores_definition")


def _climb(node: _Node, nodes: dict[str, _Node]) -> str:
    """What stops the climb from `node` to a root: a loop through it, too many steps, or nothing ("")."""
    parent = nodes.get(node.parent)
    for _ in range(MAX_DEPTH):
        if parent is None:
            return ""
        if parent is node:
            return "parent_cycle"
        parent = nodes.get(parent.parent)
    return "too_deep" if parent is not None else ""


def _multiplied(question: Question) -> Question:
    """In a sum, the weight of a question multiplies its points."""
    choices = tuple(
        replace(c, points=None if c.points is None else c.points * question.weight) for c in question.choices
    )
    return replace(question, choices=choices, weight=Fraction(1))
