"""How a space presents itself."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from territories import logos, services
from territories.models import Territory
from tests.factories.territories import make_agent

URL = "/territoires/reglages/"


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def browser(poitiers: Territory) -> Client:
    client = Client(headers={"host": poitiers.host})
    client.force_login(make_agent(poitiers))
    return client


def facts(**changes: object) -> dict[str, object]:
    return {
        "name": "Grand Poitiers",
        "tagline": "Acteurs engagés",
        "hue": 168,
        "sender_name": "",
        "reply_to": "",
        **changes,
    }


def picture(form: str = "PNG", size: tuple[int, int] = (1200, 600), **extra: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, form, **extra)
    return out.getvalue()


def test_the_space_changes(browser: Client, poitiers: Territory) -> None:
    assert browser.post(URL, facts(name="Poitiers et autour", hue=28, reply_to="climat@exemple.fr")).status_code == 302
    poitiers.refresh_from_db()
    assert (poitiers.name, poitiers.hue, poitiers.reply_to) == ("Poitiers et autour", 28, "climat@exemple.fr")
    assert "Poitiers et autour" in browser.get(URL).content.decode()


def test_nothing_else_is_taken(browser: Client, poitiers: Territory, lille: Territory) -> None:
    before = (poitiers.slug, poitiers.kind, poitiers.parent_id, poitiers.site_id, poitiers.lineage, poitiers.is_open)
    stuffed = {
        "slug": "x",
        "kind": "national",
        "parent": lille.pk,
        "site": lille.site_id,
        "lineage": "/",
        "is_open": "",
    }
    browser.post(URL, facts(**stuffed))
    poitiers.refresh_from_db()
    assert (
        poitiers.slug,
        poitiers.kind,
        poitiers.parent_id,
        poitiers.site_id,
        poitiers.lineage,
        poitiers.is_open,
    ) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"hue": 360},
        {"hue": -1},
        {"name": ""},
        {"sender_name": 'A" <b@c.fr>'},
        {"sender_name": "A\r\nBcc: b@c.fr"},
        {"reply_to": "x"},
    ],
)
def test_refused_in_place_and_the_header_keeps_the_truth(
    wrong: dict[str, object], browser: Client, poitiers: Territory
) -> None:
    page = browser.post(URL, facts(**{"name": "Faux nom", **wrong}))
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    poitiers.refresh_from_db()
    assert poitiers.name == "Grand Poitiers"
    assert "<b>Grand Poitiers</b>" in page.content.decode()


def test_an_unreadable_hue_is_refused(poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "check_hue", lambda hue: ["accent on paper (light): 3.9, at least 4.5 is needed."])
    with pytest.raises(ValidationError) as refusal:
        services.update_branding(territory=poitiers, **facts())  # type: ignore[arg-type]
    assert set(refusal.value.message_dict) == {"hue"}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_again(form: str, browser: Client, poitiers: Territory, media: Path) -> None:
    extra = {"exif": b"Exif\x00\x00secret-position"} if form == "JPEG" else {}
    upload = SimpleUploadedFile("../../x.php", picture(form, **extra), "image/png")
    assert browser.post(URL, facts(logo=upload)).status_code == 302
    poitiers.refresh_from_db()
    stored = (media / poitiers.logo.name).read_bytes()
    assert poitiers.logo.name.startswith("logos/")
    assert poitiers.logo.name.endswith(".png")
    assert b"secret-position" not in stored
    with Image.open(BytesIO(stored)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (384, 192))


POLYGLOT = picture() + b"<script>alert(1)</script>"


def test_what_was_hidden_behind_the_picture_is_left_behind(browser: Client, poitiers: Territory, media: Path) -> None:
    browser.post(URL, facts(logo=SimpleUploadedFile("logo.png", POLYGLOT, "image/png")))
    poitiers.refresh_from_db()
    assert b"<script>" not in (media / poitiers.logo.name).read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 40,
        picture()[:60],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, browser: Client, poitiers: Territory) -> None:
    page = browser.post(URL, facts(logo=SimpleUploadedFile("logo.png", content, "image/png")))
    assert "exportez un dessin SVG en PNG" in page.content.decode()
    poitiers.refresh_from_db()
    assert not poitiers.logo


def test_a_bomb_is_refused_before_its_pixels_take_memory(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("decoded"))
    bomb = picture("PNG", (30_000, 600), optimize=True)
    page = browser.post(URL, facts(logo=SimpleUploadedFile("logo.png", bomb, "image/png")))
    assert "trop de pixels" in page.content.decode()


def test_a_heavy_file_is_refused(browser: Client) -> None:
    heavy = SimpleUploadedFile("logo.png", picture() + b"\0" * logos.LARGEST_FILE, "image/png")
    assert "2 Mo" in browser.post(URL, facts(logo=heavy)).content.decode()


def test_a_logo_is_replaced_then_removed_with_its_file(
    browser: Client, poitiers: Territory, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    kept = []
    for change in ({"logo": picture()}, {"logo": picture("JPEG")}, {"remove_logo": "on"}):
        if "logo" in change:
            change = {"logo": SimpleUploadedFile("l.png", change["logo"], "image/png")}
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            browser.post(URL, facts(**change))
        kept.append(len(list((media / "logos").iterdir())))
    assert kept == [1, 1, 0]
