"""The families of components and the rule of each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Family:
    """A section of the gallery. Its specimens stand in `ui/gallery/<slug>.html`."""

    slug: str
    title: Promise
    rule: Promise

    @property
    def template(self) -> str:
        return f"ui/gallery/{self.slug}.html"


FAMILIES = (
    Family(
        "colours",
        _("Colours"),
        _(
            "A territory chooses a hue, never a colour for text or for a state. Tint means "
            "altitude, accent means action."
        ),
    ),
    Family(
        "letters",
        _("Letters"),
        _(
            "Serif for titles, figures and names on maps; sans for all that one reads to "
            "act. No capitals, no bold serif."
        ),
    ),
    Family(
        "levels",
        _("Levels"),
        _(
            "As many lines as the level, always with its number in words. Forty pixels at "
            "least. A level not shown is no shame."
        ),
    ),
    Family(
        "places",
        _("Territories"),
        _("The true outline and quiet contour lines. Without an outline, the five-line badge stands for it."),
    ),
    Family(
        "charts",
        _("Charts"),
        _(
            "One sentence each, its caption is its name, its figures stand in a table beside "
            "it. Lines count, tints only help."
        ),
    ),
    Family(
        "actions",
        _("Actions"),
        _("One plain button a screen. The label is a verb: what happens next. A link alone is 44 pixels high."),
    ),
    Family(
        "fields",
        _("Fields"),
        _(
            "Label, hint, control, then error. “(optional)” on the rare ones that are, never "
            "a star. An error says what to do."
        ),
    ),
    Family(
        "questions",
        _("Questions"),
        _(
            "Native radios, the whole line is the target. “I don’t know” and “Not concerned” "
            "come last, under a dashed rule."
        ),
    ),
    Family(
        "messages",
        _("Messages"),
        _("A title and what to do; colour only doubles the title. One at the top of a page, never more."),
    ),
    Family(
        "landmarks",
        _("Landmarks"),
        _("They say where one is and what is left. All are links or native elements: they work without a script."),
    ),
    Family(
        "tables",
        _("Facts and tables"),
        _("Numbers on the right, aligned; totals ruled above. On a phone a list of the back office becomes entries."),
    ),
    Family(
        "lists",
        _("Filters, map, selection"),
        _(
            "Words and counts on each filter. The list comes first, "
            "the map shows the same total, in targets of 44 pixels."
        ),
    ),
    Family(
        "contents",
        _("Kinds of content"),
        _(
            "An event starts with its day, a practice with its gain, an organisation with "
            "its level, a resource with its reason."
        ),
    ),
    Family(
        "panels",
        _("Panels"),
        _("Hairlines and white space group things. A box means: you act here."),
    ),
)
