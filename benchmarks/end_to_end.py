"""From send to last delivery, through the deployed stack: Parley against a design in the manner of the usual samples.

`python -m benchmarks.end_to_end` takes four minutes; `--quick` leaves out the room of 500. Needs the environments of
`make run`.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks.alone import alone
from benchmarks.figures import percentile, spread
from benchmarks.processes import Child, ask, process
from benchmarks.progress import progress
from benchmarks.section import Plot, Section
from local.places import TREE, Places
from local.stack import Stack

SIZES, QUICK_SIZES = (2, 50, 500), (2, 50)
ROUNDS = 3
NAMES = {"parley": "Parley", "usual": "the usual design"}
# How many messages one after the other, and how many at once, by the room's size.
COUNTS = {2: (15, 20), 50: (15, 20), 500: (5, 5)}

COLUMNS = (
    "in the room",
    "design",
    "p50 of all deliveries, ms",
    "p99, ms",
    "last delivery, ms",
    "many at once: messages/s",
    "deliveries/s",
)

TEXT = """
Real sockets, the local gateway, the emulator's Lambda and DynamoDB, each template as `sam deploy` has put it there. The
crowd is a process of its own with a socket for each person; a delivery is timed from the sender's send to that person's
receive. The usual design (`benchmarks/usual/`) keeps a table of connections, scans it for each message and posts to one
after the other with boto3; it has neither rooms nor a log, and so neither order, history nor resuming. Both designs run
at once, each with a gateway and an emulator of its own of the same kind, and are measured in turns. Everything shares
this machine's cores: the gateway and the emulator take most of the time, of both designs.
"""

# (size, design) and what was measured in each round.
Found = dict[tuple[int, str], list[dict[str, float]]]


def measure(quick: bool) -> Section:
    """Both designs, in turns, in rooms that grow."""
    found: Found = defaultdict(list)
    with _crowds() as crowds:
        for size in QUICK_SIZES if quick else SIZES:
            for design, crowd in crowds.items():
                progress(f"{size} people join, {NAMES[design]}")
                ask(crowd, f"join {size}")
                # Calls at once run in as many processes of the function, and each has to start.
                ask(crowd, f"together {COUNTS[size][1]}")
            for round_ in range(1 if quick else ROUNDS):
                for design, crowd in crowds.items():
                    progress(f"round {round_ + 1}: a room of {size}, {NAMES[design]}")
                    found[size, design].append(_round(crowd, size))
    return Section("end_to_end", "From send to last delivery", TEXT, COLUMNS, _rows(found), (), _plots(found))


@contextmanager
def _crowds() -> Iterator[dict[str, Child]]:
    """Each design with people in front of it: none at first."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        crowds = {}
        for design, tree in (("parley", TREE), ("usual", _tree_of_usual(Path(name)))):
            progress(f"deploying {NAMES[design]}")
            running = stack.enter_context(Stack(Path(name) / design, tree=tree))
            crowd = process("benchmarks.end_to_end_crowd", design, running.endpoints.websocket)
            crowds[design] = stack.enter_context(crowd)
        yield crowds


def _tree_of_usual(folder: Path) -> Path:
    """A project with the usual design, beside the environments of this one."""
    tree = folder / "usual-tree"
    shutil.copytree(TREE / "benchmarks" / "usual", tree, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TREE / "samconfig.toml", tree)
    (tree / ".parley").mkdir()
    (tree / ".parley" / "venv").symlink_to(Places(TREE).venvs)
    return tree


def _round(crowd: Child, size: int) -> dict[str, float]:
    one, together = COUNTS[size]
    return figures(ask(crowd, f"one {one}"), ask(crowd, f"together {together}") / together, size)


def figures(messages: list[list[float]], seconds: float, size: int) -> dict[str, float]:
    """What a round comes to: each message's deliveries in milliseconds, and the seconds a message of many at once."""
    deliveries = [milliseconds for message in messages for milliseconds in message]
    return {
        "p50": percentile(deliveries, 0.5),
        "p99": percentile(deliveries, 0.99),
        "last": median(max(message) for message in messages),
        "messages": 1 / seconds,
        "deliveries": size / seconds,
    }


def _rows(found: Found) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(size), NAMES[design], *(_spread(rounds, figure) for figure in ("p50", "p99", "last")))
        + (_spread(rounds, "messages", 1), _spread(rounds, "deliveries"))
        for (size, design), rounds in found.items()
    )


def _spread(rounds: list[dict[str, float]], figure: str, digits: int = 0) -> str:
    return spread([round_[figure] for round_ in rounds], digits)


def _plots(found: Found) -> tuple[Plot, ...]:
    sizes = sorted({size for size, _ in found})
    series = tuple(
        (name, tuple((float(size), median(round_["last"] for round_ in found[size, design])) for size in sizes))
        for design, name in NAMES.items()
    )
    return (Plot("last", "From send to last delivery", "in the room", "ms", series, log_x=True, log_y=True),)


if __name__ == "__main__":
    alone(measure)
