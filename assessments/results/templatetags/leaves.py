"""The link of a weak question to what can be done about it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.results import leaves
from assessments.results.models import Result
from assessments.results.tree import Leaf

register = template.Library()


@register.simple_tag
def leaf_link(result: Result, leaf: Leaf) -> SafeString:
    """Its words name the question for those who hear links one after the other."""
    address, words = leaves.link(result, leaf.code)
    named = format_html('<span class="out-of-sight"> : {}</span>', leaf.title)
    return format_html('<p class="no-print"><a class="tap" href="{}">{}{}</a></p>', address, words, named)
