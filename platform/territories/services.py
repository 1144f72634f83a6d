"""Opening and changing a territory."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site

from accounts.models import User
from territories import groups
from territories.drawings import draw
from territories.logos import redrawn
from territories.models import Kind, Role, RoleName, Territory
from territories.models.geography import Commune
from territories.scope import EVERYWHERE, territory_scope
from ui.contrast import check_hue


@transaction.atomic
def open_territory(
    *,
    slug: str,
    name: str,
    kind: Kind,
    hostname: str,
    home: Page,
    parent: Territory | None = None,
    communes: Iterable[Commune] = (),
    hue: int = 235,
    tagline: str = "",
    port: int = 80,
) -> Territory:
    """Open a space: its root page (`home`, not yet saved), site, collection and perimeter, all or nothing."""
    root = Page.get_first_root_node()
    root.add_child(instance=home)
    # Wagtail's first migration leaves a placeholder site; a site that is no territory's has no reason to stay.
    Site.objects.filter(hostname=hostname, territory=None).delete()
    site = Site.objects.create(
        hostname=hostname, port=port, root_page=home, site_name=name, is_default_site=kind == Kind.NATIONAL
    )
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=name))
    territory = Territory(
        slug=slug, name=name, kind=kind, parent=parent, site=site, collection=collection, hue=hue, tagline=tagline
    )
    territory.full_clean(exclude=["lineage"])
    territory.save()
    territory.communes.set(communes)
    draw(territory)
    return territory


@transaction.atomic
def update_branding(
    *,
    territory: Territory,
    name: str,
    tagline: str,
    hue: int,
    sender_name: str,
    reply_to: str,
    logo: File[bytes] | None = None,
    remove_logo: bool = False,
) -> Territory:
    """Change how the space presents itself. `logo`: the file as it was uploaded; None keeps the present one.

    Raises ValidationError: a hue under which a text would be hard to read, a file that is no picture.
    """
    unreadable = check_hue(hue)
    if unreadable:
        raise ValidationError({"hue": unreadable})
    former = territory.logo.name
    territory.name, territory.tagline, territory.hue = name, tagline, hue
    territory.sender_name, territory.reply_to = sender_name, reply_to
    if logo is not None:
        territory.logo = _drawn_again(logo)
    elif remove_logo:
        territory.logo = ""
    territory.full_clean(exclude=["lineage"])
    territory.save()
    if former and former != territory.logo.name:
        storage = territory.logo.storage
        transaction.on_commit(lambda: storage.delete(former))
    return territory


def _drawn_again(logo: File[bytes]) -> File[bytes]:
    try:
        return redrawn(logo)
    except ValidationError as refusal:
        raise ValidationError({"logo": refusal}) from refusal


@transaction.atomic
def grant_role(*, territory: Territory, user: User, role: RoleName) -> Role:
    """Give the person this role there, in place of the one they had."""
    held: Role | None = Role.objects.filter(territory=territory, user=user).first()
    if held is not None and role != RoleName.ADMINISTRATOR:
        _keep_an_administrator(held)
    granted = held or Role(territory=territory, user=user)
    granted.role = role
    granted.full_clean()
    granted.save()
    groups.join(user, territory, role)
    _set_staff(user, True)
    return granted


@transaction.atomic
def welcome(*, territory: Territory, email: str, role: RoleName) -> Role:
    """Give a role to whoever has this address, with an account made for them if there is none: they sign in by code."""
    address = email.strip().lower()
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    return grant_role(territory=territory, user=user, role=role)


@transaction.atomic
def revoke_role(*, role: Role) -> None:
    """Take the role away, and the back-office with the last one. What the person made stays."""
    _keep_an_administrator(role)
    user, territory = role.user, role.territory
    role.delete()
    groups.leave(user, territory)
    with territory_scope(EVERYWHERE):  # staff of one territory may be staff of another
        holds_another = Role.objects.filter(user=user).exists()
    if not holds_another and not user.is_superuser:
        _set_staff(user, False)


def _keep_an_administrator(role: Role) -> None:
    # The territory's row is the lock: two administrators who leave at once are served one after the other.
    Territory.objects.select_for_update().get(pk=role.territory_id)
    others = Role.objects.filter(territory=role.territory, role=RoleName.ADMINISTRATOR).exclude(pk=role.pk)
    if role.role == RoleName.ADMINISTRATOR and not others.exists():
        raise ValidationError(_("Name another administrator first: somebody must be able to manage the space."))


def _set_staff(user: User, staff: bool) -> None:
    user.role_names = None  # type: ignore[attr-defined]  # what territories.permissions remembers
    if user.is_staff != staff:
        user.is_staff = staff
        user.save(update_fields=["is_staff"])
