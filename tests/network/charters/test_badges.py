"""Badges, checked by the independent reading of tests/openbadges.py; baking: Open Badges 3.0, section 5.3."""

import base64
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from network.charters import sealing, services
from network.charters.models import Signature, SigningKey
from territories.models import Territory
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_signature
from tests.factories.organisations import make_organisation
from tests.openbadges import Json, check, decoded, public_key

OPENBADGES = "{https://purl.imsglobal.org/ob/v3p0}credential"


@pytest.fixture
def owner(db: None) -> User:
    return make_user(name="Camille Durand")


@pytest.fixture
def signature(in_poitiers: Territory, owner: User) -> Signature:
    return make_signature(make_charter(), make_organisation(owner, name="Menuiserie Clairbois"), owner)


def saved_keys(client: Client | None = None) -> list[Json]:
    found: list[Json] = (client or visitor()).get(reverse("charters:keys")).json()["keys"]
    return found


def token_of(signature: Signature, owner: User) -> str:
    return visitor(owner).get(reverse("charters:token", args=[signature.pk])).content.decode()


def test_the_badge_verifies_offline_with_a_saved_key(signature: Signature, owner: User) -> None:
    token = token_of(signature, owner)
    claims = check(token, saved_keys(), timezone.now())
    assert claims["issuer"]["name"] == "Grand Poitiers"
    names = {one["identityType"]: one["identityHash"] for one in claims["credentialSubject"]["identifier"]}
    assert names == {"name": "Menuiserie Clairbois", "ext:siret": signature.organisation.siret}
    last_day = datetime.fromisoformat(claims["validUntil"])
    assert timezone.localtime(last_day).date() == signature.lapses_after


def test_no_person_is_in_it(signature: Signature, owner: User) -> None:
    body = decoded(token_of(signature, owner).split(".")[1]).decode()
    for personal in ("Camille", "Durand", "Directrice", owner.email, str(signature.organisation_id)):
        assert personal not in body


def test_the_picture_bakes_the_same_token(signature: Signature, owner: User) -> None:
    answer = visitor(owner).get(reverse("charters:badge", args=[signature.pk]))
    assert answer["Content-Type"] == "image/svg+xml"
    root = ET.fromstring(answer.content)  # noqa: S314
    baked = root[0]
    assert baked.tag == OPENBADGES
    assert baked.attrib["verify"] == token_of(signature, owner)
    words = " ".join(root.itertext())
    for expected in (str(signature.signed_on.year), "Grand Poitiers", "Signataire", signature.printed_code):
        assert expected in words
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize("part", [0, 1, 2])
def test_tampering_fails(signature: Signature, owner: User, part: int) -> None:
    parts = token_of(signature, owner).split(".")
    middle = len(parts[part]) // 2
    parts[part] = parts[part][:middle] + ("A" if parts[part][middle] != "A" else "B") + parts[part][middle + 1 :]
    with pytest.raises((InvalidSignature, AssertionError, ValueError)):
        check(".".join(parts), saved_keys(), timezone.now())


def test_another_name_under_the_same_signature_fails(signature: Signature, owner: User) -> None:
    head, body, mark = token_of(signature, owner).split(".")
    claims = decoded(body).replace(b"Menuiserie Clairbois", b"Menuiserie Obscurbois")
    forged = base64.urlsafe_b64encode(claims).rstrip(b"=").decode()
    with pytest.raises(InvalidSignature):
        check(f"{head}.{forged}.{mark}", saved_keys(), timezone.now())


def test_a_key_of_ones_own_fails(signature: Signature, owner: User) -> None:
    _head, body, _mark = token_of(signature, owner).split(".")
    trusted = saved_keys()
    jwk, secret = sealing.new_pair()
    header = json.dumps({"alg": "RS256", "typ": "JWT", "jwk": jwk}).encode()
    head = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
    mark = base64.urlsafe_b64encode(sealing.sign(secret, f"{head}.{body}".encode())).rstrip(b"=").decode()
    assert trusted
    with pytest.raises(AssertionError, match="did not publish"):
        check(f"{head}.{body}.{mark}", trusted, timezone.now())


