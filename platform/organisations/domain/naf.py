"""Activity codes (NAF) in the two nomenclatures that meet at the end of 2026.

NAF rev. 2 is in force until 31 December 2026, NAF 2025 from 1 January 2027 (INSEE; it follows the European
NACE rev. 2 and rev. 2.1). Both number their divisions alike, so a code says its section by its first two digits.
NAF 2025 renames the sections from J on; rules written once for everyone read `sector`, which keeps the rev. 2 letter.
"""

import re
from datetime import date

REV2 = "rev2"
NAF_2025 = "2025"
NAF_2025_FROM = date(2027, 1, 1)

SECTIONS_REV2 = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
"""Section letter → first and last division."""
SECTIONS_2025 = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (46, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 60), "K": (61, 63), "L": (64, 66), "M": (68, 68), "N": (69, 75),
    "O": (77, 82), "P": (84, 84), "Q": (85, 85), "R": (86, 88), "S": (90, 93), "T": (94, 96), "U": (97, 98),
    "V": (99, 99),
}  # fmt: skip
SECTIONS = {REV2: SECTIONS_REV2, NAF_2025: SECTIONS_2025}
SHAPE = re.compile(r"(\d\d)(\d\d)([A-Z])")


def version_on(day: date) -> str:
    """The nomenclature in force on `day`."""
    return NAF_2025 if day >= NAF_2025_FROM else REV2


def tidy(code: str) -> str:
    """ "6201z", "62 01 Z" → "62.01Z"; anything else comes back stripped, for the validator to refuse."""
    bare = re.sub(r"[\s.]", "", code).upper()
    parts = SHAPE.fullmatch(bare)
    return f"{parts[1]}.{parts[2]}{parts[3]}" if parts else code.strip()


def section(code: str, version: str) -> str:
    """The letter of the code's section in its own nomenclature; "" when the division does not exist there."""
    if not SHAPE.fullmatch(code.replace(".", "")):
        return ""
    division = int(code[:2])
    return next((letter for letter, (low, high) in SECTIONS[version].items() if low <= division <= high), "")


def sector(code: str, version: str) -> str:
    """The section as a rev. 2 letter whatever the nomenclature, so that one rule holds across 2027."""
    return section(code, REV2) if section(code, version) else ""
