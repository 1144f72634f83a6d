"""The first journey by the keyboard alone: Tab, Space, Enter and the arrows."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import DESK, watch
from tests.e2e import steps
from tests.e2e.conftest import Site
from tests.e2e.keyboard import Keys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


def answers_every_theme(page: Page, keys: Keys) -> None:
    while "/theme/" in page.url:
        for question in page.locator("fieldset.question").all():
            keys.choose(question, steps.a_bit_of_everything(int(question.get_attribute("data-number") or 0)))
        steps.all_saved(page)
        keys.tab_to(page.get_by_role("button", name=re.compile("^Continuer :|^Vérifier mes réponses$")).last)
        keys.leave()


def keeps_it(page: Page, keys: Keys) -> None:
    keys.tab_to(page.get_by_role("link", name="Garder mon résultat").first)
    keys.leave()
    keys.type(page.get_by_label("Adresse e-mail"), steps.EMAIL)
    keys.leave()
    keys.type(page.get_by_label(re.compile("^Code")), steps.code_in_mail())
    keys.leave()


def test_the_whole_journey_by_the_keys(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=DESK).new_page()
    keys, traffic = Keys(page), watch(page)
    page.goto(site.portal)
    keys.type(page.get_by_label("Où se trouve votre structure"), "Chauvigny")
    keys.leave()
    keys.tab_to(page.get_by_role("link", name="Chauvigny", exact=True))
    keys.leave()
    keys.tab_to(page.get_by_label("une entreprise"))
    keys.press("ArrowDown")
    expect(page.get_by_label("une association")).to_be_checked()
    keys.tab_to(page.get_by_role("button", name="Voir la première question"))
    keys.leave()
    keys.type(page.get_by_label("Nom de la structure"), "Les Amis du Clain")
    keys.tab_to(page.locator("[name=traits][value=trips]"))
    keys.press("Space")
    keys.tab_to(page.get_by_role("button", name="Continuer").last)
    keys.leave()
    answers_every_theme(page, keys)
    keys.tab_to(page.get_by_role("button", name="Envoyer et voir mon résultat"))
    keys.leave()
    why = page.locator("section[aria-labelledby=why] details").last
    keys.tab_to(why.locator("summary"))
    keys.press("Enter")
    expect(why.locator("li").first).to_be_visible()
    keeps_it(page, keys)
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()
    keys.tab_to(page.get_by_label("Personne d’autre que nous", exact=True))
    keys.press("ArrowDown")
    keys.tab_to(page.get_by_role("button", name="Garder ce choix"))
    keys.leave()
    expect(page.get_by_label("Notre niveau seulement", exact=True)).to_be_checked()
    assert not keys.faults, "\n".join(keys.faults)
    assert steps.quiet(traffic) == []


def test_the_first_tab_skips_to_the_content(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    page.goto(f"{site.home}/faire-le-point/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_menu_on_a_phone_gives_the_focus_back(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    page.goto(site.home)
    opener = page.get_by_role("button", name="Menu")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Se connecter")).to_be_hidden()
    expect(opener).to_be_focused()


def test_what_went_wrong_takes_the_focus(site: Site, open_browser: OpenBrowser) -> None:
    """A refused page says so first: to the eye, to the keyboard and in its title."""
    page = open_browser().new_page()
    page.goto(site.home)
    steps.begin(page)
    steps.describe(page, siret="12345678")
    steps.go_on(page)
    expect(page).to_have_title(re.compile("^Erreur\\s:"))
    summary = page.locator(".notice--error")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Numéro SIRET")).to_be_focused()
