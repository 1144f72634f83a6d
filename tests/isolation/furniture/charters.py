"""A charter: its adopted text is public, its draft is not; a signature that nobody consented to show."""

from collections.abc import Callable
from typing import Any

from network.charters.domain.rules import Rules
from network.charters.models import Article
from network.charters.services import Act, Consent, add_article, adopt, create_charter, set_rules, sign, start_version
from tests.isolation.world import Space

Give = Callable[[Space], Any]


def furnish(space: Space) -> None:
    charter = create_charter(territory=space.territory, title=f"{space.public}-charter")
    set_rules(charter=charter, rules=Rules(months=None, commitments=0))
    draft = start_version(charter=charter)
    add_article(version=draft, title={"fr": f"{space.public}-article"}, body={}, kind="commitment")
    version = adopt(version=draft)
    act = Act(version.digest, ("a1",), (), f"{space.secret}-signer", f"{space.secret}-function", Consent())
    signature = sign(charter=charter, organisation=space.organisation, user=space.people["owner"], act=act)
    work = start_version(charter=charter)
    add_article(version=work, title={"fr": f"{space.secret}-draft-article"}, body={"fr": f"{space.secret}-body"})
    article = Article.objects.get(version=work, code="a2")
    space.more.update(
        charter=charter, charter_version=version, charter_work=work, charter_article=article, signature=signature
    )


def _more(name: str) -> Give:
    return lambda space: space.more[name].pk


ARGUMENTS: dict[tuple[str, str], Give] = {
    ("charters", "pk"): _more("signature"),
    ("charters:charter", "pk"): _more("charter"),
    ("charters:choose", "pk"): _more("charter"),
    ("charters:sign", "pk"): _more("charter"),
    ("charters:sign", "organisation"): lambda space: space.organisation.pk,
    ("charters:organisation", "pk"): lambda space: space.organisation.pk,
    ("charters:version", "pk"): _more("charter_version"),
    ("charters:achievement", "pk"): _more("charter"),
    ("charters:achievement_image", "pk"): _more("charter"),
    ("charters:verify_code", "code"): lambda space: space.more["signature"].printed_code,
    ("charters_desk", "pk"): _more("charter"),
    ("charters_desk:write", "pk"): _more("charter_work"),
    ("charters_desk:discuss", "pk"): _more("charter_work"),
    ("charters_desk:adopt", "pk"): _more("charter_work"),
    ("charters_desk:add", "pk"): _more("charter_work"),
    ("charters_desk:edit", "pk"): _more("charter_article"),
    ("charters_desk:move", "pk"): _more("charter_article"),
    ("charters_desk:remove", "pk"): _more("charter_article"),
    ("charters_desk:signature", "pk"): _more("signature"),
    ("charters_desk:remind", "pk"): _more("signature"),
    ("charters_desk:revoke", "pk"): _more("signature"),
}
