"""Codes that the new base gives to parts of its own, and that a layer had given to its."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from assessments.frameworks.domain.document import Document, LegalNote, Question, Resource, Theme
from assessments.frameworks.domain.nodes import FIELDS, LISTS, Key, Kind, Node, nodes
from assessments.frameworks.domain.references import Renaming

T = TypeVar("T")
TREE: tuple[Kind, ...] = ("theme", "question")
LONGEST = 120  # characters kept of a code that gets a longer one


@dataclass(frozen=True, slots=True)
class Clashes:
    """Our parts whose code is taken, under the free code that each gets: `original` leads back from it."""

    mine: Document
    original: Mapping[Key, str]

    def back(self, theirs: set[Key]) -> Renaming:
        """The renaming that leads from our parts in `theirs` to those of the base."""
        questions = {key[1]: self.original[key] for key in theirs if key[0] == "question"}
        choices = {
            (code.split("/")[0], code.split("/")[1]): self.original[kind, code].split("/")[1]
            for kind, code in theirs
            if kind == "choice"
        }
        return Renaming(questions, choices)


def resolved(old: Mapping[Key, Node], new: Mapping[Key, Node], mine: Document) -> Clashes:
    """`mine`, each own part whose code is in `new` called otherwise, and all that refers to it with it."""
    parts = nodes(mine)
    taken = {code for _, code in (*new, *parts)}
    renames: dict[Key, str] = {}
    for key, node in parts.items():
        held = key[0] == "choice" and ("question", node.parent) in renames  # it goes with its question
        if key not in old and not held and _is_taken(key, new):
            renames[key] = _free(key, mine.code, taken)
            taken.add(renames[key])
    original = {(key[0], after): key[1] for key, after in renames.items()}
    return Clashes(_renamed(mine, renames) if renames else mine, original)


def _is_taken(key: Key, new: Mapping[Key, Node]) -> bool:
    """Themes and questions share their codes."""
    return key in new or (key[0] in TREE and any((kind, key[1]) in new for kind in TREE))


def same_content(mine: Node, theirs: Node) -> bool:
    """Whether the base has taken up our part as it is."""
    ignored = {"origin", "limits", "counts_as"}
    names = [name for name in FIELDS[mine.kind] if name not in ignored]
    alike = all(getattr(mine.part, name) == getattr(theirs.part, name) for name in names)
    return alike and mine.kind != "theme" and _choices(mine.part) == _choices(theirs.part)


def _choices(part: Any) -> list[Any]:
    return [(choice.code, choice.title, choice.points) for choice in getattr(part, "choices", ())]


def free(code: str, suffix: str, taken: set[str]) -> str:
    """A code like `code` that is not among `taken`."""
    start = f"{code[:LONGEST]}-{suffix[: 200 - LONGEST - 8]}"
    return next(name for n in range(1, len(taken) + 2) if (name := start if n == 1 else f"{start}-{n}") not in taken)


def _free(key: Key, suffix: str, taken: set[str]) -> str:
    question, _, choice = key[1].rpartition("/")
    if key[0] != "choice":
        return free(key[1], suffix, taken)
    others = {code.partition("/")[2] for code in taken if code.startswith(f"{question}/")}
    return f"{question}/{free(choice, suffix, others)}"


def _renamed(mine: Document, renames: Mapping[Key, str]) -> Document:
    def code(kind: Any, before: str) -> str:
        return renames.get((kind, before), before)

    questions = {before: after for (kind, before), after in renames.items() if kind == "question"}
    choices = {
        (before.split("/")[0], before.split("/")[1]): after.split("/")[1]
        for (kind, before), after in renames.items()
        if kind == "choice"
    }
    renaming = Renaming(questions, choices)

    def question(one: Question) -> Question:
        own = tuple(replace(c, code=choices.get((one.code, c.code), c.code)) for c in one.choices)
        return replace(
            referring(one, renaming),
            code=code("question", one.code),
            choices=own,
            terms=tuple(code("term", term) for term in one.terms),
        )

    def theme(one: Theme) -> Theme:
        return replace(
            referring(one, renaming),
            code=code("theme", one.code),
            questions=tuple(map(question, one.questions)),
            themes=tuple(map(theme, one.themes)),
        )

    lists: dict[str, Any] = {
        name: tuple(referring(replace(part, code=code(kind, part.code)), renaming) for part in getattr(mine, name))
        for name, kind in LISTS.items()
        if kind not in ("level", "trait")
    }
    levels = tuple(
        replace(level, themes={code("theme", theme): words for theme, words in level.themes.items()})
        for level in mine.levels
    )
    express = renaming.codes(mine.express)
    return replace(mine, themes=tuple(map(theme, mine.themes)), levels=levels, express=express, **lists)


def referring(part: T, renaming: Renaming) -> T:
    """`part`, what it refers to called by its new code."""
    if isinstance(part, Question):
        return replace(part, visible_if=renaming.condition(part.visible_if), formula=renaming.formula(part.formula))
    if isinstance(part, Theme):
        return replace(part, visible_if=renaming.condition(part.visible_if))
    if isinstance(part, LegalNote | Resource):
        return replace(part, questions=renaming.codes(part.questions))
    return part
