"""What a framework looks at in a profile: assessments that do not differ in it are read by the same ruler."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.scoring import AllOf, AnyOf, Applicability, Condition, Fits, Framework, Not, Profile, Question, Theme


@dataclass(frozen=True, slots=True)
class Facets:
    """Which facts of a profile change what is asked."""

    kind: bool
    size: bool
    section: bool
    traits: frozenset[str]

    def of(self, profile: Profile) -> Profile:
        """`profile` with nothing but what counts."""
        return Profile(
            profile.kind if self.kind else "",
            profile.size if self.size else "",
            profile.section if self.section else "",
            profile.traits & self.traits,
        )


def facets(*frameworks: Framework) -> Facets:
    found = {rule for framework in frameworks for theme in framework.themes for rule in _rules(theme)}
    traits = frozenset(trait for rule in found for trait in rule.traits | rule.any_trait | rule.no_trait)
    return Facets(
        any(rule.kinds for rule in found),
        any(rule.sizes for rule in found),
        any(rule.sections for rule in found),
        traits,
    )


def _rules(node: Theme | Question) -> Iterator[Applicability]:
    yield node.applies
    yield from _in_condition(node.visible_if)
    for child in node.children if isinstance(node, Theme) else ():
        yield from _rules(child)


def _in_condition(condition: Condition | None) -> Iterator[Applicability]:
    if isinstance(condition, Fits):
        yield condition.applies
    parts: Iterable[Condition] = condition.parts if isinstance(condition, AllOf | AnyOf) else ()
    for part in (condition.part,) if isinstance(condition, Not) else parts:
        yield from _in_condition(part)
