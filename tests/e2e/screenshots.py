"""The pictures of docs/screenshots, taken from a running demo: see docs/testing.md.

python -m tests.e2e.screenshots [PORT]
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import CHROMIUM, DESK, PHONE, QUIET

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
ACCOUNT, PASSWORD = "responsable@grand-poitiers.example", "courbes de niveau"
COLOURS = 192
MARGIN = 28  # pixels under the last thing shown


def shoot(page: Page, name: str, until: str = "body") -> None:
    """Write NAME.png: the page from its top to the end of the first thing that matches `until`."""
    page.evaluate("document.activeElement?.blur()")
    box = page.locator(until).first.bounding_box()
    if box is None:
        raise SystemExit(f"{page.url} shows no {until}")
    clip = {"x": 0, "y": 0, "width": page.evaluate("innerWidth"), "height": box["y"] + box["height"] + MARGIN}
    if until == "body":
        clip["height"] -= MARGIN
    shot = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def begin(page: Page, home: str) -> None:
    """A joinery of Chauvigny that has answered most of its first theme."""
    page.goto(home)
    page.get_by_role("button", name="Voir la première question").click()
    page.locator("[name=organisation_name]").fill("Menuiserie du Clain")
    page.locator("[name=commune]").fill("Chauvigny")
    for trait in ("premises", "works", "meter", "employees"):
        page.locator(f"[name=traits][value={trait}]").check()
    page.get_by_role("button", name="Continuer").last.click()
    for question, answer in enumerate((2, 1, 3)):
        page.locator("fieldset.question").nth(question).get_by_role("radio").nth(answer).check()
    page.get_by_text("Enregistré à").first.wait_for()
    page.evaluate("scrollTo(0, 0)")


def sign_in(page: Page, home: str) -> None:
    page.goto(f"{home}/compte/login/")
    page.get_by_text("J’ai un mot de passe").click()
    page.locator("[name=login]").fill(ACCOUNT)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter avec le mot de passe").click()
    page.wait_for_url("**/compte/")


def main(port: int) -> None:
    portal, home = f"http://localhost:{port}", f"http://grand-poitiers.localhost:{port}"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        desk = browser.new_context(viewport=DESK, locale="fr-FR").new_page()  # type: ignore[arg-type]
        phone = browser.new_context(viewport=PHONE, locale="fr-FR").new_page()  # type: ignore[arg-type]
        for address, name in ((portal, "portal-1280"), (home, "home-1280")):
            desk.goto(address)
            shoot(desk, name)
        begin(phone, home)
        shoot(phone, "theme-390", until="fieldset.question:nth-of-type(2)")
        ends = ((desk, "result-1280", "priorities"), (phone, "result-390", "strengths"))
        for page, name, end in ends:
            sign_in(page, home)
            page.goto(f"{home}/faire-le-point/mes-points/")
            page.locator("main h3 a[href*=resultats]").first.click()
            page.wait_for_load_state()
            shoot(page, name, until=f"section[aria-labelledby={end}]")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
