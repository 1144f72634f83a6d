"""Building a layer again over the next version of its base: see `merge`."""

from dataclasses import replace
from typing import Any

from assessments.frameworks.domain.breaches import accepts
from assessments.frameworks.domain.choices import merged_choices, own_choices
from assessments.frameworks.domain.clashes import TREE, free, resolved, same_content
from assessments.frameworks.domain.cleaning import cleaned
from assessments.frameworks.domain.conflicts import BOTH, MINE, THEIRS, Ledger
from assessments.frameworks.domain.document import REWORDABLE, Document, Question
from assessments.frameworks.domain.forest import Forest, inserted
from assessments.frameworks.domain.inherited import merged, narrowed
from assessments.frameworks.domain.layers import LISTS, derive
from assessments.frameworks.domain.nodes import LISTS as KINDS
from assessments.frameworks.domain.nodes import Key, Node, nodes
from assessments.frameworks.domain.references import kept, lost, names_of

OURS = ("description", "instructions", "licence", "source", "seconds_per_question", "express")
"""Fields of the document that a layer fills in its own way, or leaves as its base has them."""


class Taking:
    def __init__(self, base_old: Document, base_new: Document, mine: Document, ledger: Ledger) -> None:
        self.former, self.fresh = (
            derive(base, mine.code, mine.version, mine.title, mine.audience) for base in (base_old, base_new)
        )
        self.old, self.new = nodes(self.former), nodes(self.fresh)
        self.clashes = resolved(self.old, self.new, mine)
        self.layer = self.clashes.mine
        self.mine = nodes(self.layer)
        self.ledger = ledger
        self.theirs: set[Key] = set()
        self.homes: dict[str, str] = {}
        self.forest = Forest(self.fresh)
        self.siblings = Forest(self.layer).children

    def document(self) -> Document:
        adopted = self._codes()
        self._inherited()
        for node in self.mine.values():
            if node.kind in ("theme", "question") and node.key not in adopted:
                self._bring(node)
        unwanted = self._references(adopted)
        whole = replace(self._beside(), themes=self.forest.themes())
        return cleaned(whole, self.layer, self.clashes, self.theirs, unwanted)

    def _is_ours(self, key: Key) -> bool:
        return key in self.mine and key not in self.old

    def _codes(self) -> set[Key]:
        """Settle whose a code is; returns our parts that the base has taken up as they are."""
        adopted = set()
        for key, original in self.clashes.original.items():
            if key[0] == "choice":
                continue
            ours, base = self.mine[key], self.new.get((key[0], original))
            if base is None:  # a theme of ours, and a question of theirs
                self.ledger.keeps_mine(self._named(ours), "", key[1], original, "same_code", MINE)
                continue
            if same_content(ours, base):
                adopted.add(key)
            elif self.ledger.keeps_mine(self._named(ours), "", key[1], original, "same_code"):
                continue
            self.theirs.add(key)
        return adopted

    def _named(self, node: Node) -> Node:
        """`node` under the code that its author knows."""
        return replace(node, code=self.clashes.original.get(node.key, node.code))

    def _inherited(self) -> None:
        for key, node in self.new.items():
            if key in self.old and node.kind in ("theme", "question"):
                limits = self.fresh.limits_of(node.part)
                part = merged(self.old[key], node, self.mine[key], limits, self.ledger)
                if node.kind == "question":
                    clashes = (self.clashes, self.theirs)
                    part = merged_choices(part, self.old[key].part, self.mine[key].part, limits, self.ledger, *clashes)
                self.forest.parts[key] = part

    def _bring(self, node: Node) -> None:
        """Put a part of ours where it stood, or as near as the base allows."""
        if self._is_ours(node.key):
            holder = self._holder(node)
            if holder is not None and node.key not in self.theirs:
                self.forest.put(node.key, node.part, holder, self.siblings[node.kind, node.parent])
        elif node.kind == "question" and node.key not in self.new and self._was_changed(node):
            own, options = as_own(node.part), BOTH if ("theme", node.code) not in self.new else THEIRS
            if self.ledger.keeps_mine(node, "", own, None, "dropped_changed", options):
                self.forest.put(node.key, own, self._shelter(node), self.siblings[node.kind, node.parent])

    def _was_changed(self, node: Node) -> bool:
        old, new = self.old[node.key].part, node.part
        names = ("weight", "terms", *REWORDABLE)
        differs = any(getattr(old, name) != getattr(new, name) for name in names)
        return not new.hidden and (differs or bool(own_choices(old, new)))

    def _holder(self, node: Node) -> str | None:
        """The theme that takes a part of ours, "" for the top; None where it goes."""
        parent: Key = ("theme", node.parent)
        if not node.parent:
            return ""
        if parent in self.theirs:
            return self._shelter(node)
        if self._is_ours(parent):
            return node.parent if parent in self.forest.parts else None
        if parent not in self.new:
            theme = self.mine[parent]
            keeps = self.ledger.keeps_mine(theme, "", node.parent, None, "dropped_holds")
        elif accepts(self.fresh, self.new[parent].part, node.kind):
            return node.parent
        else:
            keeps = self.ledger.keeps_mine(self._named(node), "", self._home_name(node.parent), None, "limits")
        return self._home(node.parent) if keeps else None

    def _shelter(self, node: Node) -> str:
        """The theme of the base where `node` stood, if it takes it; else one of ours."""
        parent: Key = ("theme", node.parent)
        code = self.clashes.original.get(parent, node.parent)
        found = self.new.get(("theme", code))
        return code if found and accepts(self.fresh, found.part, node.kind) else self._home(node.parent)

    def _home(self, code: str) -> str:
        """A theme of ours, at the top, in the place of the theme `code`."""
        if code not in self.homes:
            name = self.homes[code] = self._home_name(code)
            node = self.mine["theme", code]
            part = replace(node.part, code=name, origin="", limits=None, hidden=False, combine="mean")
            at_top = self.siblings["theme", ""] if not node.parent else []
            after = [one for each in at_top for one in ([each, name] if each == code != name else [each])]
            self.forest.put(("theme", name), part, "", after)
        return self.homes[code]

    def _home_name(self, code: str) -> str:
        if code in self.homes:
            return self.homes[code]
        if not any((kind, code) in places for kind in TREE for places in (self.new, self.forest.parts)):
            return code
        every = (*self.new, *self.mine, *self.forest.parts)
        return free(code, self.layer.code, {name for kind, name in every if kind in TREE})

    def _references(self, adopted: set[Key]) -> set[Key]:
        """Our parts that go because what they look at has gone. Looked for whatever else is decided."""
        inherited = [self.forest.parts[key] for key in self.new if key[0] == "question"]
        with_choices = [self._with_ours(question) for question in inherited]
        own = [node.part for key, node in self.mine.items() if key[0] == "question" and self._is_ours(key)]
        names, unwanted = names_of([*with_choices, *own]), set()
        for key, node in self.mine.items():
            if key[0] not in ("theme", "question") or not self._is_ours(key) or key in adopted:
                continue
            now = kept(node.part.visible_if, names)
            if now != node.part.visible_if and not self.ledger.keeps_mine(
                self._named(node), "visible_if", now, None, "reference_gone"
            ):
                unwanted.add(key)
            if key[0] == "question" and lost(node.part.formula, names):
                self.ledger.keeps_mine(self._named(node), "formula", None, None, "reference_gone", THEIRS)
        return unwanted

    def _with_ours(self, question: Question) -> Question:
        """With every choice that we added, whether it stays or not."""
        former, mine = self.old.get(("question", question.code)), self.mine.get(("question", question.code))
        if former is None or mine is None:
            return question
        new = self.new["question", question.code].part
        return replace(question, choices=(*new.choices, *own_choices(former.part, mine.part)))

    def _beside(self) -> Document:
        """The document with its own words and what stands beside the tree, which is still that of the base."""
        values: dict[str, Any] = {name: self._own_field(name) for name in OURS}
        if self.layer.limits != self.former.limits:
            values["limits"] = narrowed(self.layer.limits, self.fresh.limits)
        for name in LISTS:
            values[name] = self._list(name)
        return replace(self.fresh, **values)

    def _own_field(self, name: str) -> Any:
        mine = getattr(self.layer, name)
        return getattr(self.fresh, name) if mine == getattr(self.former, name) else mine

    def _list(self, name: str) -> tuple[Any, ...]:
        kind = KINDS[name]
        rows = list(getattr(self.fresh, name))
        codes = [part.code for part in getattr(self.layer, name)]
        for part in getattr(self.layer, name):
            if self._is_ours((kind, part.code)) and (kind, part.code) not in self.theirs:
                rows = inserted(rows, part, codes)
        return tuple(rows)


def as_own(question: Question) -> Question:
    """A question that the base has dropped, as one of ours."""
    choices = tuple(replace(choice, origin="", counts_as="") for choice in question.choices)
    return replace(question, origin="", limits=None, hidden=False, choices=choices)
