"""Development mail is shown as it would arrive, and can do nothing to the page that shows it."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from territories.models import Territory

pytestmark = pytest.mark.urls("tests.config.mailbox_urls")


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


@pytest.fixture
def visitor(national: Territory) -> Client:
    return Client(headers={"host": national.host})


def write(folder: Path, *subjects: str) -> None:
    """One file holding one message per subject."""
    with get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder)) as connection:
        for subject in subjects:
            mail = EmailMultiAlternatives(
                subject, "Bonjour,\n\nhttp://localhost/suite/", "Élu <a@b.fr>", ["c@d.fr"], connection=connection
            )
            mail.attach_alternative("<h1>Bonjour</h1><script>alert(1)</script>", "text/html")
            mail.send()


def test_letters_are_listed_the_last_first_and_read(visitor: Client, folder: Path) -> None:
    write(folder, "Première", "Deuxième — <b>été</b>")
    page = visitor.get("/mail/").text
    assert page.index("Deuxième — &lt;b&gt;été&lt;/b&gt;") < page.index("Première")
    key = next(folder.glob("*.log")).stem + ".1"
    letter = visitor.get(f"/mail/{key}/").text
    assert "Élu &lt;a@b.fr&gt;" in letter
    assert '<a href="http://localhost/suite/"' in letter


def test_html_is_shown_apart_and_cannot_run(visitor: Client, folder: Path) -> None:
    write(folder, "Une")
    answer = visitor.get(f"/mail/{next(folder.glob('*.log')).stem}.0/html/")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "<h1>Bonjour</h1>" in answer.text


@pytest.mark.parametrize("key", ["nothing.0", "..", "%2e%2e%2fsecret", "x.log"])
def test_only_letters_are_served(visitor: Client, folder: Path, key: str) -> None:
    write(folder, "Une")
    (folder.parent / "secret.log").write_text("Subject: no\n\nno")
    assert visitor.get(f"/mail/{key}/").status_code == 404


def test_an_empty_box_says_so(visitor: Client, folder: Path) -> None:
    assert visitor.get("/mail/").status_code == 200


@pytest.mark.urls("config.urls")
def test_outside_development_there_is_no_mailbox() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("mailbox:list")
