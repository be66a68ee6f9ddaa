"""Every colour carries its contrast, and the figure written beside it is the true one."""

import re
from pathlib import Path

import pytest

TOKENS = Path("static/css/tokens.css").read_text(encoding="utf-8")
COLOURS = {
    name: (day, night) for name, day, night in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
NOTES = dict(re.findall(r"--([\w-]+): light-dark\([^)]*\); /\* (.*) \*/", TOKENS))
CLAIMS = [
    (name, ground, float(day), float(night))
    for name, note in NOTES.items()
    for ground, day, night in re.findall(r"([\w-]+) ([\d.]+)\|([\d.]+)", note)
]
PARTS_OF_CONTROLS = {"edge"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "ground", "day", "night"), CLAIMS)
def test_contrast_written_beside_a_colour_is_true_and_enough(name: str, ground: str, day: float, night: float) -> None:
    least = 3.0 if name in PARTS_OF_CONTROLS else 4.5
    for claimed, one, other in zip((day, night), COLOURS[name], COLOURS[ground], strict=True):
        assert claimed == pytest.approx(contrast(one, other), abs=0.11)
        assert contrast(one, other) >= least


def test_text_colours_name_the_grounds_they_stand_on() -> None:
    assert {"ink", "ink-soft", "teal", "amber", "brick", "on-teal", "on-brick", "edge"} <= NOTES.keys()


def test_colours_are_written_in_the_tokens_only() -> None:
    allowed = {"#ffffff", "#505d5b"}  # paper, and the foot of a print
    for sheet in Path("static/css").rglob("*.css"):
        if sheet.name != "tokens.css":
            found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8")))
            assert found <= allowed, sheet
