"""What the coherence report can say, each with its cure: gettext messages, English here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assessments.frameworks.domain.problems import N_

Severity = Literal["warning", "advice"]


@dataclass(frozen=True, slots=True)
class Remark:
    """`where` is the code of what it is about: a theme, a question, a term, a level…; "" for the whole framework.

    A "warning" is most often a mistake, an "advice" a thing to look at. To show one in the reader's language,
    translate `what` and `cure` and fill them with `params` (`frameworks.wording.remark_in_words`).
    """

    code: str
    where: str
    severity: Severity
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def what(self) -> str:
        return REMARKS[self.code][0]

    @property
    def cure(self) -> str:
        return REMARKS[self.code][1]

    @property
    def sentence(self) -> str:
        """What and cure, in English."""
        return f"{self.what % self.params} {self.cure % self.params}"


REMARKS: dict[str, tuple[str, str]] = {
    "unreachable": (
        N_("Nobody can ever be asked “%(where)s”: its conditions never hold together."),
        N_("Correct its condition, or that of the theme or question it depends on."),
    ),
    "never_asked": (
        N_("No kind of organisation is concerned by “%(where)s” and by the themes above it together."),
        N_("Widen whom it applies to, or move it."),
    ),
    "formula_hidden": (
        N_("The figure “%(where)s” is worked out from what is hidden here (%(questions)s): it has no value any more."),
        N_("Show these questions again, or hide the figure too."),
    ),
    "express_not_asked": (
        N_("The short path holds “%(where)s”, which is never asked."),
        N_("Take it out of the short path."),
    ),
    "unscored": (
        N_("“%(where)s” is never scored: nothing in it has points."),
        N_("Give points to its answers, or keep it as a question for information."),
    ),
    "choices_without_points": (
        N_("Some choices of “%(where)s” have no points (%(choices)s): they count as 0 beside the others."),
        N_("Give them points."),
    ),
    "zero_weight": (
        N_("“%(where)s” has a weight of zero: it changes no score."),
        N_("Give it a weight above 0, or say in its text that it does not count."),
    ),
    "no_resources": (
        N_("No resource comes with this framework."),
        N_("Add resources, so that a weak answer leads to help."),
    ),
    "theme_without_resources": (
        N_("No resource helps with the theme “%(where)s”."),
        N_("Link one to a question of this theme at least."),
    ),
    "missing_translation": (
        N_("“%(where)s” is not all translated (%(language)s): %(keys)s."),
        N_("Add the missing texts."),
    ),
    "missing_translations": (
        N_("%(count)s texts are missing in “%(where)s” (%(language)s), the first of them: %(keys)s."),
        N_("Add the missing texts."),
    ),
    "hard_to_read": (
        N_("“%(where)s” is hard to read (%(language)s): %(index)s on a scale where plain texts stay under %(limit)s."),
        N_("Prefer short sentences and common words; move what is technical to the glossary."),
    ),
    "long_sentence": (
        N_("A sentence of “%(where)s” has %(words)s words (%(language)s, %(key)s)."),
        N_("Cut it in two: %(limit)s words at most."),
    ),
    "long_text": (
        N_("The text “%(key)s” of “%(where)s” has %(length)s characters (%(language)s)."),
        N_("Keep to %(limit)s, and put the rest in the help, the glossary or a resource."),
    ),
    "unused_term": (
        N_("The term “%(where)s” of the glossary is linked to no question."),
        N_("Link it to the questions that use it, or remove it."),
    ),
}
