"""A plot as SVG. It has no background and only middling colours, so it is read on a light page and on a dark one."""

from collections.abc import Iterator
from html import escape

from benchmarks.scale import Scale, scale, written
from benchmarks.section import Plot, Points

WIDTH, HEIGHT = 820, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 540, 40, 330
GREY = "#767676"
COLOURS = ("#d1495b", "#2a7fb8", "#3f8f4f", "#b07d12", "#8a63b8", "#138d90", "#b85c38", "#7a7a7a", "#c05299")


def svg(plot: Plot) -> str:
    """The whole picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="sans-serif" font-size="12" fill="{GREY}">',
        f"<title>{escape(plot.title)}</title>",
        _text(LEFT, 20, plot.title, 'font-size="15"'),
        *(_bars(plot) if plot.kind == "bars" else _lines(plot)),
        *_legend([name for name, _ in plot.series]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lines(plot: Plot) -> Iterator[str]:
    points = [point for _, series in plot.series for point in series]
    across, up = scale((x for x, _ in points), plot.log_x), scale((y for _, y in points), plot.log_y)
    yield from _rules(up, plot)
    for value in across.ticks():
        yield _text(_x(across.at(value)), BOTTOM + 18, written(value), 'text-anchor="middle"')
    for (_, series), colour in zip(plot.series, _colours(plot), strict=True):
        yield _line(series, across, up, colour)


def _line(series: Points, across: Scale, up: Scale, colour: str) -> str:
    places = [(_x(across.at(x)), _y(up.at(y))) for x, y in sorted(series)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places)
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return f'{line}<g fill="{colour}">{dots}</g>'


def _bars(plot: Plot) -> Iterator[str]:
    groups = sorted({x for _, series in plot.series for x, _ in series})
    up = scale((y for _, series in plot.series for _, y in series), plot.log_y)
    yield from _rules(up, plot)
    wide = 1 / len(groups)
    thick = wide * 0.8 / len(plot.series)
    for group, x in enumerate(groups):
        if len(groups) > 1:
            yield _text(_x((group + 0.5) * wide), BOTTOM + 18, written(x), 'text-anchor="middle"')
        for index, ((_, series), colour) in enumerate(zip(plot.series, _colours(plot), strict=True)):
            left = _x(group * wide + wide * 0.1 + index * thick)
            yield from (_bar(left, thick, up.at(y), colour) for at, y in series if at == x)


def _bar(left: float, thick: float, high: float, colour: str) -> str:
    top, width = _y(high), thick * (RIGHT - LEFT) - 2
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{BOTTOM - top:.1f}" fill="{colour}"/>'


def _rules(up: Scale, plot: Plot) -> Iterator[str]:
    """The lines across, their values, and what the axes are."""
    for value in up.ticks():
        y = _y(up.at(value))
        yield f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="{GREY}" stroke-opacity="0.35"/>'
        yield _text(LEFT - 8, y + 4, written(value), 'text-anchor="end"')
    yield _text((LEFT + RIGHT) / 2, HEIGHT - 10, plot.x, 'text-anchor="middle"')
    yield _text(-(TOP + BOTTOM) / 2, 16, plot.y, 'text-anchor="middle" transform="rotate(-90)"')


def _legend(names: list[str]) -> Iterator[str]:
    for index, name in enumerate(names):
        y = TOP + 10 + index * 22
        yield f'<rect x="{RIGHT + 20}" y="{y - 9}" width="12" height="12" fill="{COLOURS[index % len(COLOURS)]}"/>'
        yield _text(RIGHT + 40, y + 2, name)


def _colours(plot: Plot) -> list[str]:
    return [COLOURS[index % len(COLOURS)] for index in range(len(plot.series))]


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{" " * bool(more)}{more}>{escape(words)}</text>'


def _x(part: float) -> float:
    return LEFT + part * (RIGHT - LEFT)


def _y(part: float) -> float:
    return BOTTOM - part * (BOTTOM - TOP)
