"""The report as a tagged PDF (PDF/UA-1), set by Typst from typst/report.typ.

What users wrote travels as JSON data and is never markup. Colours are the territory's, as hex; fonts are
those that the compiler embeds, so that a bare host draws the same pages.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.results import annexes
from assessments.results.lines import ThemeLine
from assessments.results.reading import Reading
from assessments.results.tree import Branch
from ui.contrast import hex_tokens
from ui.drawing.badges import badge
from ui.drawing.svg import Drawing, Markup

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
FONT = "Libertinus Serif"


def render(reading: Reading, language: str) -> bytes:
    """The PDF of `reading`, whose language is the active one."""
    data = json.dumps(report_data(reading, language), ensure_ascii=False)
    pdf: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        sys_inputs={"data": data},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return pdf


def report_data(reading: Reading, language: str) -> dict[str, Any]:
    """All that the template reads, as JSON types; see typst/report.typ."""
    colours = hex_tokens(reading.row.territory.hue)
    return {
        "lang": language,
        "date": _date(reading),
        "colours": colours,
        "words": _words(reading),
        **_identity(reading),
        **_top(reading, colours),
        **_by_theme(reading),
        **_stands_out(reading),
        "annexes": [table.to_dict() for table in annexes.build_all(reading)],
        **_why(reading),
    }


def _date(reading: Reading) -> dict[str, int]:
    day = localtime(reading.row.issued_at).date()
    return {"year": day.year, "month": day.month, "day": day.day}


def _words(reading: Reading) -> dict[str, str]:
    return {
        "report": _("Report"),
        "page": _("Page"),
        "by_theme": _("Theme by theme"),
        "missing": _("Still to answer"),
        "strengths": reading.strengths_title,
        "priorities": reading.priorities_title,
        "duties": _("What the law already asks of you"),
        "duties_note": _(
            "For information: the law gives no points. These texts concern a profile like yours; each says its own "
            "condition."
        ),
        "why": _("Why this score"),
        "check": _("Check this report"),
        "check_text": _("Anyone who holds this report can check it: type this code at the address below."),
    }


def _identity(reading: Reading) -> dict[str, Any]:
    row = reading.row
    issued = reading.issued_on
    address = row.territory.root_url + reverse("results:verify_code", args=[row.printed_code])
    return {
        "title": _("Result of %(name)s") % {"name": reading.name or issued} + f" · {row.territory.name}",
        "territory": {"name": row.territory.name, "tagline": row.territory.tagline},
        "holder": " · ".join(part for part in (reading.name, issued) if part),
        "code": row.printed_code,
        "check_url": address,
        "footer": f"{reading.framework_name} · {issued}",
        "facts": [[_("Issued on"), issued], [_("Framework"), reading.framework_name], [_("Code"), row.printed_code]],
    }


def _top(reading: Reading, colours: dict[str, str]) -> dict[str, Any]:
    number = reading.summary.number
    level_line = (
        _("Level %(number)s out of %(count)s") % {"number": number, "count": reading.level_count} if number else ""
    )
    return {
        "headline": reading.headline,
        "level_line": level_line,
        "badge": _picture(badge(number), level_line, colours) if number and number <= 5 else None,
        "points": reading.points_line if not reading.is_express else "",
        "sentence": reading.sentence if not reading.is_express else "",
        "lead": reading.encouragement or reading.completeness,
        "shares": _shares(reading) if not reading.is_express else None,
        "relief": _relief(reading, colours),
    }


def _shares(reading: Reading) -> dict[str, str] | None:
    shares = reading.shares
    return {"line": shares.line, "rules": " ".join(shares.rules)} if shares else None


def _relief(reading: Reading, colours: dict[str, str]) -> dict[str, str] | None:
    if not reading.row.relief or reading.is_express:
        return None
    drawn = Drawing(reading.row.relief["view_box"], Markup(reading.row.relief["body"]))
    caption = reading.relief_caption
    return _picture(drawn, f"{caption} {reading.relief_in_words}", colours) | {"caption": caption}


def _picture(drawn: Drawing, alt: str, colours: dict[str, str]) -> dict[str, str]:
    """A drawing as a file of its own: the classes that CSS colours on screen get their colours inside."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawn.view_box}">'
    return {"svg": f"{head}<style>{_css(colours)}</style>{drawn.body}</svg>", "alt": alt}


