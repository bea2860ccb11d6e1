"""The bill and its levers, for a terminal and for docs/cost.md."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from cost import prices
from cost.bill import Line, bill, total
from cost.levers import levers
from cost.prices import PRICES
from cost.workload import Workload


def report(work: Workload) -> str:
    """What a month costs, line by line, and what makes it cheaper."""
    lines = bill(work)
    rows = [row for _, group in groupby(lines, attrgetter("service")) for row in _service(list(group))]
    everything = ("**all**", "", "", f"**${total(lines):,.2f}**")
    return "\n\n".join([_said(work), _table(("service", "what", "a month", "dollars"), [*rows, everything]),
                        _table(("lever", "the month then"), _pulled(work, total(lines)))])  # fmt: skip


def shapes(works: list[tuple[str, Workload]]) -> str:
    """Several months side by side, by service."""
    services = list(dict.fromkeys(line.service for _, work in works for line in bill(work)))
    rows = [(service, *(_dollars(_of(service, bill(work))) for _, work in works)) for service in services]
    last = ("**all**", *(f"**{_dollars(total(bill(work)))}**" for _, work in works))
    people = ("for each person", *(f"${total(bill(work)) / work.people:,.3f}" for _, work in works))
    return _table(("a month", *(name for name, _ in works)), [*rows, last, people])


def listed() -> str:
    """The prices themselves, with AWS's pages."""
    rows = [(f"[{price.of}]({price.page})", _price(price.dollars, price.per), price.seen) for price in PRICES.values()]
    return _table((f"{prices.REGION}, {prices.DATE}", "price", "last seen in"), rows)


def _price(dollars: float, per: int) -> str:
    return f"${dollars:g}" + (f" for {per:,}" if per > 1 else "")


def _said(work: Workload) -> str:
    return (
        f"{work.rooms:,} rooms with {work.users:,} people each, connected {work.hours:g} hours a day, "
        f"{work.messages:,} messages a day in all rooms together:"
    )


def _service(lines: list[Line]) -> list[tuple[str, ...]]:
    names = [lines[0].service, *[""] * (len(lines) - 1)]
    return [
        (name, line.what, _quantity(line.quantity), _dollars(line.dollars))
        for name, line in zip(names, lines, strict=True)
        if line.quantity
    ]


def _pulled(work: Workload, now: float) -> list[tuple[str, ...]]:
    return [(one.what, f"{_dollars(one.dollars)} ({one.dollars / now - 1:+.0%})") for one in levers(work)]


def _of(service: str, lines: list[Line]) -> float:
    return sum(line.dollars for line in lines if line.service == service)


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}"


def _quantity(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:,.2g}"


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = (columns, tuple("---" for _ in columns), *rows)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
