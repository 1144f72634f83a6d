"""What holds for every page: its weight, no inline code, the language its reader chose, the hue of its territory."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from territories.models import Territory
from ui import navigation
from ui.navigation import MenuItem

STATIC = settings.ROOT / "platform" / "ui" / "static" / "ui"
INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*(?:\ssrc=|type="application/json"))|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)
TEMPLATE_TAG = re.compile(r"{%.*?%}", re.DOTALL)
COLOUR = re.compile(r"oklch\(|#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", re.IGNORECASE)


def templates() -> list[Path]:
    roots = [settings.ROOT / name for name in ("platform", "assessments", "cms")]
    return [path for root in roots for path in root.rglob("templates/**/*.html")]


def test_the_style_sheets_hold_in_15_kb() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.glob("*.css")}
    assert set(sizes) == {"tokens.css", "components.css"}
    assert sum(sizes.values()) <= 15_000, sizes


def test_only_the_tokens_hold_a_raw_colour() -> None:
    components = (STATIC / "components.css").read_text()
    printed = components[components.index("@media print") :]
    assert COLOUR.findall(components.replace(printed, "")) == []


def test_every_class_of_the_style_sheet_is_shown_somewhere() -> None:
    """A rule that nothing shows is dropped; the gallery counts."""
    sources = [*templates(), *(settings.ROOT / "platform" / "ui").rglob("*.py")]
    words = set(re.findall(r"[a-z][a-z0-9-]*", "\n".join(path.read_text() for path in sources)))
    rules = re.sub(r"/\*.*?\*/", "", (STATIC / "components.css").read_text(), flags=re.DOTALL)
    defined = set(re.findall(r"\.([a-z][a-z0-9-]*)", rules))
    composed = {f"tint-{level}" for level in range(1, 6)} | {f"notice--{kind}" for kind in ("ok", "warn", "error")}
    assert len(defined) > 100
    assert defined - words - composed == set()


def test_no_template_holds_an_inline_style_or_script() -> None:
    """The policy forbids them. E-mails are not under it: their readers know nothing else."""
    pages = [path for path in templates() if not {"mail", "email"} & set(path.parts)]
    assert len(pages) > 30
    faults = {str(path): found for path in pages if (found := INLINE.findall(TEMPLATE_TAG.sub("", path.read_text())))}
    assert faults == {}


@pytest.mark.parametrize("fault", ['<p style="x">', "<script>x</script>", '<a onclick="x">', "<style>"])
def test_the_check_of_inline_code_sees_it(fault: str) -> None:
    assert INLINE.search(fault)


def test_the_colours_of_a_hue_are_kept_by_the_browser(client: Client, national: Territory) -> None:
    answer = client.get("/ui/teinte/28-168.css")
    assert answer["Content-Type"] == "text/css"
    assert "immutable" in answer["Cache-Control"]
    assert answer.text.count("[data-hue=") == 2
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("hues", ["360", "abc", "1-", "-".join(["1"] * 25)])
def test_a_hue_off_the_wheel_has_no_colours(client: Client, national: Territory, hues: str) -> None:
    assert client.get(f"/ui/teinte/{hues}.css").status_code == 404


def test_a_page_is_french_until_the_reader_chooses(client: Client, national: Territory) -> None:
    english_browser = {"accept-language": "en-GB,en", "host": "localhost"}
    first = client.get("/ui/", headers=english_browser)
    assert first["Content-Language"] == "fr"
    assert "Aller au contenu" in first.text
    chosen = client.post("/i18n/setlang/", {"language": "en", "next": "/ui/"}, headers=english_browser)
    assert chosen.status_code == 302
    assert "Skip to content" in client.get("/ui/", headers={"host": "localhost"}).text


def test_a_public_page_sets_no_cookie(client: Client, national: Territory) -> None:
    assert client.get("/ui/", headers={"host": "localhost"}).cookies == {}


def test_the_menu_is_in_order_and_says_where_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(MenuItem("Colours", "ui:scheme_css", order=20))
    navigation.register(MenuItem("Gallery", "ui:gallery", order=10))
    navigation.register(MenuItem("Hidden", "account_login", visible=lambda request: False))
    at, below = (navigation.menu(RequestFactory().get(path)) for path in ("/ui/schema.css", "/ui/teinte/"))
    assert [(link.label, link.current) for link in at] == [("Gallery", ""), ("Colours", "page")]
    assert [(link.label, link.current) for link in below] == [("Gallery", "true"), ("Colours", "")]


def test_the_gallery_asks_the_database_nothing_once_its_host_is_known(
    client: Client, national: Territory, django_assert_num_queries: Any
) -> None:
    client.get("/ui/", headers={"host": "localhost"})
    with django_assert_num_queries(0):
        assert client.get("/ui/", headers={"host": "localhost"}).status_code == 200
