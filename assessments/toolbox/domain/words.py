"""Long texts of measures and guides, written with marks for titles and links, as a result page shows them."""

import re

BRIEF = 240
"""Characters shown before one asks for the rest."""
_HEADING = re.compile(r"^[ \t]*#+[ \t]*", re.MULTILINE)
_BOLD = re.compile(r"\*\*|__")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\s*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def bare(text: str) -> str:
    """`text` without its marks: a title is a line, a link is its words followed by its address."""
    linked = _LINK.sub(r"\1 (\2)", _BREAK.sub("\n", text))
    return _BOLD.sub("", _HEADING.sub("", linked)).strip()


def brief(text: str) -> str:
    """All of a short text; the start of a long one, cut between two words and followed by an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= BRIEF:
        return line
    return line[: BRIEF + 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
