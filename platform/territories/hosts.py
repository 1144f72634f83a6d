"""Host name → territory, warm without a query."""

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from territories.models import Territory

TTL = 300  # seconds


def _key(host: str) -> str:
    return f"territory-host:{cache.get_or_set('territory-generation', 1, None)}:{host}"


def territory_for_host(host: str) -> Territory | None:
    """The open territory that answers on `host` (port left aside), or None."""
    name = host.rsplit(":", 1)[0].lower().rstrip(".")
    key = _key(name)
    found: Territory | None = cache.get(key)
    if found is None:
        open_ones = Territory.objects.select_related("site__root_page", "parent").filter(is_open=True)
        found = open_ones.filter(site__hostname=name).first()
        # An unknown host is not remembered: made-up names must not fill the cache.
        if found is not None:
            cache.set(key, found, TTL)
    return found


def forget_hosts(**_: object) -> None:
    """A territory or a site changed: every host is looked up again."""
    try:
        cache.incr("territory-generation")
    except ValueError:
        cache.set("territory-generation", 1, None)


def connect() -> None:
    for model in (Territory, Site):
        post_save.connect(forget_hosts, sender=model, dispatch_uid=f"hosts-{model.__name__}-saved")
        post_delete.connect(forget_hosts, sender=model, dispatch_uid=f"hosts-{model.__name__}-deleted")