def test_it_is_not_valid_past_its_grace(signature: Signature, owner: User) -> None:
    token = token_of(signature, owner)
    after = datetime.combine(signature.lapses_after + timedelta(days=1), datetime.min.time(), UTC)
    with pytest.raises(AssertionError, match="not valid today"):
        check(token, saved_keys(), after + timedelta(hours=2))


def test_the_same_year_gives_the_same_token(signature: Signature, owner: User) -> None:
    assert token_of(signature, owner) == token_of(signature, owner)


def test_a_rotated_key_still_verifies_what_it_signed(signature: Signature, owner: User, in_poitiers: Territory) -> None:
    before = token_of(signature, owner)
    services.rotate_key(territory=in_poitiers)
    assert len(saved_keys()) == 2
    check(before, saved_keys(), timezone.now())
    other = make_signature(signature.charter, make_organisation(owner), owner)
    with time_machine.travel(timezone.now(), tick=True):
        after = token_of(other, owner)
    check(after, saved_keys(), timezone.now())
    kids = [json.loads(decoded(token.split(".")[0]))["jwk"]["kid"] for token in (before, after)]
    assert kids[0] != kids[1]


def test_what_ended_is_published_as_revoked_and_gets_no_badge(signature: Signature, owner: User) -> None:
    claims = check(token_of(signature, owner), saved_keys(), timezone.now())
    status = claims["credentialStatus"]
    assert status["type"] == "1EdTechRevocationList"
    path = status["id"].partition("grand-poitiers.localhost")[2].partition("/")[2]
    assert visitor().get(f"/{path}").json()["revokedCredential"] == []
    services.withdraw(signature=signature)
    answer = visitor().get(f"/{path}")
    assert answer.json()["revokedCredential"] == [claims["id"]]
    assert answer["Cache-Control"] == "no-store"
    assert visitor(owner).get(reverse("charters:token", args=[signature.pk])).status_code == 302
    assert b"openbadges:credential" not in visitor(owner).get(reverse("charters:badge", args=[signature.pk])).content


def test_issuer_and_achievement_stand_at_the_addresses_that_the_badge_names(signature: Signature, owner: User) -> None:
    claims = check(token_of(signature, owner), saved_keys(), timezone.now())
    achievement = claims["credentialSubject"]["achievement"]
    for named in (claims["issuer"], achievement):
        answer = visitor().get("/" + named["id"].partition("://")[2].partition("/")[2])
        assert answer.json()["id"] == named["id"]
        assert answer.json()["type"] == named["type"]
        assert answer["Access-Control-Allow-Origin"] == "*"
    picture = visitor().get("/" + achievement["image"]["id"].partition("://")[2].partition("/")[2])
    assert picture["Content-Type"] == "image/svg+xml"


def test_the_private_key_is_sealed_and_follows_a_change_of_secret(
    signature: Signature, in_poitiers: Territory, settings: Any
) -> None:
    key = services.key_of(territory=in_poitiers)
    assert "PRIVATE" not in key.secret
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of the territory's server"
    with pytest.raises(InvalidToken):
        sealing.sign(key.secret, b"x")
    settings.SECRET_KEY_FALLBACKS = [former]
    call_command("reseal_keys", stdout=(said := StringIO()))
    assert "1 keys sealed" in said.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    sealed = SigningKey.objects.get(pk=key.pk)
    public_key(sealed.public).verify(sealing.sign(sealed.secret, b"x"), b"x", padding.PKCS1v15(), hashes.SHA256())


def test_each_territory_publishes_its_own_keys(signature: Signature, owner: User, lille: Territory) -> None:
    token_of(signature, owner)
    assert saved_keys(visitor(host="lille.localhost")) == []
    assert len(saved_keys()) == 1
