"""Starting a framework from another: over it, from a copy of it, or as its next edition."""

from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.domain import layers
from assessments.frameworks.domain.document import Document, Texts
from assessments.frameworks.domain.merge import Merge, merge, settle
from assessments.frameworks.models import Framework, FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services.storing import create_draft
from assessments.scoring import EVERYONE, Applicability
from territories.models import Territory
from territories.scope import territory_scope


@transaction.atomic
def extend(
    *,
    base: FrameworkVersion,
    territory: Territory,
    code: str,
    title: Texts,
    number: str,
    audience: Applicability | None = None,
) -> FrameworkVersion:
    """A draft of a new framework of `territory`, a layer over `base`; with `audience`, a variant for these profiles.

    Raises ValidationError: `base` is not published or not seen from here, or the code is taken.
    """
    if base.status != FrameworkVersion.Status.PUBLISHED:
        raise ValidationError(_("Only a published framework can be extended."))
    document = compile_version(base).document
    if code in {document.code, document.core, *(theme.origin for theme in document.walk())}:
        raise ValidationError({"code": _("This code is that of the framework below: choose another.")})
    derived = layers.derive(document, code, number, title, audience or EVERYONE)
    return create_draft(framework=_new_framework(territory, code, title), document=derived)


@transaction.atomic
def fork(*, source: FrameworkVersion, territory: Territory, code: str, number: str) -> FrameworkVersion:
    """A draft of a framework of `territory`, a copy of `source`, whose name it keeps as its origin.

    It stays a layer over the nearest base that `territory` sees too, or becomes a framework of its own.
    Raises ValidationError: `source` is not shared, or the code is taken.
    """
    document, base = _as_shared(source, territory)
    if base is not None and code in {base.core, base.code}:
        raise ValidationError({"code": _("This code is that of the framework below: choose another.")})
    copy = layers.adopted(document, base, code, number)
    return create_draft(framework=_new_framework(territory, code, document.title), document=copy, forked_from=source)


def _as_shared(source: FrameworkVersion, territory: Territory) -> tuple[Document, Document | None]:
    """What `source` says, and the first of its bases that `territory` sees."""
    owner = source.framework.territory
    family = {territory.pk, *territory.ancestor_ids}
    if owner.pk not in family and source.sharing == FrameworkVersion.Sharing.PRIVATE:
        raise ValidationError(_("Its authors do not share this framework."))
    if not source.is_frozen:
        raise ValidationError(_("Only a published framework can be copied."))
    with territory_scope(owner):
        base = source.base
        while base is not None and base.framework.territory_id not in family:
            base = base.base
        return compile_version(source).document, compile_version(base).document if base else None


@transaction.atomic
def take_update(
    *, version: FrameworkVersion, base: FrameworkVersion, number: str, decisions: Mapping[str, str]
) -> FrameworkVersion:
    """A draft of the next edition of `version`, a layer, over `base`, a later version of what it stands on.

    `decisions`: how each conflict of `update_of` is settled, by its id. Raises Unsettled; ValidationError: `base`
    is no such version, or the number is taken.
    """
    document = replace(settle(update_of(version, base), decisions), version=number)
    return create_draft(framework=version.framework, document=document, forked_from=version.forked_from)


def update_of(version: FrameworkVersion, base: FrameworkVersion) -> Merge:
    """What taking `base` would make of `version`, and what has to be settled before. Raises ValidationError."""
    former = version.base
    if former is None or former.framework_id != base.framework_id or base.pk == former.pk:
        raise ValidationError(_("This is not another version of the framework that this one stands on."))
    if base.status != FrameworkVersion.Status.PUBLISHED:
        raise ValidationError(_("Only a published version can be taken."))
    old, new, mine = (compile_version(one).document for one in (former, base, version))
    return merge(old, new, mine)


@transaction.atomic
def new_draft(*, version: FrameworkVersion, number: str) -> FrameworkVersion:
    """A draft of the next edition of `version`, as it stands. Raises ValidationError: the number is taken."""
    document = replace(compile_version(version).document, version=number)
    return create_draft(framework=version.framework, document=document, forked_from=version.forked_from)


def _new_framework(territory: Territory, code: str, title: Texts) -> Framework:
    framework = Framework(territory=territory, code=code, title=dict(title))
    framework.full_clean()
    framework.save()
    return framework
