"""How the score is made, and what it rests on."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.results.reading.frozen import Frozen


class Ruled(Frozen):
    @cached_property
    def rules(self) -> tuple[str, ...]:
        """How the score is made, in sentences."""
        unknown = (
            _("“I don't know” counts as zero.")
            if self.framework.unknown_is_zero
            else _("“I don't know” stays out of the score too, and lowers completeness.")
        )
        needed = {"overall": self.completeness_needed, "theme": int(self.framework.theme_completeness * 100)}
        return (
            _(
                "Each answer gives points. A question counts by the share of its best answer, a theme by the mean "
                "of its questions, the whole by the mean of the themes, each with its weight."
            ),
            _("“Not concerned” stays out of the score: it never counts as zero.") + " " + unknown,
            _("A level is named once %(overall)s%% of the questions are answered, %(theme)s%% in a theme.") % needed,
        )

    @property
    def completeness(self) -> str:
        answered, expected = self.scored.answered, self.scored.expected
        counted = ngettext(
            "%(answered)s answer out of %(expected)s counts.",
            "%(answered)s answers out of %(expected)s count.",
            answered,
        )
        return counted % {"answered": answered, "expected": expected}

    @property
    def completeness_percent(self) -> int:
        return int(self.scored.completeness * 100)

    @property
    def completeness_needed(self) -> int:
        return int(self.framework.completeness * 100)
