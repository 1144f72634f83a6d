"""A section of activity, a condition of its own until now, is the beginning of a NAF code like another."""

from typing import Any

from django.db import migrations

LISTS = ("kinds", "sizes", "sections", "traits", "any_trait", "no_trait")


def _rewrite(apps: Any, change: Any) -> None:
    resource = apps.get_model("toolbox", "Resource")
    for row in resource._base_manager.exclude(eligibility={}).iterator():
        row.eligibility = change(row.eligibility)
        row.save(update_fields=["eligibility"])


def forwards(apps: Any, _editor: Any) -> None:
    _rewrite(
        apps,
        lambda old: {{"sections": "naf"}.get(name, name): sorted(codes) for name, codes in old.items() if codes},
    )


def _applies(new: dict[str, Any]) -> dict[str, list[str]]:
    """What the former conditions can say of the new ones: letters of sections, no bound, no place."""
    letters = [code for code in new.get("naf", ()) if code.isalpha()]
    old = new | {"sections": letters if letters == new.get("naf") else []}
    return {name: old[name] for name in LISTS if old.get(name)}


def backwards(apps: Any, _editor: Any) -> None:
    _rewrite(apps, _applies)


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0003_eligibility_and_use")]

    operations = [migrations.RunPython(forwards, backwards)]
