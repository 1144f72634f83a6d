"""A condition as a form shows it: groups of lines, all or any of them, and of the groups too.

all of:  any of: EN1 is "s2" or "s3"; the organisation is an association
         all of: EN4 is at least 10
"""

from dataclasses import dataclass, replace
from typing import Literal

from assessments.scoring import AllOf, AnyOf, Condition, Fits, Given, Not

Link = Literal["all", "any"]
LINKS: dict[Link, type[AllOf] | type[AnyOf]] = {"all": AllOf, "any": AnyOf}


@dataclass(frozen=True, slots=True)
class Group:
    """`lines`: each about one question or about the profile, or the contrary of it."""

    link: Link
    lines: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    link: Link = "all"
    groups: tuple[Group, ...] = ()


def sheet_of(condition: Condition | None) -> Sheet | None:
    """None for a condition too deep for a form: three levels of all and any."""
    if condition is None:
        return Sheet()
    if _is_line(condition):
        return Sheet(groups=(Group("all", (condition,)),))
    if not isinstance(condition, AllOf | AnyOf):
        return None
    if all(_is_line(part) for part in condition.parts):
        return Sheet(groups=(Group(_link(condition), condition.parts),))
    groups = [_group(part) for part in condition.parts]
    found = tuple(group for group in groups if group)
    return Sheet(_link(condition), found) if len(found) == len(groups) else None


def condition_of(sheet: Sheet) -> Condition | None:
    """The condition that a sheet says; None for an empty one. Of several groups, each keeps its word, even for one
    line, so that the form finds them again."""
    groups = [group for group in sheet.groups if group.lines]
    if not groups:
        return None
    if len(groups) == 1:
        return groups[0].lines[0] if len(groups[0].lines) == 1 else LINKS[groups[0].link](groups[0].lines)
    return LINKS[sheet.link](tuple(LINKS[group.link](group.lines) for group in groups))


def with_line(sheet: Sheet, group: int | None, line: Condition) -> Sheet:
    """`line` at the end of a group, of a new one when None."""
    if group is None:
        return replace(sheet, groups=(*sheet.groups, Group("all", (line,))))
    return replace(
        sheet,
        groups=tuple(
            replace(one, lines=(*one.lines, line)) if n == group else one for n, one in enumerate(sheet.groups)
        ),
    )


def without_line(sheet: Sheet, group: int, line: int) -> Sheet:
    def less(one: Group) -> Group:
        return replace(one, lines=tuple(part for n, part in enumerate(one.lines) if n != line))

    groups = tuple(less(one) if n == group else one for n, one in enumerate(sheet.groups))
    return replace(sheet, groups=tuple(one for one in groups if one.lines))


def linked(sheet: Sheet, group: int | None, link: Link) -> Sheet:
    """All or any: of the lines of a group, of the groups when None."""
    if group is None:
        return replace(sheet, link=link)
    return replace(
        sheet, groups=tuple(replace(one, link=link) if n == group else one for n, one in enumerate(sheet.groups))
    )


def _is_line(condition: Condition) -> bool:
    return isinstance(condition.part if isinstance(condition, Not) else condition, Given | Fits)


def _link(condition: AllOf | AnyOf) -> Link:
    return "all" if isinstance(condition, AllOf) else "any"


def _group(part: Condition) -> Group | None:
    if _is_line(part):
        return Group("all", (part,))
    if isinstance(part, AllOf | AnyOf) and all(_is_line(one) for one in part.parts):
        return Group(_link(part), part.parts)
    return None