def _css(colours: dict[str, str]) -> str:
    tints = "".join(
        f".tint-{n}{{fill:{colours[f'level_{n}']};stroke:{colours['accent_deep']};stroke-width:.9}}"
        for n in range(1, 6)
    )
    return (
        f"{tints}.ground{{fill:{colours['sunken']};stroke:{colours['contour']};stroke-dasharray:1.5 4}}"
        f".gained{{fill:none;stroke:{colours['accent_deep']};stroke-width:2.6}}"
        f".grid{{fill:none;stroke:{colours['rule']}}}.between{{fill:{colours['level_2']}}}"
        f".now{{fill:none;stroke:{colours['accent']};stroke-width:2.75}}"
        f".before{{fill:none;stroke:{colours['ink_soft']};stroke-width:1.75;stroke-dasharray:2 4}}"
        f".dot{{fill:{colours['accent']}}}.dot--before{{fill:#fff;stroke:{colours['ink_soft']}}}"
        f"text{{font-family:'{FONT}';font-size:14px;fill:{colours['ink']}}}"
        ".num{font-size:20px}.note{font-style:italic}.axis{font-size:12px}"
    )


def _by_theme(reading: Reading) -> dict[str, Any]:
    compared = reading.before is not None
    before = [reading.former_label, reading.label, _("Difference")] if compared else [_("Points")]
    return {
        "compared": compared,
        "theme_columns": [_("Theme"), *before, _("Level"), ""],
        "themes": [_theme(line) for line in reading.theme_lines],
        "total": {
            "title": _("Overall"),
            "before": reading.overall_before,
            "now": reading.overall_figure,
            "difference": reading.overall_difference,
            "level": str(reading.summary.number or "–"),
            "share": _share(reading.scored.ratio),
        },
        "completeness": f"{reading.completeness} {reading.rebased_line}".strip(),
        "missing": [[line.title, ", ".join(line.missing)] for line in reading.incomplete_themes],
    }


def _theme(line: ThemeLine) -> dict[str, Any]:
    return {
        "title": line.title,
        "before": line.before,
        "now": line.figure,
        "difference": line.difference,
        "level": str(line.number or "–"),
        "share": _share(line.share),
    }


def _share(ratio: Any) -> float | None:
    return None if ratio is None else float(ratio)


def _stands_out(reading: Reading) -> dict[str, Any]:
    return {
        "strengths": [
            {"value": item.figure, "title": item.practice, "text": item.done, "theme": item.theme}
            for item in reading.strengths
        ],
        "priorities": [
            {
                "gain": item.gain,
                "theme": item.theme,
                "title": item.practice,
                "facts": [[label, value] for label, value in item.facts if value],
            }
            for item in reading.priorities
        ],
        "duties": [{"text": duty.text, "note": duty.note} for duty in reading.sure_duties],
    }


def _why(reading: Reading) -> dict[str, Any]:
    return {
        "rule": list(reading.rules),
        "tree_columns": [_("Question"), _("Answer"), _("Points"), _("Weight")],
        "tree": [line for branch in reading.tree for line in _branch(branch)],
    }


def _branch(branch: Branch, above: str = "") -> list[dict[str, Any]]:
    """A theme with its questions, then the themes below it, each under its full name."""
    title = f"{above}{branch.title}"
    note = branch.left_out or _("Weight %(weight)s") % {"weight": branch.weight}
    rows = [
        {
            "question": leaf.title,
            "answer": leaf.answer or leaf.left_out,
            "points": leaf.points or "–",
            "weight": leaf.weight,
        }
        for leaf in branch.leaves
    ]
    own = {"title": f"{title} · {branch.figure}", "note": note, "rows": rows}
    return [own, *(line for below in branch.branches for line in _branch(below, f"{title} / "))]
