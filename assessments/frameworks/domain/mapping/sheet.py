"""A map as a table that people edit: one line a link, in a worksheet saved as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from assessments.frameworks.domain.mapping.links import Link
from assessments.frameworks.domain.problems import N_

HEADER = ("old", "new", "weight", "choices")
HEADINGS = {
    "old": ("old", "ancienne", "ancien"),
    "new": ("new", "nouvelle", "nouveau"),
    "weight": ("weight", "poids"),
    "choices": ("choices", "choix", "réponses"),
}
"""What each column may be called."""
FAULTS = {
    "heading": N_("Line %(line)s: the columns “old” and “new” are needed, in any order. Name them in the first line."),
    "weight": N_("Line %(line)s, column “weight”: “%(value)s” is not a number. Write 1, 0,5 or 1/3."),
    "choices": N_("Line %(line)s, column “choices”: “%(value)s” is not understood. Write old=new, old=new."),
    "encoding": N_("The file is not a text in UTF-8. Save it again as “CSV UTF-8”."),
}
LONGEST_WEIGHT = 40  # characters
_QUOTES = str.maketrans({"“": "", "”": "", "’": "'", "\u00a0": " ", "\u202f": " "})


class Unreadable(ValueError):
    """A table that cannot be a map: `reasons` are (code of FAULTS, its parameters), every one of them."""

    def __init__(self, reasons: Sequence[tuple[str, dict[str, str | int]]]) -> None:
        super().__init__("; ".join(FAULTS[code] % params for code, params in reasons))
        self.reasons = tuple(reasons)


def is_map(data: bytes) -> bool:
    """Whether the first line names the two columns of a map: any other table is a framework's."""
    first = data[:2000].decode("utf-8-sig", "replace").splitlines()[:1]
    return bool(first) and {"old", "new"} <= set(_columns(next(csv.reader(first, delimiter=_separator(first[0])), [])))


def read_csv(data: bytes) -> tuple[Link, ...]:
    """The links of a table. Commas or semicolons between cells, decimal commas, spaces around: all are read.

    Raises Unreadable with every fault.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable([("encoding", {})]) from None
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text.partition("\n")[0])))
    columns = _columns(rows[0]) if rows else {}
    if not {"old", "new"} <= set(columns):
        raise Unreadable([("heading", {"line": 1})])
    reasons: list[tuple[str, dict[str, str | int]]] = []
    links = tuple(_links(rows[1:], columns, reasons))
    if reasons:
        raise Unreadable(reasons)
    return links


def to_csv(links: Iterable[Link]) -> str:
    """The table of `links`; `read_csv` gives them back."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    for link in links:
        table.writerow((link.old, link.new, link.weight, ", ".join(f"{a}={b}" for a, b in link.choices.items())))
    return out.getvalue()


def _separator(line: str) -> str:
    return max(",;\t", key=line.count)


def _columns(heading: Sequence[str]) -> dict[str, int]:
    names = {name: column for column, names in HEADINGS.items() for name in names}
    cells = [_clean(cell).lower() for cell in heading]
    return {names[cell]: n for n, cell in reversed(list(enumerate(cells))) if cell in names}


def _clean(cell: str) -> str:
    return cell.translate(_QUOTES).strip()


def _links(
    rows: Sequence[Sequence[str]], columns: dict[str, int], reasons: list[tuple[str, dict[str, str | int]]]
) -> Iterator[Link]:
    for line, row in enumerate(rows, start=2):
        cells = {name: _clean(row[n]) if n < len(row) else "" for name, n in columns.items()}
        if not any(cells.values()):
            continue
        weight, choices = weight_from(cells.get("weight", "") or "1"), _choices(cells.get("choices", ""))
        if weight is None:
            reasons.append(("weight", {"line": line, "value": cells["weight"]}))
        if choices is None:
            reasons.append(("choices", {"line": line, "value": cells["choices"]}))
        if weight is not None and choices is not None:
            yield Link(cells["old"], cells["new"], weight, choices)


def weight_from(text: str) -> Fraction | None:
    """ "1", "0,5" or "1/3"; None for anything else. 1e999999999, written out, would fill the memory."""
    bare = text.replace(",", ".").replace(" ", "")
    try:
        return Fraction(bare) if len(bare) <= LONGEST_WEIGHT and "e" not in bare.lower() else None
    except (ValueError, ZeroDivisionError):
        return None


def _choices(text: str) -> dict[str, str] | None:
    pairs = [part.split("=") for part in text.replace(";", ",").split(",") if part.strip()]
    if any(len(pair) != 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):
        return None
    return {old.strip(): new.strip() for old, new in pairs}
