"""An e-mail leaves after the commit, in the territory's name and the reader's language."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.template import TemplateDoesNotExist
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from notifications.messages import split_subject
from notifications.services import send_mail
from outbox import queries, services
from territories.models import Territory


@pytest.fixture(autouse=True)
def _templates(settings: Settings, tmp_path: Path) -> None:
    """Two templates that no app ships."""
    folder = tmp_path / "probe/mail"
    folder.mkdir(parents=True)
    text = "Objet : Bonjour {{ name }}\n\n{{ territory.name }} {% get_current_language as l %}{{ l }}\n"
    (folder / "hello.txt").write_text(text)
    (folder / "hello.html").write_text("<h1>{{ subject }}</h1><a href='{{ root_url }}'>{{ name }}</a>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


def send(territory: Territory, **changes: Any) -> None:
    usual: dict[str, Any] = {"template": "probe/mail/hello", "to": "a@exemple.fr", "context": {"name": "Zoé"}}
    send_mail(territory=territory, **usual | changes)


def test_it_leaves_after_the_commit(
    in_poitiers: Territory, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(in_poitiers)
        assert mail.outbox == []
    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("Bonjour Zoé", ["a@exemple.fr"])
    assert sent.body == "Grand Poitiers fr\n"
    assert sent.from_email == "Grand Poitiers <ne-pas-repondre@localhost>"
    html = sent.alternatives[0].content  # type: ignore[attr-defined]
    assert "<h1>Bonjour Zoé</h1>" in html
    assert in_poitiers.root_url in html


def test_the_sender_and_the_reply_address_are_the_territory_s(in_poitiers: Territory) -> None:
    in_poitiers.sender_name, in_poitiers.reply_to = "Mission climat", "climat@poitiers.exemple"
    in_poitiers.save()
    send(in_poitiers)
    services.deliver_due()
    assert mail.outbox[0].from_email.startswith("Mission climat <")
    assert mail.outbox[0].reply_to == ["climat@poitiers.exemple"]


def test_in_the_language_of_its_reader(in_poitiers: Territory) -> None:
    send(in_poitiers, language="en")
    services.deliver_due()
    assert mail.outbox[0].body == "Grand Poitiers en\n"


@override_settings(EMAIL_BACKEND="tests.notifications.test_mail.Down")
def test_a_server_that_is_down_loses_nothing_and_the_second_try_has_the_same_identifier(
    in_poitiers: Territory,
) -> None:
    send(in_poitiers)
    services.deliver_due()
    assert queries.pending().get().error.startswith("ConnectionRefusedError")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        for _ in range(2):
            services.release()
            services.deliver_due()
            queries.deliveries().update(delivered_at=None, due_at="2020-01-01T00:00Z")
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


class Down:
    def __init__(self, **_: object) -> None: ...

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def test_a_wrong_address_or_a_missing_template_is_refused_when_asked(in_poitiers: Territory) -> None:
    with pytest.raises(ValidationError):
        send(in_poitiers, to="a@b\nBcc: x@y.fr")
    with pytest.raises(TemplateDoesNotExist):
        send(in_poitiers, template="probe/mail/nothing")


@pytest.mark.parametrize("text", ["", "Bonjour", "Objet :", "Objet :\n\nBonjour", "Une phrase : voilà"])
def test_a_mail_without_a_subject_line_is_a_fault(text: str) -> None:
    with pytest.raises(ValueError, match="first line"):
        split_subject(text)


def test_a_subject_stays_on_one_line() -> None:
    assert split_subject("Objet : Votre   point\n\nBonjour,\n") == ("Votre point", "Bonjour,\n")
