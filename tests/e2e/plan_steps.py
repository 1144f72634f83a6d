"""What an organisation does from a weak answer to an action that is done, and its team to one that is verified."""

import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e import steps

PNG, PDF = "panneau.png", "facture.pdf"
CARRIED = re.compile("Reprise de votre bilan précédent|vien(nen)?t de la dernière fois")


@dataclass(frozen=True)
class Chosen:
    """A priority of a result, as its page names it."""

    practice: str
    theme: str


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def figure(cell: Locator) -> float:
    """The number that a cell shows, French: "+1,5" is 1.5."""
    found = re.search(r"[+\u2212-]?\d+(?:,\d+)?", cell.inner_text())
    assert found is not None, cell.inner_text()
    return float(found[0].replace("\u2212", "-").replace(",", "."))


def opens_the_gap(page: Page) -> Chosen:
    """From a result, the first priority: what it would win, what can help, a sentence that is ready."""
    first = page.locator(".priority").first
    practice, theme = first.get_by_role("heading").inner_text(), first.locator("> p.soft").inner_text()
    won = figure(first.locator("> b"))
    page.get_by_role("link", name=f"En faire une action : {practice}").click()
    heading(page, practice)
    assert won > 0
    assert figure(page.locator(".stat b").filter(has_text="+").nth(1)) == won  # the same as the result said
    expect(page.get_by_role("heading", name="Ce qui peut aider")).to_be_visible()
    expect(page.locator("section[aria-labelledby=aids] .resource .why").first).not_to_be_empty()
    expect(page.get_by_label("Notre engagement")).to_have_value(re.compile(r"^Nous .{20,}"))
    return Chosen(practice, theme)


def decides(page: Page) -> str:
    """The best answer becomes the action; its title."""
    page.locator("[name=aim]").last.check()
    page.locator("[name=resources]").first.check()
    page.get_by_role("button", name="La mettre dans notre plan").click()
    heading(page, re.compile("."))
    expect(page.get_by_role("button", name="C’est fait")).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text()


def picture() -> FilePayload:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "green").save(drawn, "PNG")
    return {"name": PNG, "mimeType": "image/png", "buffer": drawn.getvalue()}


def document() -> FilePayload:
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    return {"name": PDF, "mimeType": "application/pdf", "buffer": body}


def shows(page: Page, file: FilePayload) -> None:
    """Add a file to the action on the page, and get it back."""
    page.get_by_label("Un document qui le montre").set_input_files(file)
    page.get_by_role("button", name="Ajouter ce document").click()
    link = page.get_by_role("link", name=file["name"])
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    kept = download.value.path().read_bytes()
    if file["name"] == PDF:
        assert kept == file["buffer"]
    else:
        assert Image.open(BytesIO(kept)).size == (60, 40)  # drawn again: the same picture, not the same bytes


def finishes(page: Page) -> None:
    page.get_by_role("button", name="C’est fait").click()
    expect(page.get_by_text("En attente de vérification")).to_be_visible()


def verifies(desk: Page, home: str, title: str) -> None:
    """The agent, from the list of what is to be verified."""
    desk.goto(f"{home}/bureau/plans/")
    desk.get_by_role("link", name=title).click()
    heading(desk, title)
    expect(desk.get_by_role("link", name=PNG).or_(desk.get_by_role("link", name=PDF)).first).to_be_visible()
    desk.get_by_role("button", name="Oui").click()
    expect(desk.get_by_text(f"« {title} »")).to_be_visible()


def is_told(page: Page, title: str) -> None:
    """The organisation sees on its plan that the team verified the action."""
    page.get_by_role("link", name="Plan d’action").click()
    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title))
    expect(card.get_by_text("Vérifiée par l’équipe du territoire")).to_be_visible()


def begins_again(page: Page) -> None:
    """From the former result to the first theme of the new assessment; who one is has been brought over."""
    page.get_by_role("button", name="Refaire le point").click()
    heading(page, "Votre structure")
    expect(page.get_by_label("Nom de la structure")).to_have_value("Librairie du Clain")
    steps.go_on(page)


def finds_the_proposal(page: Page, title: str) -> None:
    """The answer that the action makes true stands there with its reason; all else goes on as it was."""
    found = page.locator("fieldset.question", has_text="Parce que vous avez fini")
    expect(found).to_have_count(1)
    expect(found).to_contain_text(title)
    expect(found.get_by_role("radio", checked=True)).to_have_count(1)


def goes_through(page: Page, title: str) -> None:
    """From the first theme to the result: what is carried stays, what is asked each year is answered."""
    expect(page.locator("fieldset.question").first).to_contain_text(CARRIED)
    seen = 0
    while "/theme/" in page.url:
        here = page.url
        if page.get_by_text("Parce que vous avez fini").count():
            finds_the_proposal(page, title)
            seen += 1
        for question in page.locator("fieldset.question:not(:has(:checked))").all():
            question.get_by_role("radio").first.check()
        steps.go_on(page)
        expect(page).not_to_have_url(here)
    assert seen == 1
    expect(page.get_by_text(CARRIED)).to_have_count(0)
    steps.submit(page)


def sees_the_progress(page: Page, theme: str) -> None:
    """On the new result: the theme of the action went up."""
    row = page.locator("section[aria-labelledby=by-theme] tbody tr").filter(has_text=theme)
    expect(row).to_have_count(1)
    before, now, difference = (figure(row.locator("td").nth(place)) for place in range(3))
    assert now > before
    assert difference > 0


def reads_what_was_done(page: Page, title: str, theme: str) -> None:
    """On the page of the years: the curve of the theme goes up, and what was done stands between the two results."""
    page.get_by_role("link", name="Tous nos résultats à la même mesure").click()
    heading(page, "Notre progression")
    cells = page.locator("section[aria-labelledby=by-theme] tbody tr").filter(has_text=theme).locator("td")
    expect(cells).to_have_count(3)
    assert figure(cells.nth(1)) > figure(cells.nth(0))
    between = page.locator("section[aria-labelledby=between] > ol > li")
    expect(between).to_have_count(3)  # the first result, the second, since then
    expect(between.nth(1)).to_contain_text(title)
    expect(between.nth(0)).not_to_contain_text(title)
