"""Text stays readable whatever hue a territory picks, by day and by night."""

import re

import pytest

from ui.contrast import PAIRS, SCHEMES, TEXT, check_hue, hex_tokens, prove, ratio, tokens
from ui.hues import css_rule, palette
from ui.schemes import fixed_scheme, parts


def test_no_pair_falls_under_its_floor_for_any_of_the_360_hues() -> None:
    findings = list(prove())
    assert len(findings) == len(PAIRS) * 2
    assert [finding for finding in findings if not finding.passes] == []


def test_the_proof_reads_every_colour_of_the_style_sheet() -> None:
    for declarations, scheme in zip(parts(), SCHEMES, strict=True):
        written = set(re.findall(r"--([\w-]+): oklch\([^/)]*\)+;", declarations))
        assert written
        assert written <= set(tokens(scheme))
    assert {name for front, ground, _ in PAIRS for name in (front, ground)} <= set(tokens("light"))


def test_a_colour_on_itself_is_1_and_nothing_passes_21() -> None:
    assert ratio("ink", "ink", "light", 168) == 1
    assert TEXT < ratio("ink", "paper", "light", 168) < 21


@pytest.mark.parametrize("hue", [0, 28, 95, 168, 200, 262, 359])
def test_a_hue_of_the_wheel_may_be_used(hue: int) -> None:
    assert check_hue(hue) == []


@pytest.mark.parametrize("hue", [-1, 360])
def test_a_number_off_the_wheel_is_refused_in_words(hue: int) -> None:
    assert check_hue(hue) == [f"{hue} is not a hue: choose from 0 to 359."]


def test_a_token_too_pale_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pale = tokens("light") | {"ink-soft": tokens("light")["rule"]}
    monkeypatch.setattr("ui.contrast.tokens", lambda scheme: pale)
    monkeypatch.setattr("ui.contrast._luminances", _uncached)
    assert any(problem.startswith("ink-soft on paper (light)") for problem in check_hue(168))


def _uncached(name: str, scheme: str, hue: int) -> tuple[float, ...]:
    from ui import contrast

    token = contrast.tokens("light")[name]
    return tuple(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in contrast._shown(*token.at(hue)))


def test_hex_values_are_those_of_the_tokens() -> None:
    day = hex_tokens(168)
    assert day["paper"] == "#faf9f4"
    assert set(day) == {name.replace("-", "_") for name in tokens("light")}
    assert hex_tokens(168, "dark")["paper"] != day["paper"]


def test_dark_yellow_leans_to_amber_and_other_hues_stay() -> None:
    assert palette(95).deep < 75
    assert palette(95).soft > 1.3
    assert palette(200).deep == 200
    assert palette(200).soft == 1
    turns = [palette(hue).deep for hue in range(360)]
    assert turns == sorted(turns), "two hues that differ must not swap their accents"


def test_the_rule_of_a_territory_holds_numbers_only() -> None:
    assert css_rule(168) == '[data-hue="168"]{--hue:168;--hue-deep:168;--strong:0.77;--soft:1}\n'


def test_a_scheme_chosen_by_attribute_says_what_the_device_would() -> None:
    css = fixed_scheme()
    night = parts()[1]
    paper = next(line.strip() for line in night.splitlines() if "--paper" in line)
    assert paper in css
    assert css.count("{") == css.count("}") == 4
