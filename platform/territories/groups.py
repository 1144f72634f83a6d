"""A Wagtail group for each territory and role: what that role may do to the territory's pages and files.

Wagtail knows nothing of territories; a group holds rights on one page tree and one collection, and a role is
membership of the right group.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.models import User
from territories.models import RoleName, Territory

PAGES = {
    RoleName.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    RoleName.ANIMATOR: ("add", "change", "publish"),
    RoleName.MODERATOR: (),
    RoleName.READER: (),
}
FILES = {
    RoleName.ADMINISTRATOR: ("add", "change", "delete", "choose"),
    RoleName.ANIMATOR: ("add", "change", "choose"),
    RoleName.MODERATOR: (),
    RoleName.READER: (),
}
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))


def join(user: User, territory: Territory, role: RoleName) -> None:
    """Put the person in the group of their role, and out of those of the territory's other roles."""
    leave(user, territory)
    user.groups.add(_group(territory, role))


def leave(user: User, territory: Territory) -> None:
    user.groups.remove(*Group.objects.filter(name__in=[name_of(territory, role) for role in RoleName]))


def name_of(territory: Territory, role: RoleName) -> str:
    return f"{territory.slug}: {role.value}"


def _group(territory: Territory, role: RoleName) -> Group:
    """The group, its rights brought back to what is written above."""
    group, _made = Group.objects.get_or_create(name=name_of(territory, role))
    may_enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set(may_enter if PAGES[role] else ())
    _set_page_rights(group, territory, role)
    _set_file_rights(group, territory, role)
    return group


def _set_page_rights(group: Group, territory: Territory, role: RoleName) -> None:
    codenames = [f"{verb}_page" for verb in PAGES[role]]
    page = territory.site.root_page
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page=page, permission__codename__in=codenames).delete()
    for permission in _permissions("wagtailcore", codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _set_file_rights(group: Group, territory: Territory, role: RoleName) -> None:
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=territory.collection).delete()
    for app, model in FILE_MODELS:
        for permission in _permissions(app, [f"{verb}_{model}" for verb in FILES[role]]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=territory.collection, permission=permission
            )


def _permissions(app: str, codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames).order_by("codename")
