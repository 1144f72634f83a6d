"""The first journey, whole: on a phone, without JavaScript, by the keyboard alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.results.models import Result, Visibility
from territories.scope import EVERYWHERE, territory_scope
from tests.browser import watch
from tests.e2e import steps
from tests.e2e.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


def only_result() -> Result:
    with territory_scope(EVERYWHERE):
        result: Result = Result.objects.select_related("assessment__author").get()
        return result


def reads_the_result(page: Page) -> None:
    result = only_result()
    expect(page.get_by_text(f"{result.displayed:.0f} points sur 100").first).to_be_visible()
    expect(page.locator(".level--large")).to_contain_text(re.compile(r"Niveau\s*[1-5]\s*sur\s*5"))
    expect(page.locator("svg.relief")).to_be_visible()
    expect(page.locator(".strengths > li")).to_have_count(3)
    expect(page.locator(".priority")).to_have_count(3)
    expect(page.get_by_role("heading", name="Ce qui peut vous aider, et pourquoi")).to_be_visible()


def opens_the_tree(page: Page) -> None:
    branch = page.locator("section[aria-labelledby=why] details").filter(has_text="Pilotage et résilience")
    leaf = branch.locator("li").first
    expect(leaf).to_be_hidden()
    branch.locator("summary").click()
    expect(leaf).to_be_visible()
    expect(leaf).to_contain_text("poids")


def takes_the_report(page: Page, folder: Path) -> None:
    page.get_by_role("button", name="Préparer le PDF").click()
    expect(page.get_by_text("Votre rapport est prêt.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le PDF").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Revenir au résultat").click()


def finds_it_again(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.home}/faire-le-point/mes-points/")
    page.locator("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()


def shows_the_level(page: Page) -> None:
    chosen = page.get_by_label("Notre niveau seulement", exact=True)
    expect(page.get_by_label("Personne d’autre que nous", exact=True)).to_be_checked()
    chosen.check()
    page.get_by_role("button", name="Garder ce choix").click()
    expect(page.get_by_text("Vous pouvez changer d’avis à tout moment.")).to_be_visible()
    expect(chosen).to_be_checked()
    assert only_result().visibility == Visibility.LEVEL


def test_on_a_phone(site: Site, open_browser: OpenBrowser, tmp_path: Path) -> None:
    page = open_browser().new_page()
    traffic = watch(page)
    steps.find_authority(page, site)
    steps.begin(page)  # the first tap
    steps.describe(page, steps.SHOP, organisation_name="Librairie du Clain", commune="86300", size="1-9", section="G")
    steps.go_on(page)  # the second
    expect(page.locator("fieldset.question").first).to_be_in_viewport()
    asked = steps.answer_theme(page)
    steps.all_saved(page)
    expect(page.locator("[data-count=page]")).to_have_text(f"{asked} réponses sur {asked}")
    asked = steps.answer_everything(page)
    expect(page.locator("main .lead")).to_have_text(f"{asked} réponses sur {asked}")
    expect(page.locator("dl.facts")).to_contain_text("Librairie du Clain")
    expect(page.locator("dl.facts")).to_contain_text("Chauvigny")
    steps.submit(page)
    reads_the_result(page)
    opens_the_tree(page)
    takes_the_report(page, tmp_path)
    steps.sign_up(page)
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()  # back where one was
    assert only_result().assessment.author.email == steps.EMAIL
    finds_it_again(page, site, "Librairie du Clain")
    shows_the_level(page)
    assert steps.quiet(traffic) == []


def test_without_javascript(site: Site, open_browser: OpenBrowser, tmp_path: Path) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    traffic = watch(page)
    steps.find_authority(page, site)
    page.get_by_label("une association").check()
    steps.begin(page)
    steps.describe(page, organisation_name="Les Amis du Clain", commune="Chauvigny")
    steps.go_on(page)
    steps.answer_everything(page)
    steps.submit(page)
    reads_the_result(page)
    opens_the_tree(page)
    takes_the_report(page, tmp_path)
    steps.sign_up(page)
    finds_it_again(page, site, "Les Amis du Clain")
    shows_the_level(page)
    assert steps.quiet(traffic) == []


def test_stopping_and_resuming_on_another_device(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    page.goto(site.home)
    steps.begin(page)
    steps.describe(page, steps.SHOP)
    steps.go_on(page)
    steps.answer_theme(page)
    steps.go_on(page)
    question = page.locator("fieldset.question").first
    question.get_by_role("radio").nth(2).check()
    steps.all_saved(page)
    left = page.url
    page.get_by_role("link", name="Quitter").click()
    link = page.get_by_label("Votre lien").input_value()
    elsewhere = open_browser().new_page()
    elsewhere.goto(link)
    expect(elsewhere).to_have_url(re.compile(re.escape(left) + "#"))
    expect(elsewhere.locator("fieldset.question:target")).to_be_in_viewport()
    expect(elsewhere.locator("fieldset.question").first.get_by_role("radio").nth(2)).to_be_checked()
