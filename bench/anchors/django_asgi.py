"""The same site with HTTP served by Django as an ASGI application: what decision 0004 compares."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()
