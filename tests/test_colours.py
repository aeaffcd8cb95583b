"""The colours of the stylesheet: every text on every ground that it may stand on, in each set of colours.

The contrast is that of WCAG 2.2 (relative luminance, success criteria 1.4.6 and 1.4.11).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "layouts/assets/site.css").read_text("utf-8")
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6})\b")
DEVICE_DARK = ":root:not([data-theme])"
THEMES = {
    "light": ':root, [data-theme="light"]',
    "cream": '[data-theme="cream"]',
    "dark": '[data-theme="dark"]',
    "contrast": '[data-theme="contrast"]',
    "dark by the device": DEVICE_DARK,
}
GROUNDS = ("paper", "card", "sand", "mist", "blush")
TEXTS = [(text, ground) for text in ("ink", "soft", "link") for ground in GROUNDS]
TEXTS += [("rose", "paper"), ("rose", "card"), ("rose", "blush"), ("rose", "sand"), ("on-sun", "sun")]
TEXTS += [("on-deep", "deep"), ("soft-on-deep", "deep"), ("on-alarm", "alarm")]


def block(selector: str) -> dict[str, str]:
    """The tokens in the rule with this selector."""
    rule = CSS[CSS.index(f"{selector} {{") :]
    return dict(TOKEN.findall(rule[: rule.index("}")]))


def tokens(theme: str) -> dict[str, str]:
    """All tokens as they are in a theme."""
    return block(":root") | block(THEMES["light"]) | block(THEMES[theme])


def luminance(colour: str) -> float:
    """The relative luminance of ``#rgb`` or ``#rrggbb``, from 0 to 1."""
    digits = colour[1:] if len(colour) > len("#rgb") else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (alike) to 21 (black and white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    known = tokens(theme)
    weak = {f"{text} on {ground}": round(contrast(known[text], known[ground]), 2) for text, ground in TEXTS}
    assert {pair: value for pair, value in weak.items() if value < 7} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_edges_of_what_one_presses_can_be_seen(theme: str) -> None:
    known = tokens(theme)
    assert min(contrast(known["edge"], known[ground]) for ground in GROUNDS) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_one_of_the_two_tones_of_the_focus_stands_out_from_any_ground(theme: str) -> None:
    known = tokens(theme)
    for ground in (*GROUNDS, "deep", "sun", "alarm"):
        assert max(contrast(known[tone], known[ground]) for tone in ("sun", "on-sun")) >= 3, ground


def test_dark_is_the_same_by_choice_and_by_the_device() -> None:
    assert block(THEMES["dark"]) == block(DEVICE_DARK)
    assert block(DEVICE_DARK)


def test_no_rule_outside_the_tokens_has_a_colour_of_its_own() -> None:
    rules = re.sub(r"--[a-z-]+: [^;]+;", "", CSS)
    assert re.findall(r"#[0-9a-f]{3,6}\b(?=[ ;,)])", rules) == []
