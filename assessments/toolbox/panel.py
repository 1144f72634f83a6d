"""The section "What can help you" of a result page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Document
from assessments.results import wording
from assessments.results.reading import Reading
from assessments.scoring import Applicability, NodeResult
from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.domain.matching import Match, Offer, match
from assessments.toolbox.domain.words import bare, brief
from assessments.toolbox.models import Resource
from assessments.toolbox.queries import open_resources
from core.text import pick

SMALL = frozenset({"0", "1-9", "10-19", "20-49", "50-249"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`start` is the summary, or its beginning; `whole` all of a long one, "" for a short one."""

    resource: Resource
    reason: str
    start: str
    whole: str


def render(request: HttpRequest, reading: Reading) -> str:
    return render_to_string("toolbox/panel.html", {"suggestions": list(suggestions(reading))}, request=request)


def suggestions(reading: Reading) -> Iterator[Suggestion]:
    """At most five resources, each with its reason in words. One query."""
    resources = {resource.pk: resource for resource in open_resources(reading.today)}
    lineage = _lineage(reading.document)
    offers = [_offer(resource, reading, lineage) for resource in resources.values()]
    for found in match(offers, reading.scored.themes, reading.profile, reading.today):
        yield _suggestion(resources[found.offer.id], _reason(found, reading))


def _suggestion(resource: Resource, reason: str) -> Suggestion:
    text = bare(pick(resource.summary))
    start = brief(text)
    return Suggestion(resource, reason, start, text if start.endswith("…") and len(text) > len(start) else "")


def _offer(resource: Resource, reading: Reading, lineage: frozenset[str]) -> Offer:
    home = reading.row.territory
    nearest_first = [home.pk, *reversed(home.ancestor_ids)]
    return Offer(
        id=resource.pk,
        themes=tuple(resource.themes),
        applies=_applicability(resource.rule),
        deadline=resource.deadline,
        distance=nearest_first.index(resource.territory_id),
        questions=tuple(resource.questions) if resource.framework in lineage else (),
    )


def _applicability(rule: Eligibility) -> Applicability:
    return Applicability(rule.kinds, rule.sizes, rule.naf, rule.traits, rule.any_trait, rule.no_trait)


def _lineage(document: Document) -> frozenset[str]:
    """The frameworks whose questions the document asks: itself, and those that it is a layer over."""
    inherited = {question.origin for question in document.questions()}
    return frozenset({document.code, document.core, document.base.partition("@")[0], *inherited} - {""})


def _reason(found: Match, reading: Reading) -> str:
    """ "because “Energy” is at 25 out of 100; you have premises". A question is called by its name as a theme is."""
    node = _caller(found, reading)
    called = reading.plan.question(found.question) if found.question else reading.plan.theme(found.theme)
    because = _("because “%(theme)s” is at %(points)s out of %(maximum)s") % {
        "theme": wording.name(called),
        "points": wording.figure(node.displayed),
        "maximum": wording.figure(reading.summary.maximum),
    }
    facts = [fact for condition in found.conditions if (fact := _fact(condition, found.offer, reading))]
    return _("%(because)s; %(facts)s") % {"because": because, "facts": ", ".join(facts)} if facts else because


def _caller(found: Match, reading: Reading) -> NodeResult:
    theme = next(theme for theme in reading.scored.themes if theme.id == found.theme)
    return next(node for node in theme.walk() if node.id == found.question) if found.question else theme


def _fact(condition: str, offer: Offer, reading: Reading) -> str:
    """The fact of the profile that met a condition, in words; "" where saying it would teach nothing."""
    if condition == "kinds":
        return {
            "company": _("you are a company"),
            "association": _("you are an association"),
            "public_body": _("you are a public body"),
        }[reading.profile.kind]
    if condition == "sizes":
        return _("your size fits") if offer.applies.sizes != SMALL else _("you have fewer than 250 employees")
    if condition in ("traits", "any_trait"):
        wanted = getattr(offer.applies, condition) & reading.profile.traits
        return ", ".join(_TRAITS[code]() for code in sorted(wanted) if code in _TRAITS)
    return ""


_TRAITS = {
    "premises": lambda: _("you have premises"),
    "works": lambda: _("you can decide works"),
    "meter": lambda: _("you have your own meter"),
    "outdoor": lambda: _("you have outdoor ground"),
    "employees": lambda: _("you have employees"),
    "volunteers": lambda: _("you have volunteers"),
    "vehicles": lambda: _("you use vehicles"),
    "trips": lambda: _("you travel for work"),
    "goods": lambda: _("goods come in or out"),
    "food": lambda: _("you serve or sell food"),
}
