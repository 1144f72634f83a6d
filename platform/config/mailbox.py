"""The mail of a development site, read where the file backend wrote it. Never part of a production address map."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

SEPARATOR = re.compile(rb"^-{79}\n", re.MULTILINE)
"""What Django's file backend writes after each message."""


@dataclass(frozen=True)
class Letter:
    """One message; `key` is its place: the file's name and its rank in it."""

    key: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["subject"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["from"] or "")

    @property
    def recipient(self) -> str:
        return str(self.message["to"] or "")

    @property
    def date(self) -> datetime | None:
        header = self.message["date"]
        return header.datetime if header else None

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part else ""


def letters() -> list[Letter]:
    """All of them, the last one first."""
    folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]
    files = sorted(folder.glob("*.log"), reverse=True)
    return [letter for file in files for letter in reversed(_letters_of(file))]


def _letters_of(file: Path) -> list[Letter]:
    raw = (text for text in SEPARATOR.split(file.read_bytes()) if text.strip())
    return [
        Letter(f"{file.stem}.{rank}", message_from_bytes(text, policy=policy.default)) for rank, text in enumerate(raw)
    ]


def _letter(key: str) -> Letter:
    for letter in letters():
        if letter.key == key:
            return letter
    raise Http404


@require_safe
def list_letters(request: HttpRequest) -> HttpResponse:
    return render(request, "config/mailbox.html", {"letters": letters()})


@require_safe
def show_letter(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "config/letter.html", {"letter": _letter(key)})


@require_safe
@csp(
    {
        "default-src": [NONE],
        "style-src": ["'unsafe-inline'"],  # what mail programs understand
        "img-src": [SELF, "data:"],
        "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],  # links, and no script
    }
)
def show_html(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(_letter(key).html)


urlpatterns = [
    path("", list_letters, name="list"),
    path("<str:key>/", show_letter, name="letter"),
    path("<str:key>/html/", show_html, name="html"),
]
