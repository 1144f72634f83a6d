"""A charter under discussion. Call inside a scope."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from network.charters import services as charters
from network.charters.models import CharterVersion
from network.charters.queries import version_at_work
from network.cowriting.models import Proposal, Who, Writing
from network.cowriting.queries.writings import current
from network.cowriting.services import proposals
from network.cowriting.services.writings import open_writing
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import active_territory
from tests.factories.accounts import make_staff

PREAMBLE = "Nous voulons un territoire sobre."
WATER = "Nous suivons nos consommations d’eau chaque mois et nous les affichons."


def make_draft(
    territory: Territory | None = None, title: str = "Charte des acteurs engagés", **facts: Any
) -> CharterVersion:
    charter = charters.create_charter(territory=territory or active_territory(), title=title, **facts)
    version = version_at_work(charter)
    assert version is not None
    charters.edit_preamble(version=version, preamble={"fr": PREAMBLE})
    charters.add_article(version=version, title={"fr": "Eau"}, body={"fr": WATER})
    charters.add_article(
        version=version, title={"fr": "Énergie"}, body={"fr": "Nous baissons le chauffage d’un degré."}
    )
    return version


def make_writing(
    version: CharterVersion | None = None, *, user: User | None = None, days: int = 20, **facts: Any
) -> Writing:
    """Open since today, for `days` days."""
    today = timezone.localdate()
    given = {"opens_on": today, "closes_on": today + timedelta(days=days), "who": Who.EVERYONE, **facts}
    return open_writing(version=version or make_draft(), user=user or make_staff(), **given)


def make_amendment(
    writing: Writing, organisation: Organisation, user: User, words: str, *, target: str = "a1", **facts: Any
) -> Proposal:
    given = {"base": current(writing), "reason": "Plus simple à tenir.", **facts}
    return proposals.propose_amendment(
        writing=writing, organisation=organisation, user=user, target=target, words=words, **given
    )


def make_article(
    writing: Writing, organisation: Organisation, user: User, title: str = "Vélo", **facts: Any
) -> Proposal:
    given = {"words": "Nous garons les vélos à l’abri.", "reason": "Beaucoup viennent à vélo.", **facts}
    return proposals.propose_article(writing=writing, organisation=organisation, user=user, title=title, **given)
