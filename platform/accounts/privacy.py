"""What is kept of a session: enough for its owner to recognise it, not enough to follow them."""

import ipaddress
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def blur_ip(ip: str) -> str:
    """The network without the machine: 24 bits of an IPv4 address, 48 of an IPv6 one."""
    address = ipaddress.ip_address(ip)
    kept = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, kept), strict=False).network_address)


def name_browser(user_agent: str) -> str:
    """ "Firefox, Windows"; "" when neither is known."""
    found = (next((name for mark, name in names if mark in user_agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)


def minimise(instance: UserSession, **_: Any) -> None:
    if instance._state.adding:
        instance.ip = blur_ip(instance.ip)
        instance.user_agent = name_browser(instance.user_agent)


def connect() -> None:
    pre_save.connect(minimise, sender=UserSession, dispatch_uid="accounts-minimise-session")
