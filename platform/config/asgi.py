"""The one process of the embedded mode, and the websocket server of the others.

HTTP goes to the WSGI application in threads: Django serves it several times faster there than as ASGI, and the
ORM blocks anyway. Websockets stay on the loop. See docs/decisions/0004-http-under-wsgi.md for the measures.
"""

import os

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.wsgi import get_wsgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
http = get_wsgi_application()  # sets Django up: what follows may import models

from channels.auth import AuthMiddlewareStack  # noqa: E402

from territories.websocket import TerritoryGate, refuse  # noqa: E402

HTTP_THREADS = 8
"""Few: each may hold a database connection, and Python runs one at a time."""
# Channels routes ASGI applications with Django's patterns, which are typed for views.
SOCKETS = [re_path("", refuse)]  # type: ignore[arg-type]

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(http, workers=HTTP_THREADS),
        "websocket": TerritoryGate(AuthMiddlewareStack(URLRouter(SOCKETS))),
    }
)
