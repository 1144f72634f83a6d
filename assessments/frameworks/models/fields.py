"""Kinds of fields that frameworks are made of."""

from typing import Any

from django.db import models

CODE_LENGTH = 255


def texts() -> Any:
    return models.JSONField(default=dict, blank=True)


def figure(default: str = "") -> Any:
    """An exact number as text, such as "2" or "1/3"; "" for none."""
    return models.CharField(max_length=120, default=default, blank=True)


def origin() -> Any:
    """The code of the framework that the row comes from; "" for its own."""
    return models.CharField(max_length=CODE_LENGTH, blank=True)
