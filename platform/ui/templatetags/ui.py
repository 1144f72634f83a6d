"""Tags of the look, loaded in every template."""

from collections.abc import Iterable

from django import template
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ui import branding, navigation
from ui.branding import Brand, Place
from ui.contrast import Scheme, hex_tokens
from ui.drawing.badges import badge
from ui.drawing.svg import Drawing, Markup
from ui.forms import FieldError, errors_of, shape

LEADS = ((283, 275), (288, 223), (277, 169), (252, 132), (223, 118))
"""A point on each line of the badge drawn seven times larger."""
LEAD = (
    '<path class="lead-line" d="M{0} {1}L352 {2}h14"/><circle class="spot" cx="{0}" cy="{1}" r="3.5"/>'
    '<text x="374" y="{3}">{4} {5}</text>'
)

register = template.Library()
register.filter("shape", shape)


@register.simple_tag
def brand(territory: Place | None) -> Brand:
    """Name, tagline, hue, logo and footer sentence of a territory, of the network when None."""
    return branding.brand(territory)


@register.simple_tag
def mail_colours(territory: Place | None, scheme: Scheme = "light") -> dict[str, str]:
    """The colours of a territory as `#rrggbb`, for e-mails: `colours.accent`, `colours.ink_soft`."""
    return hex_tokens(branding.brand(territory).hue, scheme)


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[navigation.Link]:
    """Entries of the header for this request; none when it was stopped before one knew who asks."""
    request = context.get("request")
    return navigation.menu(request) if request and hasattr(request, "user") else []


@register.simple_tag
def drawing(drawn: Drawing, label: str = "", css: str = "") -> SafeString:
    """An SVG. With a `label` it is an image with that name; without, it is left out of what is read aloud."""
    named = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    classed = format_html(' class="{}"', css) if css else ""
    return format_html('<svg{} viewBox="{}"{}>{}</svg>', classed, drawn.view_box, named, drawn.body)


@register.simple_tag
def level_badge(level: int | None, css: str = "") -> SafeString:
    """The badge of a level from 1 to 5, a dotted circle when it is not shown. Its words stand beside it."""
    return drawing(badge(level), css=css)


@register.simple_tag
def level_legend(levels: Iterable[tuple[int, str]]) -> SafeString:
    """The five lines of the badge, each with its name at the end of a lead. `levels`: pairs (1 to 5, name)."""
    named = list(levels)
    rows = format_html_join("", LEAD, (_lead(number, name) for number, name in named))
    label = ", ".join(f"{number} {name}" for number, name in named)
    body = format_html('<g transform="scale(7)">{}</g>{}', badge(5).body, rows)
    return drawing(Drawing("0 0 510 340", Markup(body)), label=label, css="legend")


@register.simple_tag
def seal(territory: Place | None) -> SafeString:
    """The mark of a territory: its outline, or the five-line badge."""
    if territory is not None and territory.seal:
        return mark_safe(territory.seal)
    return drawing(badge(5), css="seal")


@register.simple_tag
def motif(territory: Place | None) -> SafeString:
    """The outline and contour lines of a territory, or a large five-line badge."""
    if territory is not None and territory.motif:
        return mark_safe(territory.motif)
    return drawing(badge(5), css="motif")


@register.simple_tag
def title_prefix(form: BaseForm) -> str:
    """ "Error: " in front of the title of a page whose form was refused: screen readers say it first."""
    return _("Error: ") if form.is_bound and form.errors else ""


@register.filter
def error_links(form: BaseForm) -> list[FieldError]:
    """The errors of a form, each with the address of its field; none the second time.

    A page may place the summary itself, above `{{ form }}` which would bring it: it stands once.
    """
    if vars(form).setdefault("summary_is_shown", False):
        return []
    vars(form)["summary_is_shown"] = True
    return errors_of(form)


@register.filter
def page_numbers(paginator: Paginator[object], number: int) -> list[int | None]:
    """The pages to link around page `number`, None where some are left out."""
    shown = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in shown]


def _lead(number: int, name: str) -> tuple[int, int, int, int, int, str]:
    x, y = LEADS[number - 1]
    height = 302 - 56 * (number - 1)
    return x, y, height, height + 6, number, name
