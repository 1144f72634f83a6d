"""Abstract models without a domain."""

import uuid

from django.db import models


class Dated(models.Model):
    """When a row was made and last saved."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class Public(models.Model):
    """A row whose key may appear in an address: random, so that it cannot be guessed or counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
