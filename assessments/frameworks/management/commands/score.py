"""Score a file of answers with a stored framework version."""

import json as jsonlib
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import KINDS, SECTIONS, SIZES, TRAITS
from assessments.frameworks.management.targets import as_json, territory_named
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, version_named
from assessments.frameworks.wording import refusal
from assessments.scoring import AnswerError, Answers, NodeResult, Profile, Result, to_dict
from territories.scope import EVERYWHERE, territory_scope

PROFILE = ("kind", "size", "section", "traits")


class Command(BaseCommand):
    help = "Score answers: {question id: choice id | [choice ids] | number | true/false | 'na' | 'unknown'}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("framework", metavar="CODE[@VERSION]")
        parser.add_argument("answers", type=Path, metavar="ANSWERS.json")
        parser.add_argument("--json", action="store_true", help="print the result as JSON, with its explanation")
        parser.add_argument("--territory", metavar="SLUG", help="look for the framework as this territory sees it")
        parser.add_argument("--kind", choices=KINDS, help="profile; without any, every question is shown")
        parser.add_argument("--size", choices=SIZES)
        parser.add_argument("--section", choices=SECTIONS)
        parser.add_argument("--traits", metavar="A,B", help="screening answers that are yes")

    def handle(self, *args: Any, framework: str, answers: Path, json: bool, **options: Any) -> None:
        slug = options["territory"]
        scope = territory_named(slug, national=False) if slug else EVERYWHERE
        given = _read_answers(answers)
        try:
            with territory_scope(scope):
                plan = compile_version(version_named(framework))
            result = plan.score(given, _profile(options))
        except NoFramework as missing:
            raise CommandError(_("There is no framework “%(name)s” here.") % {"name": missing}) from missing
        except AnswerError as error:
            raise CommandError(refusal(error)) from error
        self.stdout.write(as_json(_values(result)) if json else _text(result))


def _profile(options: dict[str, Any]) -> Profile | None:
    if not any(options[name] for name in PROFILE):
        return None
    traits = frozenset((options["traits"] or "").split(",")) - {""}
    if unknown := sorted(traits - set(TRAITS)):
        known = ", ".join(TRAITS)
        raise CommandError(
            _("“%(name)s” is not a screening answer. Choose among: %(known)s.") % {"name": unknown[0], "known": known}
        )
    return Profile(options["kind"] or "", options["size"] or "", options["section"] or "", traits)


def _read_answers(path: Path) -> Answers:
    try:
        answers = jsonlib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as fault:
        raise CommandError(_("There is no file “%(name)s”.") % {"name": path.name}) from fault
    except (ValueError, RecursionError) as fault:
        raise CommandError(_("“%(name)s” is not a JSON file.") % {"name": path.name}) from fault
    if not isinstance(answers, dict):
        raise CommandError(_("The answers are a JSON object: question id, then answer."))
    return answers


def _values(result: Result) -> dict[str, Any]:
    """Figures as shown; the exact ones, as fractions, are in the explanation."""
    return {
        "score": _shown(result.displayed),
        "level": result.level,
        "completeness": float(result.completeness),
        "themes": [_node(theme) for theme in result.themes],
        "explanation": to_dict(result),
    }


def _node(node: NodeResult) -> dict[str, Any]:
    return {
        "id": node.id,
        "score": _shown(node.displayed),
        "level": node.level,
        "completeness": float(node.completeness),
        "status": node.status,
        "weight": float(node.weight),
    }


def _shown(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _text(result: Result) -> str:
    rows = [(_("Overall"), result.displayed, result.level, result.completeness)]
    rows += [(theme.id, theme.displayed, theme.level, theme.completeness) for theme in result.themes]
    return "\n".join(
        f"{name} : {'–' if shown is None else shown} · {level or '–'} · {float(complete):.0%}"
        for name, shown, level, complete in rows
    )
