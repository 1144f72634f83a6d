"""What the lines of a result say, in words: the same for the page and for the PDF."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A line of the table by theme. `number` is the level's, None when it is not named; `share` is 0 to 1."""

    code: str
    title: str
    figure: str
    number: int | None
    number_before: int | None
    before: str
    difference: str
    sentence: str
    missing: tuple[str, ...]
    share: Fraction | None
    note: str


@dataclass(frozen=True, slots=True)
class StrengthLine:
    theme: str
    figure: str
    practice: str
    done: str


@dataclass(frozen=True, slots=True)
class PriorityLine:
    theme: str
    practice: str
    gain: str
    step_gain: str
    today: str
    step: str
    effort: str
    evidence: str

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Where one stands, where one goes, what it takes."""
        return (
            (_("Today"), self.today),
            (_("Next step"), f"{self.step} ({self.step_gain})"),
            (_("Effort"), self.effort),
            (_("What shows it"), self.evidence),
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A legal note that matches the profile.

    `since` is "Since 1 January 2024", "" where no date may be shown; `mark` is "" for a verified note.
    """

    text: str
    since: str
    mark: str
    source: str
    place: str

    @property
    def is_sure(self) -> bool:
        """Read in an official source: only then is it called an obligation."""
        return not self.mark

    @property
    def note(self) -> str:
        """Date, place, how far it was checked, source: what is known of them."""
        source = _("Source: %(source)s") % {"source": self.source} if self.source else ""
        return " · ".join(part for part in (self.since, self.place, self.mark, source) if part)
