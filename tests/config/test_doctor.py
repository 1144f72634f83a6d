"""The doctor finds what is wrong, says how to mend it, and never stops at the first fault."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config import health
from outbox import services
from outbox.models import Delivery, Event
from outbox.registry import receives
from territories.models import Territory


def run() -> str:
    out = StringIO()
    call_command("doctor", stdout=out)
    return out.getvalue()


def test_a_sound_site_is_said_sound(national: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_compiled", lambda catalogue: True)
    assert "wrong" not in run()


@pytest.mark.django_db
def test_a_site_without_a_portal_is_told_how_to_get_one() -> None:
    assert "demo" in health.territories().cure
    with pytest.raises(CommandError, match="to mend"):
        run()


def test_what_was_given_up_is_seen(in_poitiers: Territory) -> None:
    @receives("doctor-probe")
    def broken(event: Event) -> None:
        raise ValueError

    event = services.announce(topic="doctor-probe", territory=in_poitiers, payload={})
    assert "1 deliveries wait" in health.deliveries().what
    Delivery.objects.update(attempts=services.MAX_ATTEMPTS - 1)
    services.deliver(event.pk)
    assert "1 deliveries were given up" in health.deliveries().what


@pytest.mark.django_db
def test_a_check_that_breaks_leaves_the_others_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> health.Finding:
        raise ConnectionError("refused")

    monkeypatch.setattr(health, "CHECKS", (breaks, health.folder))
    first, second = health.findings()
    assert first.what == "breaks: ConnectionError: refused"
    assert first.cure
    assert not second.cure
