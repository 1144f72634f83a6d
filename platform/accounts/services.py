"""Changes to one's own account that allauth does not make."""

from django.db import transaction

from accounts.models import User


@transaction.atomic
def update_profile(*, user: User, name: str, language: str) -> User:
    user.name, user.language = name.strip(), language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "language"])
    return user
