"""Which questions of a CISO Assistant library are asked: groups that answers choose, and `depends_on`.

A requirement belongs to implementation groups. A group is in force when it is so by default, or when a choice
that selects it is ticked. A requirement is asked when one of its groups is in force; one without group, always.
A group that neither a choice nor the default puts in force is picked by hand there, by who opens the assessment:
here it opens nothing, and requirements that have no other group are asked of everyone. Both are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.frameworks.domain.ciso_nodes import Node
from assessments.frameworks.domain.ciso_shared import Context, listed
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import N_
from assessments.frameworks.domain.values import Map
from assessments.scoring import AllOf, AnyOf, Condition, Given

CHOSEN = ("unique_choice", "single_choice", "multiple_choice")


@dataclass(frozen=True, slots=True)
class _Selector:
    """The choices of one question that put a group in force."""

    question: str
    node: Node
    choices: frozenset[str]


@dataclass(slots=True)
class Visibility:
    context: Context
    by_default: frozenset[str] = frozenset()
    selectors: dict[str, list[_Selector]] = field(default_factory=dict)
    questions: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    """By URN in lower case: the URN as it is written, and the question."""

    def of_node(self, node: Node) -> Condition | None:
        """What its groups ask for; None when it is asked of everyone."""
        groups = listed(node.fields.map.get("implementation_groups"))
        if not groups or not self.by_default.isdisjoint(groups):
            return None
        live = [group for group in dict.fromkeys(groups) if group in self.selectors]
        chosen = [given for group in live for given in self._in_force(group, node)]
        if not chosen:
            self.context.left_out.add("node", "implementation_groups", node.fields.map.line_of("implementation_groups"))
        return _any(chosen) if chosen else None

    def _in_force(self, group: str, node: Node) -> list[Condition]:
        """The answers that select `group`. One that is itself asked only in that group can never be the first to
        select it: leaving it out changes nothing, and keeps a question from waiting for its own answer."""
        outside = [s for s in self.selectors[group] if s.node is not node and not self._is_inside(s.node, group)]
        return [Given(selector.question, among=selector.choices) for selector in outside]

    def _is_inside(self, node: Node, group: str) -> bool:
        groups = listed(node.fields.map.get("implementation_groups"))
        live = {name for name in groups if name in self.selectors or name in self.by_default}
        return live == {group} and group not in self.by_default

    def of_question(self, fields: Fields) -> Condition | None:
        """What its `depends_on` asks for: `{question, answers, condition: any or all}`."""
        written = fields.map.get("depends_on")
        if not written:
            return None
        rule = Fields(self.context.notes, written, f"{fields.where}/depends_on") if isinstance(written, Map) else None
        if rule is None:
            fields.expected("depends_on", "map")
            return None
        found = self.questions.get(rule.word("question", required=True).lower())
        if found is None:
            if rule.map.get("question"):
                rule.problem("dangling", "question", value=str(rule.map["question"])[:60], target=N_("question"))
            return None
        return self._depends(rule, *found)

    def _depends(self, rule: Fields, urn: str, target: Fields) -> Condition | None:
        how = rule.among("condition", ("any", "all"), "any")
        wanted = rule.map.get("answers")
        answers = list(wanted) if isinstance(wanted, list) else [] if wanted is None else [wanted]
        if not answers:
            return Given(urn)
        leaves = [self._leaf(rule, urn, target, answer) for answer in answers]
        if None in leaves:
            return None
        given = tuple(leaf for leaf in leaves if leaf is not None)
        return AllOf(given) if how == "all" and len(given) > 1 else _any(given)

    def _leaf(self, rule: Fields, urn: str, target: Fields, answer: object) -> Condition | None:
        """One expected answer, by the kind of the question that is looked at."""
        kind = target.map.get("type")
        if kind in CHOSEN:
            if (choice := _choice_of(target, str(answer))) is not None:
                return Given(urn, among=frozenset({choice}))
            rule.problem("dangling", "answers", value=str(answer)[:60], target=N_("choice"))
        elif kind == "boolean":
            if (said := str(answer).lower()) in ("true", "yes", "false", "no"):
                return Given(urn, among=frozenset({"yes" if said in ("true", "yes") else "no"}))
            rule.problem("not_among", "answers", key="answers", value=str(answer)[:60], among="true, false")
        elif kind == "number" and (figure := _figure(answer)) is not None:
            return Given(urn, at_least=figure, at_most=figure)
        else:
            self.context.left_out.add("question", "depends_on", rule.map.line)
        return None


def visibility_of(context: Context, framework: Fields, nodes: Iterable[Node]) -> Visibility:
    found = Visibility(context, frozenset(_defaults(framework)))
    for node in nodes:
        for urn, question in node.asked:
            found.questions.setdefault(urn.lower(), (urn, question))
            _add_selectors(found, node, urn, question)
    _tell_groups_by_hand(found, framework)
    return found


def _defaults(framework: Fields) -> Iterable[str]:
    for item in framework.children("implementation_groups_definition"):
        chosen = item.map.get("default_selected")
        if chosen is True or str(chosen).lower() in ("true", "x", "yes"):
            yield item.word("ref_id")


def _add_selectors(found: Visibility, node: Node, urn: str, question: Fields) -> None:
    if question.map.get("type") not in CHOSEN:
        return
    choices: dict[str, set[str]] = {}
    for choice in question.children("choices"):
        for group in listed(choice.map.get("select_implementation_groups")):
            choices.setdefault(group, set()).add(choice.word("urn"))
    for group, selecting in choices.items():
        found.selectors.setdefault(group, []).append(_Selector(urn, node, frozenset(selecting)))


def _tell_groups_by_hand(found: Visibility, framework: Fields) -> None:
    for item in framework.children("implementation_groups_definition"):
        group = item.word("ref_id")
        if group not in found.by_default and group not in found.selectors:
            found.context.left_out.add("framework", "implementation_groups_definition", item.map.line)


def _choice_of(question: Fields, named: str) -> str | None:
    """The URN of the choice `named`, by its URN or by its last part alone."""
    wanted = named.strip().lower()
    urns = [choice.word("urn") for choice in question.children("choices")]
    exact = [urn for urn in urns if urn.lower() == wanted]
    return next(iter(exact or [urn for urn in urns if urn.lower().rsplit(":", 1)[-1] == wanted]), None)


def _figure(answer: object) -> Fraction | None:
    try:
        return Fraction(str(answer))
    except (ValueError, ZeroDivisionError):
        return None


def _any(parts: Iterable[Condition]) -> Condition:
    """One of `parts`; leaves about the same question are one leaf."""
    kept = list(dict.fromkeys(parts))
    among: dict[str, frozenset[str]] = {}
    for part in kept:
        if isinstance(part, Given) and part.among:
            among[part.question] = among.get(part.question, frozenset()) | part.among
    merged: dict[Condition, None] = {}
    for part in kept:
        whole = Given(part.question, among[part.question]) if isinstance(part, Given) and part.among else part
        merged.setdefault(whole)
    return next(iter(merged)) if len(merged) == 1 else AnyOf(tuple(merged))
