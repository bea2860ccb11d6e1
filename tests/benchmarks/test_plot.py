"""A plot is well-formed SVG that draws every point and names every series."""

from dataclasses import replace
from xml.etree import ElementTree

from benchmarks.plot import svg
from benchmarks.section import Plot

PLOT = Plot(
    "cpu", "CPU <a post>", "recipients", "µs", (("Parley", ((1, 180), (10, 46))), ("boto3 & co", ((1, 1_027),))), True
)
NAME = "{http://www.w3.org/2000/svg}"


def elements(plot: Plot, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(plot)).iter(NAME + tag))


def words(plot: Plot) -> set[str]:
    return {element.text or "" for element in elements(plot, "text")}


def test_lines_have_a_dot_for_every_point() -> None:
    assert len(elements(PLOT, "circle")) == 3
    assert len(elements(PLOT, "polyline")) == 2


def test_title_axes_and_series_are_named() -> None:
    assert {"CPU <a post>", "recipients", "µs", "Parley", "boto3 & co"} <= words(PLOT)


def test_points_are_drawn_from_left_to_right() -> None:
    turned = replace(PLOT, series=(("Parley", ((10, 46), (1, 180))),))
    xs = [float(dot.get("cx", "")) for dot in elements(turned, "circle")]
    assert xs == sorted(xs)


def test_bars_stand_in_groups_and_are_as_high_as_their_values() -> None:
    bars = replace(PLOT, kind="bars", series=(("a", ((1, 50), (2, 100))), ("b", ((1, 25),))))
    heights = sorted(float(bar.get("height", "")) for bar in elements(bars, "rect") if bar.get("height") != "12")
    assert [height / heights[-1] for height in heights] == [0.25, 0.5, 1]
    assert {"1", "2"} <= words(bars)


def test_a_single_group_of_bars_needs_no_name() -> None:
    assert "7" not in words(replace(PLOT, kind="bars", series=(("a", ((7, 50),)),)))


def test_no_background_no_fonts_nothing_from_elsewhere() -> None:
    text = svg(PLOT)
    assert "<style" not in text and "url(" not in text and "href" not in text
