"""A charter with two principles and three commitments, adopted; its signatures. Call inside a scope."""

from datetime import date
from typing import Any

from accounts.models import User
from network.charters import queries
from network.charters.domain.rules import Rules
from network.charters.models import ArticleKind, Charter, CharterVersion, Signature
from network.charters.services import (
    Act,
    Consent,
    Own,
    add_article,
    adopt,
    create_charter,
    edit_preamble,
    set_rules,
    sign,
    start_version,
)
from organisations.models import Organisation
from territories.scope import active_territory
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation

ARTICLES = (
    ("Dire ce que nous faisons", "principle", ""),
    ("Apprendre les uns des autres", "principle", ""),
    ("Suivre nos consommations chaque mois", "commitment", "energy"),
    ("Trier nos déchets à la source", "commitment", "waste"),
    ("Arroser moins", "commitment", "water"),
)
FREE = Rules(months=None, commitments=0)
"""Asks nothing."""


def make_draft(title: str = "Charte des acteurs engagés", **facts: Any) -> CharterVersion:
    """A charter at work, its five articles written."""
    charter = create_charter(territory=active_territory(), title=title, **facts)
    version = queries.version_at_work(charter)
    assert version is not None
    edit_preamble(version=version, preamble={"fr": "Nous, acteurs du territoire, avançons ensemble."})
    for name, kind, theme in ARTICLES:
        body = {"fr": f"{name}, chaque année.", "en": f"[{name}]"}
        add_article(version=version, title={"fr": name}, body=body, kind=kind, theme=theme)
    return version


def make_charter(title: str = "Charte des acteurs engagés", *, rules: Rules = FREE, **facts: Any) -> Charter:
    """An adopted charter, which asks nothing unless told."""
    version = adopt(version=make_draft(title, **facts))
    return set_rules(charter=version.charter, rules=rules)


def new_version(charter: Charter, words: str = "Un article de plus") -> CharterVersion:
    """The next text, adopted."""
    version = start_version(charter=charter)
    add_article(version=version, title={"fr": words}, body={}, kind=ArticleKind.PRINCIPLE)
    return adopt(version=version)


def make_act(charter: Charter, **changes: Any) -> Act:
    """What someone says who read the text of today."""
    version = queries.adopted_version(charter)
    assert version is not None
    facts: dict[str, Any] = {
        "digest": version.digest,
        "articles": ("a3", "a4"),
        "own": (),
        "name": "Camille Durand",
        "function": "Directrice",
        "consent": Consent(is_listed=True, shows_commitments=True),
    }
    return Act(**facts | changes)


def own(text: str, day: date) -> tuple[Own, ...]:
    return (Own(text, day),)


def make_signature(
    charter: Charter | None = None, organisation: Organisation | None = None, user: User | None = None, **changes: Any
) -> Signature:
    signer = user or make_user(name="Camille Durand")
    signed = charter or make_charter()
    holder = organisation or make_organisation(signer)
    return sign(charter=signed, organisation=holder, user=signer, act=make_act(signed, **changes))
