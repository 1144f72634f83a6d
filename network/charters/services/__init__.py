"""Writes, by subject."""

from .texts import (
    add_article,
    adopt,
    back_to_draft,
    create_charter,
    discuss,
    edit_article,
    edit_charter,
    edit_preamble,
    move_article,
    remove_article,
    set_rules,
    start_version,
    text_of,
)

__all__ = [
    "add_article",
    "adopt",
    "back_to_draft",
    "create_charter",
    "discuss",
    "edit_article",
    "edit_charter",
    "edit_preamble",
    "move_article",
    "remove_article",
    "set_rules",
    "start_version",
    "text_of",
]
