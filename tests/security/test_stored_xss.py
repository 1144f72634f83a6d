"""What one person types, another one reads: as text, everywhere, whatever it looks like.

Each payload goes at once into every field that a person can fill, then every page, mail and file that shows one of
them is read. A page that shows none of them fails too.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from assessments.results import pdf, queries
from assessments.results.models import Result
from assessments.results.opening import open_reading
from cms.services import open_space
from notifications.messages import mail_of
from organisations import tokens
from organisations.models import Organisation
from organisations.services import invite, update_organisation
from outbox.models import Event
from territories.models import Kind, Territory
from territories.scope import territory_scope
from territories.services import update_branding
from tests.browser import watch
from tests.conftest import make_commune
from tests.factories.accounts import make_staff, make_user
from tests.factories.organisations import make_organisation
from tests.factories.responses import answer, make_assessment, make_version
from tests.factories.territories import make_agent
from tests.security.payloads import MARK, PAYLOADS, Reader
from tests.security.world import browser


@dataclass
class Poisoned:
    """Every field filled with `payload`. `pages`: address → who reads it."""

    payload: str
    territory: Territory
    owner: User
    organisation: Organisation
    pages: dict[str, User | None] = field(default_factory=dict)
    answer_address: str = ""
    result: Result = None  # type: ignore[assignment]


def poison(territory: Territory, payload: str) -> Poisoned:
    owner, guest = make_user("owner@exemple.fr"), make_user("guest@exemple.fr")
    agent, national = make_agent(territory), make_staff(is_superuser=True)
    for user in (owner, guest, agent, national):
        browser(territory, user).post("/compte/profil/", {"name": payload, "language": "fr"})
        user.refresh_from_db()
        assert user.name == payload.strip()
    with territory_scope(territory):
        version = make_version(territory)
        organisation = make_organisation(owner, commune=territory.communes.order_by("pk").first())
        made = Poisoned(payload, territory, owner, organisation)
        update_organisation(organisation=organisation, name=payload, kind="company", siret=organisation.siret,
                            commune=organisation.commune)  # fmt: skip
        invitation = invite(organisation=organisation, email=guest.email, role="owner", invited_by=owner)
        draft = make_assessment(version, author=owner)
        client = browser(territory, owner)
        facts = {"kind": "company", "organisation_name": payload, "size": "1-9"}
        client.post(f"/faire-le-point/{draft.pk}/structure/", facts)
        loose = make_assessment(version, author=owner)
        client.post(f"/faire-le-point/{loose.pk}/structure/", facts)
        kept = make_assessment(version, author=owner, organisation=organisation)
        for one in (draft, kept):
            answer(one, "E1", "a")
            answer(one, "F4", payload)
        client.post(f"/resultats/envoyer/{kept.pk}/")
        client.post(f"/faire-le-point/{draft.pk}/lien/", {"email": "someone@exemple.fr"})
        made.result = queries.with_all().get()
        update_branding(
            territory=territory, name=payload[:120], tagline=payload[:120], hue=168, sender_name="", reply_to=""
        )
    made.answer_address = f"/faire-le-point/{draft.pk}/reponse/F4/"
    made.pages = {
        "/": None,
        "/nowhere/": None,
        "/compte/": owner,
        "/compte/profil/": owner,
        "/compte/sessions/": owner,
        "/compte/login/": None,
        "/structures/": owner,
        f"/structures/{organisation.pk}/": owner,
        f"/structures/{organisation.pk}/modifier/": owner,
        f"/structures/{organisation.pk}/membres/": owner,
        f"/structures/invitation/{tokens.make(invitation.pk)}/": guest,
        "/faire-le-point/": owner,
        "/faire-le-point/mes-points/": owner,
        f"/faire-le-point/{draft.pk}/structure/": owner,
        f"/faire-le-point/{draft.pk}/theme/chiffres/": owner,
        f"/faire-le-point/{draft.pk}/verifier/": owner,
        f"/faire-le-point/{draft.pk}/plus-tard/": owner,
        f"/faire-le-point/{loose.pk}/rattacher/": owner,
        f"/faire-le-point/{kept.pk}/verifier/": owner,
        f"/resultats/{made.result.pk}/": owner,
        "/resultats/verifier/": None,
        f"/resultats/verifier/{made.result.printed_code}/": None,
        "/territoires/reglages/": agent,
        "/territoires/reglages/equipe/": agent,
        "/gestion/": national,
        "/gestion/users/": national,
        f"/gestion/users/edit/{owner.pk}/": national,
    }
    return made


@pytest.fixture
def space(db: None) -> Territory:
    """A territory with its real front page."""
    facts = {"contact": "a@b.example", "hue": 168}
    portal = open_space(slug="national", name="Portail", kind=Kind.NATIONAL, hostname="localhost", **facts)  # type: ignore[arg-type]
    communes = [make_commune("86070", "Chauvigny", postcode="86300")]
    return open_space(
        slug="gp", name="GP", kind=Kind.METROPOLIS, hostname="gp.localhost", parent=portal, communes=communes, **facts  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(params=PAYLOADS)
def poisoned(request: pytest.FixtureRequest, space: Territory) -> Poisoned:
    return poison(space, PAYLOADS[request.param])


def test_it_stays_text(poisoned: Poisoned) -> None:
    on_every_page(poisoned)
    in_what_scripts_read(poisoned)
    in_mails(poisoned)


def on_every_page(poisoned: Poisoned) -> None:
    faults, missing = {}, []
    for address, user in poisoned.pages.items():
        read = Reader(browser(poisoned.territory, user).get(address).content.decode())
        back_office = address.startswith("/gestion/")  # whose own scripts stand in the page
        wrong = [fault for fault in read.faults if not (back_office and fault == "<script>")]
        if wrong:
            faults[address] = wrong
        if not read.says(poisoned.payload):
            missing.append(address)
    assert not faults
    assert missing == []


def in_what_scripts_read(poisoned: Poisoned) -> None:
    """The refusal of a stale answer quotes the newer one: as JSON, which no browser takes for a page."""
    body = json.dumps({"texts": ["another"], "revision": 99})
    said = browser(poisoned.territory, poisoned.owner).post(
        poisoned.answer_address, body, content_type="application/json"
    )
    assert said.status_code == 409
    assert said.headers["Content-Type"] == "application/json"
    assert said.headers["X-Content-Type-Options"] == "nosniff"
    assert said.json()["texts"] == [poisoned.payload.strip()]


def in_mails(poisoned: Poisoned) -> None:
    with territory_scope(poisoned.territory):
        mails: list[EmailMultiAlternatives] = [
            mail_of(event) for event in Event.objects.filter(topic="mail").order_by("pk")
        ]
    assert len(mails) == 2  # an invitation, a link
    for mail in mails:
        read = Reader(str(mail.alternatives[0][0]))
        assert not read.faults
        assert read.says(poisoned.payload)
        assert MARK in mail.subject
        assert "\n" not in mail.subject
        assert "&quot;" not in f"{mail.body}{mail.subject}"


@pytest.mark.parametrize("name", ["script", "typst"])
def test_in_the_pdf(name: str, space: Territory, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    made = poison(space, PAYLOADS[name])
    with territory_scope(space):
        content = pdf.render(open_reading(queries.with_all().get(pk=made.result.pk)), "fr")
    for active in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
        assert active not in content
    (tmp_path / "r.pdf").write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "r.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    bare: Callable[[str], str] = lambda words: re.sub(r"[\s“”\"'’-]", "", words)  # noqa: E731  (typography changes them)
    assert bare(PAYLOADS[name]) in bare(text)


def test_the_reader_sees_a_page_that_forgets_to_escape() -> None:
    """Each payload, put raw where it is meant for, is seen: else the tests above could not fail."""
    raw = {
        "text": "<p>%s</p>",
        "double": '<p title="%s">',
        "single": "<p title='%s'>",
        "area": "<title>%s</title>",
        "link": '<a href="%s">',
    }
    blind = {"template", "entity", "typst"}  # harmless as markup: meant for other engines
    for name in PAYLOADS.keys() - blind:
        assert any(Reader(place % PAYLOADS[name]).faults for place in raw.values()), name


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_real_browser(space: Territory, live_server: Any, open_browser: Any) -> None:
    """No dialog, no error, no refusal by the content policy, no request to elsewhere: back-office included."""
    port = live_server.url.rsplit(":", 1)[1]
    made = poison(space, PAYLOADS["element"] + PAYLOADS["image"] + PAYLOADS["svg"])
    site = f"http://{space.host}:{port}"
    dialogs: list[str] = []
    troubles: dict[str, Any] = {}

    def hear(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    contexts: dict[Any, Any] = {}
    national = made.pages["/gestion/"]
    editing = {f"/gestion/pages/{space.site.root_page_id}/edit/": national, "/gestion/images/add/": national}
    for address, user in {**made.pages, **editing}.items():
        if user not in contexts:
            contexts[user] = open_browser()
            key = browser(space, user).session.session_key if user else None
            if key:
                contexts[user].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
        page = contexts[user].new_page()
        traffic = watch(page)
        page.on("dialog", hear)
        page.goto(site + address, wait_until="load")
        complaints = [said for said in traffic.complaints if "404 (Not Found)" not in said]
        if complaints or traffic.strangers(space.host):
            troubles[address] = complaints, traffic.strangers(space.host)
        assert MARK in page.content() or address in editing, address
        page.close()
    assert dialogs == []
    assert troubles == {}
