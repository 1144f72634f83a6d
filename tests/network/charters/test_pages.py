"""The pages of signatories and of the public."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from network.charters import certificate, navigation, queries, services
from network.charters.domain.rules import Rules
from network.charters.models import Charter, Outcome, Signature
from network.charters.views.verifying import TRIES_A_MINUTE
from organisations.models import MemberRole, Membership, Organisation
from territories.models import Commune, Territory
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.charters import make_charter, make_draft, make_signature, new_version
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result
from tests.factories.territories import make_agent

VERAPDF = settings.ROOT / "var" / "verapdf"
HOSTILE = '#panic("x") $x$ *gras* ] } "\\ <script>alert(1)</script> `'


@pytest.fixture
def owner(db: None) -> User:
    return make_user(name="Camille Durand")


@pytest.fixture
def organisation(in_poitiers: Territory, owner: User) -> Organisation:
    return make_organisation(owner, name="Menuiserie Clairbois", commune=Commune.objects.get(code="86194"))


@pytest.fixture
def charter(in_poitiers: Territory) -> Charter:
    return make_charter()


@pytest.fixture
def signature(charter: Charter, organisation: Organisation, owner: User) -> Signature:
    return make_signature(charter, organisation, owner)


def html_of(client: Client, name: str, *arguments: object, **query: str) -> str:
    answer = client.get(reverse(f"charters:{name}", args=arguments), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def sign_address(charter: Charter, organisation: Organisation) -> str:
    return reverse("charters:sign", args=[charter.pk, organisation.pk])


def typed(charter: Charter, **changes: Any) -> dict[str, Any]:
    version = queries.adopted_version(charter)
    assert version is not None
    facts = {
        "digest": version.digest, "articles": ["a3", "a4"], "name": "Camille Durand", "function": "Directrice",
        "declares": "on", "is_listed": "on",
    }  # fmt: skip
    return facts | changes


def test_a_territory_without_charter_says_so(in_poitiers: Territory) -> None:
    make_draft()
    assert "Aucune charte n’est encore adoptée ici" in html_of(visitor(), "home")


def test_everyone_reads_the_text_and_what_signing_asks(charter: Charter, signature: Signature) -> None:
    services.set_rules(charter=charter, rules=Rules(months=12, commitments=2))
    html = html_of(visitor(), "home")
    for expected in ("Trier nos déchets à la source", "1 structure l’a signée", "12 mois", "Menuiserie Clairbois"):
        assert expected in html


def test_the_menu_knows_without_a_query(
    charter: Charter, in_poitiers: Territory, django_assert_num_queries: Any, rf: Any
) -> None:
    request = rf.get("/")
    request.territory = in_poitiers
    with django_assert_num_queries(0):
        assert not navigation.has_charter(request)
    navigation.remember(in_poitiers)
    with django_assert_num_queries(0):
        assert navigation.has_charter(request)
    assert ">La charte</a>" in html_of(visitor(), "verify")


def test_an_exact_text_is_public_once_adopted(charter: Charter, in_poitiers: Territory) -> None:
    version = queries.adopted_version(charter)
    assert version is not None
    html = html_of(visitor(), "version", version.pk)
    assert version.digest[:8] in html
    work = services.start_version(charter=charter)
    assert visitor().get(reverse("charters:version", args=[work.pk])).status_code == 404


def test_signing_from_the_page(charter: Charter, organisation: Organisation, owner: User) -> None:
    client = visitor(owner)
    answer = client.get(reverse("charters:choose", args=[charter.pk]))
    assert answer.url == sign_address(charter, organisation)  # type: ignore[attr-defined]
    html = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Trier nos déchets à la source" in html
    day = timezone.localdate() + timedelta(days=40)
    posted = typed(charter, own_1="Planter une haie", own_1_on=day.isoformat())
    answer = client.post(sign_address(charter, organisation), posted)
    signature = Signature.objects.get()
    assert answer.url == reverse("charters:signature", args=[signature.pk])  # type: ignore[attr-defined]
    html = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    for expected in (signature.printed_code, "Planter une haie", "C’est signé", "Certificat (PDF)"):
        assert expected in html
    assert client.get(sign_address(charter, organisation)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"declares": ""}, "sans elle, rien n’est signé"),
        ({"function": ""}, "Votre fonction"),
        ({"own_1": "Planter"}, "Dites quel jour"),
        ({"own_1_on": "2031-01-01"}, "Écrivez l’engagement"),
        ({"own_1": "Planter", "own_1_on": "2001-01-01"}, "après aujourd’hui"),
    ],
)
def test_a_mistake_is_said_at_its_place_and_nothing_is_lost(
    charter: Charter, organisation: Organisation, owner: User, changes: dict[str, str], said: str
) -> None:
    html = visitor(owner).post(sign_address(charter, organisation), typed(charter, **changes)).content.decode()
    assert said in html
    assert re.search(r'value="a3"[^>]*checked', html)
    assert not Signature.objects.exists()


def test_a_stale_text_shows_the_new_one_with_what_was_ticked(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    posted = typed(charter, own_1="Planter une haie", own_1_on="2027-01-01")
    new_version(charter, "Un article tout neuf")
    answer = visitor(owner).post(sign_address(charter, organisation), posted)
    html = answer.content.decode()
    assert answer.status_code == 409
    for expected in ("Le texte a changé pendant votre lecture", "Un article tout neuf", "Planter une haie"):
        assert expected in html
    assert re.search(r'value="a3"[^>]*checked', html)
    assert not re.search(r'name="declares"[^>]*checked', html)
    current = queries.adopted_version(charter)
    assert current is not None
    assert f'value="{current.digest}"' in html
    assert not Signature.objects.exists()


def test_what_is_missing_is_shown_with_its_link_and_the_form_is_not(
    in_poitiers: Territory, organisation: Organisation, owner: User
) -> None:
    charter = make_charter(rules=Rules(months=12, commitments=1))
    html = visitor(owner).get(sign_address(charter, organisation)).content.decode()
    assert "Vous n’avez pas encore envoyé de point" in html
    assert f'href="{reverse("responses:start")}"' in html
    assert 'name="declares"' not in html
    visitor(owner).post(sign_address(charter, organisation), typed(charter))
    assert not Signature.objects.exists()
    make_result(author=owner, organisation=organisation)
    assert 'name="declares"' in visitor(owner).get(sign_address(charter, organisation)).content.decode()


def test_only_its_managers_sign(charter: Charter, organisation: Organisation, in_poitiers: Territory) -> None:
    colleague = make_user()
    Membership.objects.create(organisation=organisation, user=colleague, role=MemberRole.CONTRIBUTOR)
    administrator = make_agent(in_poitiers)
    for user in (colleague, administrator, make_user()):
        assert visitor(user).post(sign_address(charter, organisation), typed(charter)).status_code == 404
    assert visitor().post(sign_address(charter, organisation), typed(charter)).status_code == 302
    assert not Signature.objects.exists()


def test_an_address_that_is_not_confirmed_does_not_sign(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    EmailAddress.objects.filter(user=owner).update(verified=False)
    html = visitor(owner).post(sign_address(charter, organisation), typed(charter)).content.decode()
    assert "Confirmez d’abord votre adresse" in html
    assert not Signature.objects.exists()


def test_who_has_a_password_types_it_again_and_finds_what_they_typed(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    owner.set_password(PASSWORD)
    owner.save()
    client, address = visitor(owner), sign_address(charter, organisation)
    answer = client.post(address, typed(charter, own_1="Planter une haie", own_1_on="2027-06-01"))
    assert answer.url.startswith(reverse("account_reauthenticate"))  # type: ignore[attr-defined]
    assert not Signature.objects.exists()
    client.post(answer.url, {"password": PASSWORD})  # type: ignore[attr-defined]
    html = client.get(address).content.decode()
    assert "Planter une haie" in html
    assert re.search(r'value="a3"[^>]*checked', html)
    assert client.post(address, typed(charter)).status_code == 302
    assert Signature.objects.count() == 1


def test_a_charter_in_common_is_signed_by_its_guests_alone(
    in_poitiers: Territory, organisation: Organisation, owner: User
) -> None:
    park = make_charter("Parc", scope_kind="in_common", group="Parc du Grand Large")
    assert visitor(owner).get(sign_address(park, organisation)).status_code == 404
    services.edit_charter(charter=park, title="Parc", group="Parc", organisations=[organisation])
    assert visitor(owner).post(sign_address(park, organisation), typed(park)).status_code == 302
    assert "Parc" in html_of(visitor(), "home")


def test_a_certificate_is_checked_by_its_code(signature: Signature) -> None:
    answer = visitor().get(reverse("charters:verify"), {"code": signature.printed_code.lower()}, follow=True)
    html = answer.content.decode()
    for expected in ("authentique", "Menuiserie Clairbois", signature.digest[:8], "Version\u00a01"):
        assert expected in html
    assert "Camille" not in html
    assert answer["X-Robots-Tag"] == "noindex"


def test_what_a_check_says_follows_consent_and_state(signature: Signature, owner: User) -> None:
    services.choose_consent(signature=signature, consent=services.Consent(shows_signer=True), user=owner)
    html = html_of(visitor(), "verify_code", signature.printed_code)
    assert "Camille Durand, Directrice" in html
    assert "M••• C•••" in html
    assert "Clairbois" not in html
    services.withdraw(signature=signature)
    html = html_of(visitor(), "verify_code", signature.printed_code)
    assert "a pris fin" in html
    assert "retirée par le signataire" in html


def test_a_lapse_is_said_on_the_day(signature: Signature) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=365 + 62), tick=True):
        assert "caduque" in html_of(visitor(), "verify_code", signature.printed_code)


def test_a_code_is_not_guessed_nor_run(signature: Signature, lille: Territory) -> None:
    address = reverse("charters:verify_code", args=["<script>alert(1)<"])
    answer = visitor().get(address)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()
    elsewhere = visitor(host="lille.localhost")
    assert elsewhere.get(reverse("charters:verify_code", args=[signature.printed_code])).status_code == 404
    national = visitor(host="localhost")
    assert national.get(reverse("charters:verify_code", args=[signature.printed_code])).status_code == 200
    cache.clear()
    codes = [visitor().get(address).status_code for _ in range(TRIES_A_MINUTE + 1)]
    assert codes == [404] * TRIES_A_MINUTE + [429]


def words(content: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    (tmp_path / "c.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", "-layout", tmp_path / "c.pdf", "-"], capture_output=True, check=True).stdout
    return re.sub(r"\s+", " ", found.decode())


def test_the_certificate_says_what_was_signed(signature: Signature, owner: User, tmp_path: Path) -> None:
    answer = visitor(owner).get(reverse("charters:certificate", args=[signature.pk]))
    assert answer["Content-Type"] == "application/pdf"
    text = words(answer.content, tmp_path)
    for expected in ("Menuiserie Clairbois", "Camille Durand, Directrice", signature.printed_code,
                     "Trier nos déchets à la source", f"/charte/verifier/{signature.printed_code}/"):  # fmt: skip
        assert expected in text
    assert signature.digest in text.replace(" ", "")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content


def test_what_people_write_is_never_markup(charter: Charter, in_poitiers: Territory, tmp_path: Path) -> None:
    signature = make_signature(charter, make_organisation(name=HOSTILE), name=HOSTILE)
    signature = queries.signatures().get(pk=signature.pk)
    with translation.override("fr"):
        text = words(certificate.render(signature, "fr"), tmp_path)
    assert re.sub(r"\s+", "", HOSTILE) in re.sub(r"\s+", "", text)


@pytest.mark.services
def test_verapdf_accepts_it(signature: Signature, tmp_path: Path) -> None:
    """PDF/UA-1, checked by the reference checker: see deploy/services/verapdf/."""
    if not list(VERAPDF.glob("greenfield-apps-*.jar")):
        pytest.skip("veraPDF is not fetched: run deploy/services/verapdf/fetch.sh")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: veraPDF needs it")
    path = tmp_path / "c.pdf"
    with translation.override("fr"):
        path.write_bytes(certificate.render(signature, "fr"))
    command = ["java", "-cp", f"{VERAPDF}/*", "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", path]
    report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert report.count('isCompliant="true"') == 1, report


def test_the_review_is_given_on_its_page(signature: Signature, owner: User) -> None:
    client, address = visitor(owner), reverse("charters:review", args=[signature.pk])
    assert client.get(address).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(days=360), tick=True):
        client = visitor(owner)
        assert "Trier nos déchets" in client.get(address).content.decode()
        first, second = signature.commitments.all()
        posted = {
            "due_on": signature.review_on.isoformat(),
            f"state_{first.pk}": "kept",
            f"state_{second.pk}": "dropped",
        }
        html = client.post(address, posted).content.decode()
        assert "Dites pourquoi, en quelques mots" in html
        assert not Outcome.objects.exists()
        assert client.post(address, posted | {f"why_{second.pk}": "Local fermé"}).status_code == 302
        html = html_of(client, "signature", signature.pk)
    assert "Local fermé" in html
    assert Outcome.objects.count() == 2


def test_consent_is_taken_back_at_once(signature: Signature, owner: User) -> None:
    assert "Menuiserie Clairbois" in html_of(visitor(), "signatories")
    assert visitor(owner).post(reverse("charters:consent", args=[signature.pk]), {}).status_code == 302
    assert "Menuiserie Clairbois" not in html_of(visitor(), "signatories")


def test_withdrawing_asks_to_be_sure(signature: Signature, owner: User) -> None:
    client, address = visitor(owner), reverse("charters:withdraw", args=[signature.pk])
    assert "Cochez cette case pour retirer" in client.post(address, {"reason": "Fin"}).content.decode()
    assert client.post(address, {"reason": "Fin", "sure": "on"}).status_code == 302
    signature.refresh_from_db()
    assert (signature.ended_as, signature.end_reason) == ("withdrawn", "Fin")


def test_a_signature_is_for_its_people(signature: Signature, in_poitiers: Territory) -> None:
    for name in ("signature", "review", "withdraw", "certificate", "badge", "token"):
        assert visitor(make_user()).get(reverse(f"charters:{name}", args=[signature.pk])).status_code == 404
        assert visitor().get(reverse(f"charters:{name}", args=[signature.pk])).status_code == 302
    assert visitor(make_agent(in_poitiers)).post(reverse("charters:withdraw", args=[signature.pk])).status_code == 404


def test_the_list_is_filtered_in_its_address(charter: Charter, in_poitiers: Territory) -> None:
    poitiers, chauvigny = Commune.objects.get(code="86194"), Commune.objects.get(code="86070")
    make_signature(charter, make_organisation(name="Alpha", commune=poitiers))
    make_signature(charter, make_organisation(name="Beta", commune=chauvigny))
    assert "Beta" not in html_of(visitor(), "signatories", commune="86194")
    assert "Alpha" not in html_of(visitor(), "signatories", q="bet")
    assert "Personne ne répond à ces filtres" in html_of(visitor(), "signatories", q="zzz")


@pytest.mark.parametrize("count", [1, 3])
def test_public_lists_cost_the_same_for_one_and_three(
    charter: Charter, in_poitiers: Territory, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        make_signature(charter)
    client = visitor()
    for name, queries_ in (("signatories", 4), ("home", 7)):
        client.get(reverse(f"charters:{name}"))
        with django_assert_num_queries(queries_):
            client.get(reverse(f"charters:{name}"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_organisation_costs_the_same(
    in_poitiers: Territory, organisation: Organisation, owner: User, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        park = make_charter(f"Parc {number}", scope_kind="in_common", group="Parc", organisations=[organisation])
        if number != 1:
            make_signature(park, organisation, owner)
    client, address = visitor(owner), reverse("charters:organisation", args=[organisation.pk])
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_result_says_what_is_missing_or_that_one_may_sign(
    in_poitiers: Territory, organisation: Organisation, owner: User
) -> None:
    result = make_result(author=owner, organisation=organisation)
    address = reverse("results:detail", args=[result.pk])
    assert "Engagez-vous" not in visitor(owner).get(address).content.decode()
    charter = make_charter(rules=Rules(months=12, level=5, commitments=0))
    navigation.remember(in_poitiers)
    html = visitor(owner).get(address).content.decode()
    assert "Avant de pouvoir signer la charte" in html
    services.set_rules(charter=charter, rules=Rules(months=12, commitments=0))
    html = visitor(owner).get(address).content.decode()
    assert "Vous pouvez signer la charte" in html
    assert sign_address(charter, organisation) in html
