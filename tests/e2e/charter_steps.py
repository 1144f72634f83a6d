"""What people do around a charter: write it together, adopt it, sign it, check a certificate, review a year later."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

ARTICLE = "Suivre nos consommations chaque mois"
"""An article of tests/factories/charters.py, which is a commitment too."""
CODE = re.compile(r"[A-Z]{2}-C(-[0-9A-Z]{4}){2}-[0-9A-Z]{3}")


def opens_to_discussion(desk: Page, home: str, title: str) -> str:
    """The team, from its list of drafts; the address of the public page."""
    desk.goto(f"{home}/bureau/ecriture/")
    desk.get_by_role("link", name=f"Ouvrir à la discussion {title}").click()
    today = timezone.localdate()
    desk.get_by_label("Premier jour").fill(today.isoformat())
    desk.get_by_label("Dernier jour").fill((today + timedelta(days=20)).isoformat())
    desk.get_by_role("button", name="Ouvrir le texte").click()
    expect(desk.get_by_text("Le texte est ouvert.")).to_be_visible()
    return f"{home}{desk.get_by_role('link', name='Voir la page publique').get_attribute('href')}"


def proposes(page: Page, public: str, former: str, new: str) -> str:
    """Other words for the article; the address of the proposal."""
    page.goto(public)
    article = page.locator("article section").filter(has_text=ARTICLE)
    article.get_by_role("link", name="Proposer d’autres mots").click()
    words = page.get_by_label("Texte que vous proposez")
    before = words.input_value()
    assert former in before
    words.fill(before.replace(former, new))
    page.get_by_label("Pourquoi le proposez-vous").fill("Une fuite se voit plus tôt.")
    page.get_by_role("button", name="Publier la proposition").click()
    expect(page.locator("ins").filter(has_text=new.split()[-1])).to_be_visible()
    return page.url


def supports(page: Page, proposal: str) -> None:
    page.goto(proposal)
    opinion = page.locator("form").filter(has=page.get_by_role("button", name="Publier notre avis"))
    opinion.locator("[name=side][value=support]").check()
    opinion.get_by_label("En quelques mots, pourquoi").fill("Nous le faisons déjà.")
    opinion.get_by_role("button").click()
    expect(page.get_by_role("heading", name="1 pour")).to_be_visible()


def agrees_to_be_named(page: Page, public: str) -> None:
    page.goto(public)
    page.get_by_label("Oui, nommez-nous").check()
    page.get_by_role("button", name="Enregistrer ce choix").click()
    expect(page.get_by_text("C’est noté.")).to_be_visible()


def merges(desk: Page, home: str, title: str) -> None:
    """The team finds the proposal in what waits, and brings it into the text as it is."""
    desk.goto(f"{home}/bureau/ecriture/")
    desk.get_by_role("link", name=title, exact=True).click()
    expect(desk.get_by_role("heading", name="1 proposition attend une réponse")).to_be_visible()
    waiting = desk.locator("section").filter(has=desk.get_by_role("heading", name="1 proposition attend une réponse"))
    waiting.get_by_role("link").first.click()
    desk.get_by_role("button", name="L’intégrer au texte").click()
    expect(desk.get_by_text("C’est répondu.")).to_be_visible()


def adopts(desk: Page, home: str, title: str) -> None:
    """An administrator closes the discussion, then adopts."""
    desk.goto(f"{home}/bureau/ecriture/")
    desk.get_by_role("link", name=title, exact=True).click()
    desk.get_by_role("button", name="Clore maintenant").click()
    desk.get_by_role("button", name="La clore").click()
    desk.get_by_role("button", name="Adopter le texte").click()
    expect(desk.get_by_text("La charte est adoptée")).to_be_visible()


def reaches_the_signing(page: Page, home: str) -> None:
    page.goto(f"{home}/charte/")
    page.get_by_role("link", name="Signer la charte").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("signe")


def fills_in(page: Page) -> None:
    """Two commitments, one in one's own words, and who signs."""
    page.get_by_label(ARTICLE).check()
    page.get_by_label("Votre propre engagement, 1").fill("Planter une haie")
    page.get_by_label("Bilan prévu le").first.fill((timezone.localdate() + timedelta(days=90)).isoformat())
    page.get_by_label("Citer notre structure").check()
    page.get_by_label("Votre fonction").fill("Directrice")
    page.get_by_label("J’ai lu le texte").check()


def signs(page: Page) -> None:
    page.get_by_role("button", name="Signer", exact=True).click()
    expect(page.get_by_text("C’est signé")).to_be_visible()


def downloads(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return download.value.path().read_bytes()


def code_of(pdf: bytes, folder: Path) -> str:
    """The code that a reader sees at the top of the certificate."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    (folder / "certificat.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", folder / "certificat.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = CODE.search(text)
    assert found is not None, text
    return found[0]


def checks(page: Page, home: str, code: str, name: str) -> None:
    """A stranger, with the certificate in hand."""
    page.goto(f"{home}/charte/verifier/")
    page.get_by_label("Code du certificat").fill(code.lower())
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("authentique")
    expect(page.locator("dl.facts")).to_contain_text(name)


def saved_keys(page: Page, home: str) -> list[dict[str, Any]]:
    """The public keys of the territory, as anyone may save them."""
    answer = page.goto(f"{home}/charte/cles.json")
    assert answer is not None
    keys: list[dict[str, Any]] = answer.json()["keys"]
    return keys


def reviews(page: Page, signature: str) -> None:
    """A year later: one commitment kept; the other dropped, which is refused until it says why."""
    page.goto(signature)
    page.get_by_role("link", name="Faire notre bilan").click()
    groups = page.get_by_role("group")
    groups.nth(0).get_by_label("Tenu", exact=True).check()
    groups.nth(1).get_by_label("Abandonné").check()
    page.get_by_role("button", name="Donner le bilan").click()
    expect(page.get_by_text("Dites pourquoi").first).to_be_visible()
    expect(groups.nth(0).get_by_label("Tenu", exact=True)).to_be_checked()
    page.get_by_label("Pourquoi").nth(1).fill("Le terrain est vendu")
    page.get_by_role("button", name="Donner le bilan").click()
    expect(page.get_by_text("Le terrain est vendu")).to_be_visible()
