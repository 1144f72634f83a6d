"""Reading a CISO Assistant library that holds a framework.

Written from the format itself: a flat list of requirement nodes tied by `parent_urn`, each with any
number of questions. What becomes what:

* a node with one question is that question, and the nodes below it follow it in the same theme;
* a node with several questions is a theme of its questions: their mean, or their sum where the file
  says so or where no single question could reach the top of the scale alone;
* a node without a question but with some below it is a theme;
* groups that answers choose, and `depends_on`, are conditions (`ciso_visibility`);
* reference controls are resources of the questions that link to them (`ciso_controls`).

Identifiers are the full URNs. Whatever else the file holds is named, counted and left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.ciso_controls import resources_of
from assessments.frameworks.domain.ciso_levels import levels_of
from assessments.frameworks.domain.ciso_nodes import Node, nodes_of, note_a_cut, roots
from assessments.frameworks.domain.ciso_questions import Questions, title_of
from assessments.frameworks.domain.ciso_shared import Context
from assessments.frameworks.domain.ciso_visibility import visibility_of
from assessments.frameworks.domain.document import Document, Question, Texts, Theme
from assessments.frameworks.domain.fields import VERSION_LIMIT, Fields, Notes
from assessments.frameworks.domain.leftout import LeftOut
from assessments.frameworks.domain.loops import note_loops
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.domain.values import Map, Seq

DEFAULT_MINIMUM, DEFAULT_MAXIMUM = Fraction(0), Fraction(100)
"""The scale of a framework that declares none."""


def is_library(root: Any) -> bool:
    return isinstance(root, Map) and isinstance(root.get("objects"), Map)


def read_library(root: Map, notes: Notes) -> Document | None:
    """The framework of the library; None, with the reason in `notes`, where it holds none."""
    framework = _framework(root)
    if framework is None:
        notes.add("not_a_framework", root.line_of("objects"), "objects")
        return None
    notes.languages = _languages(root, framework) or ("en",)
    return _Library(notes, root, framework).document()


def _framework(root: Map) -> Map | None:
    objects = root["objects"]
    found = objects.get("framework") or objects.get("frameworks")
    if isinstance(found, Seq):
        found = found[0] if found else None
    return found if isinstance(found, Map) and isinstance(found.get("requirement_nodes"), Seq) else None


def _languages(root: Map, framework: Map) -> tuple[str, ...]:
    """That of the library, then those that it or its framework is translated into."""
    found = [str(root.get("locale") or "en")]
    for others in (root.get("translations"), framework.get("translations")):
        found += others if isinstance(others, Map) else []
    return tuple(dict.fromkeys(language[:2].lower() for language in found if language[:2].isalpha()))


class _Library:
    def __init__(self, notes: Notes, root: Map, framework: Map) -> None:
        self.notes = notes
        self.root = Fields(notes, root, "")
        self.objects = Fields(notes, root["objects"], "objects")
        self.framework = Fields(notes, framework, "objects/framework")
        scale = framework.get("scores_definition")
        maximum = self.framework.number("max_score", DEFAULT_MAXIMUM)
        self.context = Context(
            notes,
            LeftOut(notes),
            minimum=self.framework.number("min_score", DEFAULT_MINIMUM) or DEFAULT_MINIMUM,
            maximum=DEFAULT_MAXIMUM if maximum is None else maximum,
            scale=scale if isinstance(scale, Map) else Map(framework.line),
        )

    def document(self) -> Document:
        minimum, maximum = self.context.minimum, self.context.maximum
        if maximum <= minimum:
            self.framework.problem("bad_scale", "max_score")
        self._name_what_is_left_out()
        nodes = nodes_of(self.context, self.framework)
        themes = self._themes(nodes)
        document = Document(
            code=self._code(),
            version=self.root.word("version", "1", limit=VERSION_LIMIT),
            languages=self.notes.languages,
            title=self.context.texts(self.framework, "name") or self.context.texts(self.root, "name"),
            description=self.context.texts(self.framework, "description"),
            instructions=self.context.texts(self.framework, "annotation"),
            licence=self.root.word("copyright", limit=20_000),
            source=self._source(),
            minimum=minimum,
            maximum=maximum,
            decimals=1 if maximum - minimum <= 20 else 0,
            points_floor=minimum,
            points_ceiling=maximum,
            levels=levels_of(self.context, self.framework),
            themes=themes,
            resources=resources_of(self.context, self.objects, nodes),
        )
        note_loops(document, self.notes, self.context.urns)
        self.context.left_out.tell()
        self.context.tell_untranslated()
        return document

    def _code(self) -> str:
        named = self.framework.word("ref_id") or self.framework.word("urn").rsplit(":", 1)[-1]
        code = slug(named)
        if not code:
            self.framework.problem("missing", "ref_id", key="ref_id")
        return code

    def _source(self) -> Texts:
        provider = self.root.word("provider")
        return self.context.said(provider) if provider else {}

    def _name_what_is_left_out(self) -> None:
        left_out, objects = self.context.left_out, self.objects.map
        left_out.library(self.root.map)
        if isinstance(several := objects.get("frameworks"), Seq) and len(several) > 1:
            left_out.add("objects", "frameworks", objects.line_of("frameworks"), len(several) - 1)
        left_out.framework(self.framework.map)

    def _themes(self, nodes: list[Node]) -> tuple[Theme, ...]:
        tree = _Tree(self.context, Questions(self.context, visibility_of(self.context, self.framework, nodes)))
        themes = tuple(theme for node in roots(nodes) for theme in tree.top(node))
        note_a_cut(nodes, tree.silent)
        if not any(theme.questions for top in themes for theme in top.walk()):
            self.framework.problem("no_question", "requirement_nodes")
        return themes


@dataclass(slots=True)
class _Tree:
    """`silent`: the nodes under which nothing is asked."""

    context: Context
    questions: Questions
    silent: list[str] = field(default_factory=list)

    def top(self, node: Node) -> Iterator[Theme]:
        """A root as a theme; a question at the root gets a theme of its own."""
        if node.asked:
            questions, themes = self._content([node])
            yield Theme(f"{node.urn}:theme", title_of(self.context, node), questions=questions, themes=themes)
        elif (theme := self._theme(node)) is not None:
            yield theme

    def _theme(self, node: Node) -> Theme | None:
        questions, themes = self._content(node.children)
        if not questions and not themes:
            self.context.left_out.empty(node.fields.map)
            self.silent.append(node.urn)
            return None
        return Theme(
            code=node.urn,
            title=title_of(self.context, node),
            description=self.context.together(
                (node.fields, key) for key in ("description", "annotation", "typical_evidence")
            ),
            weight=node.fields.weight(),
            questions=questions,
            themes=themes,
        )

    def _content(self, nodes: list[Node]) -> tuple[tuple[Question, ...], tuple[Theme, ...]]:
        """The questions and the themes that `nodes` make, those under a question after it."""
        questions: list[Question] = []
        themes: list[Theme] = []
        for node in nodes:
            if not node.asked:
                theme = self._theme(node)
                themes += [theme] if theme else []
                continue
            if len(node.asked) == 1:
                questions.append(self.questions.alone(node))
            else:
                themes.append(self.questions.together(node))
            below = self._content(node.children)
            questions += below[0]
            themes += below[1]
        return tuple(questions), tuple(themes)
