"""Every way in which a layer breaks what its base allows."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from assessments.frameworks.domain.document import REWORDABLE, Document, Limits, Question, Theme
from assessments.frameworks.domain.nodes import FIELDS, Kind, Node, displaced, nodes
from assessments.frameworks.domain.problems import Problem

OWN_FIELDS = {
    "document": {
        *("code", "version", "title", "description", "instructions", "licence", "source"),
        *("seconds_per_question", "express", "base", "core", "audience", "limits"),
    },
    "theme": {"origin", "weight", "hidden", "limits"},
    "question": {"origin", "weight", "hidden", "limits", "terms", *REWORDABLE},
    "level": {"themes"},
}
"""The fields of an inherited part in which a layer may differ, within its limits."""


def breaches(base: Document, document: Document) -> tuple[Problem, ...]:
    """What `document`, a layer over `base`, does that `base` does not allow: none for a sound layer."""
    return tuple(_Comparison(base, document).problems())


def is_tighter(limits: Limits, than: Limits) -> bool:
    """Whether `limits` allow nothing that `than` does not."""
    flags = all(getattr(than, name) or not getattr(limits, name) for name in ("hide", "reword", "questions", "choices"))
    if limits.weight_min is None or limits.weight_max is None:
        return flags
    if than.weight_min is None or than.weight_max is None:
        return False
    return flags and than.weight_min <= limits.weight_min and limits.weight_max <= than.weight_max


def allows_weight(limits: Limits, weight: Fraction) -> bool:
    low, high = limits.weight_min, limits.weight_max
    return low is not None and high is not None and low <= weight <= high


class _Comparison:
    def __init__(self, base: Document, document: Document) -> None:
        self.base, self.document = base, document
        self.inherited, self.found = nodes(base), nodes(document)

    def problems(self) -> Iterator[Problem]:
        yield from self._identity()
        for key, node in self.inherited.items():
            if key in self.found:
                yield from self._kept(node, self.found[key])
            else:
                yield _problem("layer_missing", node, value=node.code)
        for key, node in self.found.items():
            if key not in self.inherited:
                yield from self._added(node)
        yield from self._orders()

    def _identity(self) -> Iterator[Problem]:
        base, document = self.base, self.document
        root = base.core or base.code
        if document.base != f"{base.code}@{base.version}" or document.core != root:
            value = f"{base.code}@{base.version}"
            yield Problem("layer_base", 0, "base", {"value": value, "core": root})
        if document.code in {base.code, *(node.origin for node in self.inherited.values())}:
            yield Problem("layer_code", 0, "code", {"value": document.code})

    def _kept(self, before: Node, after: Node) -> Iterator[Problem]:
        if after.kind not in ("document", "level", "trait") and after.origin != (before.origin or self.base.code):
            yield _problem("layer_origin", after, "origin", value=after.code, origin=before.origin or self.base.code)
        if before.parent != after.parent:
            yield _problem("layer_moved", after, value=after.code)
        own = OWN_FIELDS.get(after.kind, {"origin"})
        for name in FIELDS[after.kind]:
            if name not in own and getattr(before.part, name) != getattr(after.part, name):
                yield _problem("layer_changed", after, name, value=after.code, key=name)
        if after.kind in ("theme", "question"):
            yield from self._limited(before, after)
        elif after.kind == "level":
            yield from self._wordings(before, after)
        elif after.kind == "document" and not is_tighter(after.part.limits, before.part.limits):
            yield Problem("layer_limits", 0, "limits", {"value": after.part.code})

    def _limited(self, before: Node, after: Node) -> Iterator[Problem]:
        limits = self.base.limits_of(before.part)
        old, new = before.part, after.part
        if new.weight != old.weight and not allows_weight(limits, new.weight):
            yield self._weight(limits, before, after)
        if new.hidden != old.hidden and not limits.hide:
            yield _problem("layer_hide", after, "hidden", value=after.code)
        if not is_tighter(self.document.limits_of(new), limits):
            yield _problem("layer_limits", after, "limits", value=after.code)
        if isinstance(new, Question):
            yield from self._words(limits, before, after)

    def _weight(self, limits: Limits, before: Node, after: Node) -> Problem:
        asked = str(after.part.weight)
        if limits.weight_min is None or limits.weight_max is None:
            return _problem("layer_weight_fixed", after, "weight", value=asked, weight=str(before.part.weight))
        low, high = str(limits.weight_min), str(limits.weight_max)
        return _problem("layer_weight", after, "weight", value=asked, low=low, high=high)

    def _words(self, limits: Limits, before: Node, after: Node) -> Iterator[Problem]:
        for name in (*REWORDABLE, "terms"):
            if getattr(after.part, name) != getattr(before.part, name) and not limits.reword:
                yield _problem("layer_reword", after, name, value=after.code, key=name)
        for term in before.part.terms:
            if term not in after.part.terms:
                yield _problem("layer_changed", after, "terms", value=after.code, key="terms")
                return

    def _wordings(self, before: Node, after: Node) -> Iterator[Problem]:
        """A layer says its own sentences for its own themes, and leaves the others."""
        old, new = before.part.themes, after.part.themes
        for code in {*old, *new}:
            if old.get(code) != new.get(code) and (code in old or ("theme", code) in self.inherited):
                yield _problem("layer_changed", after, f"themes/{code}", value=after.code, key=f"themes/{code}")

    def _added(self, node: Node) -> Iterator[Problem]:
        if node.kind in ("level", "trait"):
            yield _problem("layer_extra", node, value=node.code)
        if node.origin:
            yield _problem("layer_claims", node, "origin", value=node.code, origin=node.origin)
        holder: Kind = "question" if node.kind == "choice" else "theme"
        parent = self.inherited.get((holder, node.parent))
        if parent is None or node.kind not in ("theme", "question", "choice"):
            return
        limits = self.base.limits_of(parent.part)
        if node.kind == "choice":
            yield from self._choice(limits, parent.part, node)
        elif not limits.questions:
            yield _problem("layer_add", node, value=node.code, parent=node.parent)

    def _choice(self, limits: Limits, question: Question, node: Node) -> Iterator[Problem]:
        if not limits.choices:
            yield _problem("layer_choices", node, value=node.part.code, parent=question.code)
        among = [choice.code for choice in question.choices]
        if node.part.counts_as not in among:
            yield _problem("layer_counts_as", node, "counts_as", value=node.part.code, among=", ".join(among))

    def _orders(self) -> Iterator[Problem]:
        before, after = self._families(self.inherited), self._families(self.found)
        for family, codes in before.items():
            common = [code for code in after.get(family, []) if code in set(codes)]
            for code in displaced([code for code in codes if code in set(common)], common):
                yield _problem("layer_moved", self.found[family[0], code], value=code)

    def _families(self, every: dict[tuple[Kind, str], Node]) -> dict[tuple[Kind, str], list[str]]:
        """The inherited parts by what holds them; those that changed hands are told elsewhere."""
        families: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for key, node in every.items():
            if key in self.inherited and key in self.found and self.inherited[key].parent == self.found[key].parent:
                families[node.kind, node.parent].append(node.code)
        return families


def accepts(document: Document, theme: Theme, kind: Kind) -> bool:
    """Whether layers over `document` may put a question, or a theme, into `theme`."""
    return document.limits_of(theme).questions and not (kind == "theme" and theme.combine == "sum")


def _problem(code: str, node: Node, at: str = "", /, **params: str | int) -> Problem:
    return Problem(code, 0, f"{node.where}/{at}".strip("/") if at else node.where, params)
