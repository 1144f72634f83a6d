"""In a real browser: the whole path of a signature without script, and the automatic eye on every page."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from network.charters import navigation, services
from network.charters.domain.rules import Rules
from network.charters.models import Article, Charter, Signature
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.e2e import axe
from tests.e2e.conftest import Site, bare_site, spaces
from tests.e2e.world import sign_in
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_draft, make_signature, new_version
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result
from tests.factories.territories import make_agent
from tests.openbadges import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["bare_site", "spaces"]
OpenBrowser = Callable[..., BrowserContext]
LONG = "Librairie-papeterie coopérative des Trois-Ponts et du Faubourg"


@pytest.fixture
def poitiers(spaces: dict[str, Territory]) -> Territory:
    return spaces["poitiers"]


@pytest.fixture
def owner(poitiers: Territory) -> User:
    return make_user(name="Camille Durand")


def code_of(pdf: bytes, tmp_path: Path) -> str:
    """The code that a reader sees at the top of the certificate."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    (tmp_path / "certificat.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", tmp_path / "certificat.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = re.search(r"[A-Z]{2}-C(-[0-9A-Z]{4}){2}-[0-9A-Z]{3}", text)
    assert found is not None
    return found[0]


def test_signed_checked_from_the_pdf_and_reviewed_a_year_later(
    bare_site: Site,
    poitiers: Territory,
    owner: User,
    open_browser: OpenBrowser,
    tmp_path: Path,
) -> None:
    with territory_scope(poitiers):
        make_charter(rules=Rules(months=12, commitments=2))
        organisation = make_organisation(owner, name=LONG)
        make_result(author=owner, organisation=organisation)
        navigation.remember(poitiers)
    context = open_browser(java_script_enabled=False)
    sign_in(context, owner, bare_site.home)
    page = context.new_page()
    _sign(page, bare_site)
    address = page.url
    code = code_of(_download(page, "Certificat (PDF)"), tmp_path)
    token = _download(page, "Badge, signé").decode()
    answer = page.goto(f"{bare_site.home}/charte/cles.json")
    assert answer is not None
    keys = answer.json()["keys"]
    check(token, keys, timezone.now())
    _check_code(page, bare_site, code, "authentique")
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=True):
        context = open_browser(java_script_enabled=False)
        sign_in(context, owner, bare_site.home)
        page = context.new_page()
        _review(page, address)
        renewed = _download(page, "Badge, signé").decode()
        check(renewed, keys, timezone.now())
        assert renewed != token
        _check_code(page, bare_site, code, "authentique")


def _download(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


def _sign(page: Page, site: Site) -> None:
    page.goto(site.home + "/charte/")
    page.get_by_role("link", name="Signer la charte").click()
    page.get_by_label("Trier nos déchets à la source").check()
    page.get_by_label("Votre propre engagement, 1").fill("Planter une haie")
    page.get_by_label("Bilan prévu le").first.fill((timezone.localdate() + timedelta(days=90)).isoformat())
    page.get_by_label("Citer notre structure").check()
    page.get_by_label("Votre fonction").fill("Directrice")
    page.get_by_label("J’ai lu le texte").check()
    page.get_by_role("button", name="Signer", exact=True).click()
    assert "C’est signé" in page.content()


def _check_code(page: Page, site: Site, code: str, said: str) -> None:
    page.goto(site.home + "/charte/verifier/")
    page.get_by_label("Code du certificat").fill(code.lower())
    page.get_by_role("button", name="Vérifier").click()
    assert said in page.get_by_role("heading", level=1).inner_text()


def _review(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Faire notre bilan").click()
    groups = page.get_by_role("group")
    groups.nth(0).get_by_label("Tenu", exact=True).check()
    groups.nth(1).get_by_label("Abandonné").check()
    page.get_by_role("button", name="Donner le bilan").click()
    assert "Dites pourquoi" in page.content()
    page.get_by_label("Pourquoi").nth(1).fill("Le terrain est vendu")
    page.get_by_role("button", name="Donner le bilan").click()
    assert "Le terrain est vendu" in page.content()


def faults_at(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status < 400, address
        found += [f"{page.url}: {fault}" for fault in axe.violations(page) + axe.overflows(page)]
    return found


@pytest.fixture
def charter(poitiers: Territory, owner: User) -> Charter:
    """With a signature on a former text, one on the text of today, and a draft."""
    with territory_scope(poitiers):
        charter = make_charter("Charte des acteurs engagés pour l’eau, la terre et l’air du territoire")
        make_signature(charter, make_organisation(owner, name=LONG), owner)
        new_version(charter)
        make_signature(charter, make_organisation(name="Atelier"))
        services.set_rules(charter=charter, rules=Rules(months=12, level=3, commitments=3, weak_themes=True))
        make_draft("Parc", scope_kind="in_common", group="Parc du Grand Large")
        navigation.remember(poitiers)
        return charter


def test_public_pages_and_those_of_a_signatory(
    bare_site: Site,
    poitiers: Territory,
    owner: User,
    charter: Charter,
    open_browser: OpenBrowser,
) -> None:
    with territory_scope(poitiers):
        signature = Signature.objects.get(organisation_name=LONG)
        ready = make_organisation(owner, name="Prête à signer")
        make_result(author=owner, organisation=ready)
    context = open_browser(bypass_csp=True)
    sign_in(context, owner, bare_site.home)
    page, home = context.new_page(), f"{bare_site.home}/charte/"
    services_page = f"{home}structures/{signature.organisation_id}/"
    found = faults_at(
        page, home, f"{home}signataires/", f"{home}texte/{signature.version_id}/", f"{home}verifier/?code=x",
        f"{home}verifier/{signature.printed_code}/", f"{home}{charter.pk}/signer/",
        f"{home}{charter.pk}/signer/{ready.pk}/", services_page, f"{home}signatures/{signature.pk}/",
        f"{home}signatures/{signature.pk}/retrait/",
    )  # fmt: skip
    assert not found, "\n".join(found)


def test_pages_of_the_desk(
    bare_site: Site,
    poitiers: Territory,
    charter: Charter,
    open_browser: OpenBrowser,
) -> None:
    administrator = make_agent(poitiers, RoleName.ADMINISTRATOR, is_staff=True)
    with territory_scope(poitiers):
        signature = Signature.objects.get(organisation_name=LONG)
        draft = services.start_version(charter=charter)
        article = Article.objects.filter(version=draft).order_by("position")[0]
    context = open_browser(bypass_csp=True)
    sign_in(context, administrator, bare_site.home)
    page, desk = context.new_page(), f"{bare_site.home}/bureau/chartes/"
    found = faults_at(
        page, desk, f"{desk}nouvelle/", f"{desk}{charter.pk}/", f"{desk}{charter.pk}/regles/",
        f"{desk}{charter.pk}/signataires/?state=valid", f"{desk}versions/{draft.pk}/", f"{desk}articles/{article.pk}/",
        f"{desk}versions/{draft.pk}/adopter/", f"{desk}signatures/{signature.pk}/",
        f"{desk}signatures/{signature.pk}/retrait/",
    )  # fmt: skip
    assert not found, "\n".join(found)
