"""Bare Django doing the least for the same paths, on the same server with the same database settings.

It keeps what no such page can do without: the middlewares of a new Django project, the same sessions, the check
that this browser holds the row, one row read. A page is its row's JSON: LINES lines of two texts in one template
without inheritance, as many bytes as ours. A save locks its row, writes it, answers in JSON.

BENCH_PAGES: {name: bytes} as JSON.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

LINES = 40
"""As many as the questions of our framework: a result shows each of them."""
SAVES = range(1, 9)
SESSION = "benchbenchbenchbenchbenchbenchbe"
TEMPLATE = (
    '<!doctype html><html lang="fr"><head><title>{{ row.name }}</title></head><body><ul>'
    "{% for line in row.value %}<li><b>{{ line.title }}</b> {{ line.text }}</li>{% endfor %}</ul></body></html>"
)

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bench",
    USE_TZ=True,
    INSTALLED_APPS=[f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.cached_db",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"page": TEMPLATE})],
                    )
                ],
            },
        }
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(os.environ["ASSETT_VAR"]) / "floor.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    },
)
django.setup()

from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402


class Row(models.Model):
    name = models.CharField(max_length=20, unique=True)
    value = models.JSONField()
    revision = models.IntegerField(default=0)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


def rows() -> Iterator[Row]:
    """A page of as many bytes as asked, or nearly; rows to save."""
    around = len(TEMPLATE.partition("{% for")[0]) + LINES * len("<li><b></b> </li>")
    for name, size in json.loads(os.environ["BENCH_PAGES"]).items():
        length = max(1, (size - around) // LINES)
        title = "a" * (length // 3)
        yield Row(name=name, value=[{"title": title, "text": "b" * (length - len(title))}] * LINES)
    for number in SAVES:
        yield Row(name=str(number), value="a")


def fill() -> None:
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(rows())
    names = list(Row.objects.order_by("pk").values_list("name", flat=True))
    store = SessionStore()
    Session.objects.create(
        session_key=SESSION, session_data=store.encode({"held": names}), expire_date=store.get_expiry_date()
    )
    connection.close()


fill()


def held(request: HttpRequest, name: str) -> None:
    if name not in request.session["held"]:
        raise Http404


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def page(request: HttpRequest, name: str) -> HttpResponse:
    held(request, name)
    return render(request, "page", {"row": Row.objects.get(name=name)})


def save(request: HttpRequest, name: str) -> JsonResponse:
    held(request, name)
    with transaction.atomic():
        row = Row.objects.select_for_update().get(name=name)
        row.value = json.loads(request.body)["texts"]
        row.revision += 1
        row.save()
    return JsonResponse({"revision": row.revision})


urlpatterns = [path("healthz", healthz), path("page/<name>/", page), path("save/<name>/", save)]
application = WSGIMiddleware(get_wsgi_application(), workers=8)
