"""Rooms and their votes, always counted, never listed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from assessments.codesign.models import Room, Vote
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory

Wish = Vote.Wish


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one question, by wish."""

    code: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def outcome(self) -> str:
        """What most wish; between equals what changes least; "" without a vote."""
        order = (Wish.KEEP, Wish.CHANGE, Wish.DROP)
        return max(order, key=lambda wish: (self.counts[wish], -order.index(wish))) if self.total else ""

    @property
    def outcome_label(self) -> str:
        return str(Wish(self.outcome).label) if self.outcome else ""

    @property
    def bars(self) -> list[tuple[str, int, int]]:
        """(wish in words, votes, share in percent) for each wish."""
        return [(str(label), self.counts[value], self._share(value)) for value, label in Wish.choices]

    def _share(self, wish: str) -> int:
        return round(100 * self.counts[wish] / self.total) if self.total else 0


def rooms_of(version: FrameworkVersion, territory: Territory) -> list[tuple[Room, int]]:
    """Each room, the newest first, with how many browsers have voted: two queries."""
    rooms = list(Room.objects.filter(version=version, territory=territory))
    votes = Vote.objects.filter(room__in=rooms).values("room").annotate(n=Count("ballot", distinct=True)).order_by()
    counts = {row["room"]: row["n"] for row in votes}
    return [(room, counts.get(room.pk, 0)) for room in rooms]


def room_with(code: str) -> Room | None:
    """The room of the active territory that has this code, whatever the letters' case."""
    typed = code.strip().upper()
    if not typed.isalpha():  # a NUL, which no query takes
        return None
    found: Room | None = Room.objects.select_related("version", "territory").filter(code=typed).first()
    return found


def tallies(room: Room) -> list[Tally]:
    """Of each question of the room, in order: one query."""
    counted: dict[str, Counter[str]] = {code: Counter(dict.fromkeys(Wish.values, 0)) for code in room.questions}
    rows = Vote.objects.filter(room=room).values("question_code", "wish").annotate(n=Count("pk")).order_by()
    for row in rows:
        if row["question_code"] in counted:
            counted[row["question_code"]][row["wish"]] = row["n"]
    return [Tally(code, counts) for code, counts in counted.items()]


def tally(room: Room, code: str) -> Tally:
    """Of one question: one query."""
    rows = Vote.objects.filter(room=room, question_code=code).values("wish").annotate(n=Count("pk")).order_by()
    return Tally(code, dict.fromkeys(Wish.values, 0) | {row["wish"]: row["n"] for row in rows})


def ballots(room: Room) -> int:
    """How many browsers have voted."""
    return int(Vote.objects.filter(room=room).values("ballot").distinct().count())


def has_voted(room: Room, ballot: str) -> bool:
    return bool(Vote.objects.filter(room=room, ballot=ballot).exists())


def wish_of(room: Room, ballot: str, code: str) -> str:
    """What this browser voted; "" before it did."""
    found = Vote.objects.filter(room=room, ballot=ballot, question_code=code).values_list("wish", flat=True)
    return next(iter(found), "")
