"""Counts that a script meets and a person does not, and that no header of its own lets it escape."""

import json
import time
import tracemalloc
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from assessments.responses import services
from assessments.responses.models import Answer
from assessments.responses.views import who
from core import uploads
from organisations import identity, tokens
from organisations.models import Invitation
from organisations.services import INVITATIONS_A_DAY, INVITATIONS_AN_HOUR
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.organisations import make_invitation, make_siret
from tests.factories.territories import make_agent
from tests.security.world import World, browser

FORGED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP")


def forged(turn: int) -> dict[str, str]:
    """What a script sends to look like another visitor each time."""
    return dict.fromkeys(FORGED, f"198.51.100.{turn}")


class TestForgedAddress:
    """With no trusted proxy, only the connection tells who asks."""

    def test_of_sign_in(self, poitiers: Territory) -> None:
        client, user = browser(poitiers), make_user(password=PASSWORD)
        said = [
            client.post("/compte/login/", {"login": f"{n}{user.email}", "password": "x"}, headers=forged(n))
            for n in range(11)
        ]
        assert [answer.status_code for answer in said] == [200] * 10 + [429]

    def test_of_verification_codes(self, poitiers: Territory) -> None:
        client = browser(poitiers)
        said = [client.get("/resultats/verifier/22222222222/", headers=forged(n)).status_code for n in range(11)]
        assert said == [404] * 10 + [429]

    def test_of_beginning(self, world: World) -> None:
        client = browser(world.here)
        facts = {"kind": "company"}
        said = [
            client.post("/faire-le-point/commencer/", facts, headers=forged(n)).status_code
            for n in range(services.STARTS_AN_HOUR + 1)
        ]
        assert said == [302] * services.STARTS_AN_HOUR + [429]

    def test_behind_a_proxy_each_visitor_is_counted_alone(self, world: World, settings: Any) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        client = browser(world.here)
        address = "/faire-le-point/commencer/"
        for n in range(services.STARTS_AN_HOUR + 1):
            # The proxy adds the true address last; what stands before it is the visitor's own invention.
            true = {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.5"}
            last = client.post(address, {"kind": "company"}, headers=true)
        assert last.status_code == 429
        assert client.post(address, {"kind": "company"}, headers={"X-Forwarded-For": "203.0.113.6"}).status_code == 302


def test_counts_are_not_pushed_out_of_the_cache_by_other_keys() -> None:
    cache.set("limit", 1)
    for n in range(2_000):
        cache.set(f"noise-{n}", 1)
    assert cache.get("limit") == 1


class TestInvitations:
    def test_nobody_s_mailbox_is_filled_by_asking_again(self, world: World) -> None:
        client = browser(world.here, world.me)
        for _ in range(INVITATIONS_A_DAY + 3):
            client.post(f"/structures/{world.mine.pk}/membres/", {"email": "victim@exemple.fr", "role": "owner"})
        assert self.sent() == INVITATIONS_A_DAY

    def test_nor_by_withdrawing_in_between(self, world: World) -> None:
        client = browser(world.here, world.me)
        members = f"/structures/{world.mine.pk}/membres/"
        for n in range(INVITATIONS_AN_HOUR + 3):
            client.post(members, {"email": f"stranger{n}@exemple.fr", "role": "owner"})
            with territory_scope(EVERYWHERE):
                Invitation.objects.update(withdrawn_at="2026-01-01T00:00:00Z")
        assert self.sent() == INVITATIONS_AN_HOUR

    def test_a_code_is_tried_three_times_however_many_ask_at_once(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Requests sent together read the same session: none of them sees the tries of the others."""
        with territory_scope(world.here):
            offered = make_invitation(world.mine, world.me, "guest@exemple.fr")
        address = f"/structures/invitation/{tokens.make(offered.pk)}/"
        client = browser(world.here, world.them)
        client.post(f"{address}code/")
        compared = 0
        digest = identity._digest

        def count(*args: Any) -> str:
            nonlocal compared
            compared += 1
            return digest(*args)

        monkeypatch.setattr(identity, "_digest", count)
        stored = client.session[identity.KEY]
        for n in range(10):
            client.post(address, {"code": f"{n:06d}"})
            session = client.session
            session[identity.KEY] = stored
            session.save()
        assert compared == identity.TRIES

    def sent(self) -> int:
        with territory_scope(EVERYWHERE):
            return int(Invitation.objects.count())


def test_the_register_is_asked_so_many_times_an_hour(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(who, "find_company", lambda siret: asked.append(siret))
    monkeypatch.setattr(who, "LOOKUPS_AN_HOUR", 3)
    draft = world.assessment(author=world.me)
    client = browser(world.here, world.me)
    facts = {"kind": "company", "step": "lookup"}
    pages = [client.post(f"/faire-le-point/{draft.pk}/structure/", {**facts, "siret": make_siret()}) for _ in range(5)]
    assert len(asked) == 3
    assert "ne répond pas" in pages[-1].content.decode()


class TestLargeAndStrange:
    def test_a_form_larger_than_any_is_refused_unread(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(uploads, "LARGEST_FORM", 100_000)
        large = SimpleUploadedFile("x.png", b"\0" * 100_000, "image/png")
        client = Client(enforce_csrf_checks=True, headers={"host": world.here.host})
        client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # with one, the form is read for its token
        assert client.post("/faire-le-point/commencer/", {"file": large}).status_code == 400

    @pytest.mark.parametrize("text", ["nul\0inside", "half\ud800inside", "\0", "\udfff"])
    def test_what_no_database_can_hold_is_left_out(self, text: str, world: World) -> None:
        draft = world.assessment(author=world.me)
        client = browser(world.here, world.me)
        body = json.dumps({"texts": [text], "revision": 0})
        address = f"/faire-le-point/{draft.pk}/reponse/F4/"
        assert client.post(address, body, content_type="application/json").status_code == 200
        with territory_scope(EVERYWHERE):
            kept = [str(row.value) for row in Answer.objects.order_by("pk")]
        assert kept in ([], [text.replace("\0", "").replace("\ud800", "")])
        assert client.get(f"/faire-le-point/{draft.pk}/verifier/").status_code == 200

    def test_numbers_of_thousands_of_digits(self, world: World) -> None:
        draft = world.assessment(author=world.me)
        client = browser(world.here, world.me)
        page = client.post(f"/faire-le-point/{draft.pk}/theme/energie/", {"r-E1": "9" * 5000, "q-E1": "a"})
        assert page.status_code == 200
        body = f'{{"texts": ["b"], "revision": {"9" * 5000}}}'
        address = f"/faire-le-point/{draft.pk}/reponse/E1/"
        assert client.post(address, body, content_type="application/json").status_code == 400
        assert client.get(f"/ui/?hue={'9' * 5000}").status_code == 200

    @pytest.mark.parametrize(
        "name",
        ["a\nb", "a\r\nBcc: x@y.fr", "a\u202eb", "a\u2066b", "a\u2028b", "win at https://evil.example", "a\x85b"],
    )
    def test_a_name_is_one_line_without_a_link(self, name: str, world: World) -> None:
        draft = world.assessment(author=world.me)
        client = browser(world.here, world.me)
        client.post(f"/faire-le-point/{draft.pk}/structure/", {"kind": "company", "organisation_name": name})
        facts = {"name": name, "kind": "company", "siret": world.mine.siret, "commune": "Chauvigny"}
        client.post(f"/structures/{world.mine.pk}/modifier/", facts)
        client.post("/compte/profil/", {"name": name, "language": "fr"})
        with territory_scope(EVERYWHERE):
            for row in (draft, world.mine, world.me):
                row.refresh_from_db()
        assert (draft.organisation_name, world.mine.name, world.me.name) == ("", "Mine", "")


def png(width: int, height: int) -> bytes:
    """A picture of zeros whose pixels are never held in memory here."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    squeezer = zlib.compressobj(9)
    line = b"\0" * (1 + width // 8)
    pixels = b"".join(squeezer.compress(line) for _ in range(height)) + squeezer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def located(form: str) -> bytes:
    """A picture that says where it was taken."""
    out, place = BytesIO(), Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (46.0, 34.0, 48.0), 29: "2026:01:01-SECRETPLACE"})
    Image.new("RGB", (60, 60), "navy").save(out, form, exif=place.tobytes())
    assert b"SECRETPLACE" in out.getvalue()
    return out.getvalue()


def post_logo(poitiers: Territory, content: bytes, name: str = "logo.png") -> Any:
    client = browser(poitiers, make_agent(poitiers))
    facts = {"name": "Grand Poitiers", "hue": 168, "logo": SimpleUploadedFile(name, content, "image/png")}
    return client.post("/territoires/reglages/", facts)


def test_a_picture_of_900_million_points_costs_neither_time_nor_memory(poitiers: Territory) -> None:
    bomb = png(30_000, 30_000)
    tracemalloc.start()
    began = time.perf_counter()
    page = post_logo(poitiers, bomb)
    spent, (_now, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "trop de pixels" in page.content.decode()
    assert spent < 1
    assert peak < 50_000_000


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_forgets_where_it_was_taken(form: str, poitiers: Territory, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert post_logo(poitiers, located(form)).status_code == 302
    poitiers.refresh_from_db()
    stored = (tmp_path / poitiers.logo.name).read_bytes()
    assert b"SECRETPLACE" not in stored
    with Image.open(BytesIO(stored)) as drawn:
        assert not drawn.getexif()


@pytest.mark.parametrize("name", ["../../../x.png", "x.svg", "\u202egnp.exe", "con.png", "a" * 300 + ".png", "x\0.png"])
def test_the_name_of_a_logo_is_ours(name: str, poitiers: Territory, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    post_logo(poitiers, located("PNG"), name)
    poitiers.refresh_from_db()
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert files == ([poitiers.logo.name] if poitiers.logo else [])
    assert all(file.startswith("logos/") and file.endswith(".png") and len(file) == 42 for file in files)
