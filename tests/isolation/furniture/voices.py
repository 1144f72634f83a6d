"""Voices of the draft: a colleague, an agent who asks, a poll, a comment and a private note."""

from datetime import timedelta

from django.utils import timezone

from assessments.voices import services, tokens
from tests.isolation.world import Space


def furnish(space: Space) -> None:
    until = timezone.now() + timedelta(days=9)
    owner, animator = space.people["owner"], space.people["animator"]
    space.more["voice"] = services.ask_colleague(
        assessment=space.draft, by=owner, name=f"{space.secret}-colleague", themes=["t1"], until=until,
        email=f"{space.secret.lower()}@colleague.test", message=f"{space.secret}-message",
    )  # fmt: skip
    space.more["proposal"] = services.propose(
        assessment=space.draft, agent=animator, way="beside", until=until, message=f"{space.secret}-proposal"
    )
    space.more["poll"] = services.open_poll(assessment=space.draft, by=owner, questions=["t1q1"], until=until)
    about = {"assessment": space.draft, "code": "t1q1"}
    space.more["note"] = services.write_note(**about, author=owner, text=f"{space.secret}-comment")
    services.write_note(**about, author=animator, text=f"{space.secret}-note", is_private=True)


ARGUMENTS = {
    ("voices", "pk"): lambda space: space.draft.pk,
    ("voices", "organisation"): lambda space: space.organisation.pk,
    ("voices", "voice"): lambda space: space.more["voice"].pk,
    ("voices:accept", "voice"): lambda space: space.more["proposal"].pk,
    ("voices:refuse", "voice"): lambda space: space.more["proposal"].pk,
    ("voices", "poll"): lambda space: space.more["poll"].pk,
    ("voices", "note"): lambda space: space.more["note"].pk,
    ("voices", "code"): lambda space: "t1q1",
    ("voices:invitation", "token"): lambda space: tokens.make(space.more["voice"].pk, tokens.VOICE),
    ("voices:send_code", "token"): lambda space: tokens.make(space.more["voice"].pk, tokens.VOICE),
    ("voices:ballot", "token"): lambda space: tokens.make(space.more["poll"].pk, tokens.POLL),
    ("voices_desk", "pk"): lambda space: space.draft.pk,
    ("voices_desk", "code"): lambda space: "t1q1",
}
