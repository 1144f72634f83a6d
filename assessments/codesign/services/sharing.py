"""Sharing what one wrote, starting from what others wrote, packs of the national team."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.codesign import shared
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.models import FrameworkVersion, Pack
from assessments.frameworks.services import extend
from territories.models import Territory


@transaction.atomic
def share(*, version: FrameworkVersion, sharing: str) -> FrameworkVersion:
    """Say who may read and copy `version`. Raises ValidationError: a draft, or public without a licence."""
    if version.status != FrameworkVersion.Status.PUBLISHED and sharing != FrameworkVersion.Sharing.PRIVATE:
        raise ValidationError(_("Publish it first: a draft is shared with nobody."))
    if sharing == FrameworkVersion.Sharing.PUBLIC and not version.licence.strip():
        raise ValidationError(_("Say under which licence it may be used again: it has none."))
    if sharing not in FrameworkVersion.Sharing.values:
        raise ValidationError(_("Choose among those offered."))
    if sharing == FrameworkVersion.Sharing.PUBLIC and (held := shared.held_back(version)):
        said = _("It holds the whole of %(name)s, which is not shared with everyone: its authors decide that first.")
        raise ValidationError(said % {"name": held})
    version.sharing = sharing
    version.save(update_fields=["sharing", "updated_at"])
    return version


@transaction.atomic
def make_pack(*, territory: Territory, title: str, description: str, versions: Iterable[FrameworkVersion]) -> Pack:
    """A pack that nobody sees yet. Raises ValidationError: empty, or called as another one."""
    held = list(versions)
    if not held:
        raise ValidationError(_("Choose at least one published framework."))
    pack = Pack(territory=territory, code=slugify(title)[:80], title={"fr": title}, description={"fr": description})
    pack.full_clean()
    pack.save(force_insert=True)
    pack.versions.set(held)
    return pack


@transaction.atomic
def publish_pack(*, pack: Pack) -> None:
    """Offer it to every territory below."""
    Pack.objects.filter(pk=pack.pk, published_at=None).update(published_at=timezone.now())


@transaction.atomic
def take_pack(*, pack: Pack, territory: Territory) -> list[FrameworkVersion]:
    """A draft over each framework of the pack, for `territory` to add to; those it stands over already are left out.

    Raises ValidationError, and takes nothing, where one of them cannot be extended.
    """
    held = pack.versions.filter(status=FrameworkVersion.Status.PUBLISHED).select_related("framework").order_by("pk")
    mine = FrameworkVersion.objects.filter(framework__territory=territory, base__isnull=False)
    known = set(mine.values_list("base__framework", flat=True))
    return [
        extend(
            base=version,
            territory=territory,
            code=slug(f"{version.framework.code}-{territory.slug}"),
            title=version.title,
            number="1",
        )
        for version in held
        if version.framework_id not in known
    ]


@transaction.atomic
def withdraw_pack(*, pack: Pack) -> None:
    """Offer it no more; what territories took of it stays theirs."""
    Pack.objects.filter(pk=pack.pk).update(published_at=None)
