"""What a person does on the way to a result. Every journey of these tests is made of these steps."""

import re
from collections.abc import Callable
from typing import Any

from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser import Traffic
from tests.e2e.conftest import Site

Choose = Callable[[int], int]
"""The number of a question, from 1, and the place of the answer to tick, from 0."""

SHOP = ("premises", "meter", "employees", "trips", "goods")
ALONE = ("trips",)
EMAIL = "camille@menuiserie.exemple"


def a_bit_of_everything(number: int) -> int:
    """Steps 1 to 4 in turn, and "I don't know" at each eleventh question."""
    return 5 if number % 11 == 0 else number % 4


def find_authority(page: Page, site: Site) -> None:
    page.goto(site.portal)
    page.get_by_label("Où se trouve votre structure").fill("Chauvigny")
    page.get_by_role("button", name="Trouver ma collectivité").click()
    page.get_by_role("link", name="Chauvigny", exact=True).click()
    expect(page).to_have_url(f"{site.home}/")


def begin(page: Page) -> None:
    """The first tap, on the home page of a territory."""
    page.get_by_role("button", name="Voir la première question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre structure")


def describe(page: Page, traits: tuple[str, ...] = ALONE, **fields: str) -> None:
    """Fill in the first page. `fields` by the names of its controls."""
    for name, value in fields.items():
        control = page.locator(f"main [name={name}]").first
        if control.evaluate("control => control.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)
    for trait in traits:
        page.locator(f"[name=traits][value={trait}]").check()


def go_on(page: Page) -> None:
    """To the next page; what waits to be saved goes first."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=re.compile("^Continuer|^Vérifier mes réponses")).last.click()


def answer_theme(page: Page, choose: Choose = a_bit_of_everything) -> int:
    """Tick one answer for each question of the page; how many there were."""
    questions = page.locator("fieldset.question")
    for place in range(questions.count()):
        question = questions.nth(place)
        number = int(question.get_attribute("data-number") or 0)
        question.locator("input[type=radio]").nth(choose(number)).check()
    return questions.count()


def answer_everything(page: Page, choose: Choose = a_bit_of_everything) -> int:
    """From the first theme to the check page; how many questions were answered."""
    asked = 0
    while "/theme/" in page.url:
        here = page.url
        asked += answer_theme(page, choose)
        go_on(page)
        expect(page).not_to_have_url(here)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifiez vos réponses")
    return asked


def submit(page: Page) -> None:
    page.get_by_role("button", name="Envoyer et voir mon résultat").click()
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()


def all_saved(page: Page) -> None:
    """Nothing waits on the device any more (the content policy forbids Playwright's own polling)."""
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Enregistré à \d+\sh\s\d\d"))
    for _ in range(200):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(25)
    raise AssertionError("answers still wait on the device")


def code_in_mail(to: str = EMAIL) -> str:
    """The six digits of the last e-mail that left for `to`."""
    body = next(str(letter.body) for letter in reversed(mail.outbox) if letter.to == [to])
    found = re.search(r"^\s*(\d{6})\s*$", body, re.M)
    assert found, body
    return found[1]


def sign_up(page: Page, email: str = EMAIL) -> None:
    """From the result that this browser alone holds to an account that keeps it."""
    page.get_by_role("link", name="Garder mon résultat").first.click()
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("button", name="Recevoir le code").click()
    page.get_by_label(re.compile("^Code")).fill(code_in_mail(email))
    page.locator("main").get_by_role("button", name="Continuer").click()


def quiet(traffic: Traffic) -> list[Any]:
    """What must be empty at the end: errors, refusals of the content policy, requests to anyone else."""
    strangers = [url for url in traffic.requests if not re.match(r"http://([\w-]+\.)?localhost:\d+/|data:", url)]
    return traffic.complaints + strangers
