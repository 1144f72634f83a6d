"""A paragraph whose difficult words are explained under it, without a script: `{% load glossing %}`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.text import spaced
from ui.glossing import Gloss, find

register = template.Library()


@register.simple_tag
def glossed(text: object, anchor: str, css: str = "", known: Iterable[Any] = ()) -> SafeString:
    """`<p>` with links on the words, then one `<details class="gloss">` a word. `text` is plain, whatever it holds.

    `anchor` makes the ids of this text its own on the page; `known`: terms (objects with a `term`, or words) that
    the page explains itself. A link leads into its `<details>`, which browsers open when asked for what is inside.
    """
    words = spaced(text)
    found = find(words, [str(getattr(one, "term", one)) for one in known])
    opened = format_html('<p class="{}">', css) if css else mark_safe("<p>")
    inside = format_html_join("", "{}", ((piece,) for piece in _pieces(words, found, anchor)))
    details = format_html_join("\n", "{}", ((_detail(gloss, anchor),) for gloss in found))
    return format_html("{}{}</p>{}{}", opened, inside, "\n" if found else "", details)


def _pieces(text: str, found: Iterable[Gloss], anchor: str) -> Iterator[SafeString]:
    at = 0
    for gloss in found:
        yield conditional_escape(text[at : gloss.start])
        yield format_html('<a href="#{}">{}</a>', _id(gloss, anchor), text[gloss.start : gloss.end])
        at = gloss.end
    yield conditional_escape(text[at:])


def _detail(gloss: Gloss, anchor: str) -> SafeString:
    facts = {"id": _id(gloss, anchor), "term": gloss.term, "definition": gloss.definition}
    return mark_safe(render_to_string("ui/components/term.html", facts).strip())


def _id(gloss: Gloss, anchor: str) -> str:
    return f"{anchor}-{gloss.code}"
