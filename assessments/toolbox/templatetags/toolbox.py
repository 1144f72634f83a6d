"""Filters on the texts of resources."""

from django import template

from assessments.toolbox.domain.words import bare, brief

register = template.Library()


@register.filter
def brief_text(text: str) -> str:
    """The start of a long text, without its marks."""
    return brief(bare(text))
