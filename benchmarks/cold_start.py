"""What a cold start costs: each door of Parley's against the usual stack, and against boto3 with a single client.

`python -m benchmarks.cold_start` takes two minutes; `--quick` is a look. Needs the package index once: it builds what
`sam build` builds, and installs requirements/usual.txt beside it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import artifact
from benchmarks.alone import alone
from benchmarks.dynamodb import tables
from benchmarks.figures import spread
from benchmarks.progress import progress
from benchmarks.section import Goal, Section
from tests.parts.connections import serving
from tests.parts.template import TREE, load

ROUNDS = 36
# What is compared is loaded in each round, everything else in every so many.
SELDOM = 6
EVENTS = TREE / "events"
USUAL, BOTO3 = "the usual stack", "`import boto3`, one client"
SEND = "sendMessage"
COMPARED = (f"`{SEND}`", BOTO3, USUAL)
COLUMNS = ("what is loaded", "init, CPU ms", "of the usual stack's", "memory, MB", "init and first message, CPU ms")

TEXT = """
A new process each time, with Lambda's own runtime client loaded before and not counted: what the function's module
takes until its handler is there, with its clients, as Lambda's init phase does it. Code and layer are those of `sam
build`, with bytecode. The usual stack is boto3 with clients for DynamoDB and the Management API, and Powertools'
Logger, Metrics, Tracer and event class, with bytecode as well. The last column adds the first event, which is stored in
DynamoDB Local and posted to one connection, without TLS on either way. What is compared is measured six times as often
as the rest: the doors that talk load the same, and how their figures differ is how far this machine's shake.

Parley's init has its first call to the table in it, which the usual stack makes later. Most of what is left is the
import of botocore and urllib3, which both have to make. Their data and what they load for nothing is cut away at build
time (`layer/trim.py`), and the garbage collector waits; what could still go is Powertools' Logger, 6 to 8 %.
"""


@dataclass(frozen=True)
class Load:
    """Something to load: its module, where it lies, and the events that it is then given."""

    module: str
    parts: list[Path]
    events: tuple[str, ...] = ()


# What was loaded, and what each run of it took.
Runs = dict[str, list[dict[str, float]]]


def measure(quick: bool) -> Section:
    """Init of all, interleaved, each in a process of its own."""
    with _prepared() as (loads, environment):
        runs: Runs = {name: [] for name in loads}
        rounds = SELDOM if quick else ROUNDS
        for load in loads.values():  # fills the file cache
            run(load, environment)
        for round_ in range(rounds):
            if round_ % SELDOM == 0:
                progress(f"round {round_ + 1} of {rounds}")
            for name, load in loads.items():
                if name in COMPARED or round_ % SELDOM == 0:
                    runs[name].append(run(load, environment))
    return Section("cold_start", "Cold start", TEXT, COLUMNS, _rows(runs), _goals(runs))


@contextmanager
def _prepared() -> Iterator[tuple[dict[str, Load], dict[str, str]]]:
    """What there is to load, and the environment of a function, with a room in its table that has one connection."""
    with tempfile.TemporaryDirectory() as name, tables() as server, serving() as connections:
        folder = Path(name)
        progress("building")
        ours = artifact.parley(folder)
        theirs = artifact.usual(folder, TREE / "benchmarks" / "usual_door.py")
        (theirs[0] / "one_client.py").write_text('import boto3\n\ntable = boto3.client("dynamodb")\n')
        client = artifact.runtime_client(folder / "runtime-client")
        table = server.table()
        environment = lambda_environment(table.environment, folder, client) | {"CONNECTIONS_URL": connections.url}
        loads = {f"`{door}`": Load(module, ours) for door, module in doors().items()}
        loads[f"`{SEND}`"] = Load("handlers.send_message", ours, ("send_message",))
        loads[f"`{SEND}`, without bytecode"] = Load(
            "handlers.send_message", artifact.without_bytecode(ours, folder / "ours-bare"), ("send_message",)
        )
        loads[BOTO3] = Load("one_client", theirs)
        loads[USUAL] = Load("usual_door", theirs, ("send_message",))
        loads[f"{USUAL}, without bytecode"] = Load(
            "usual_door", artifact.without_bytecode(theirs, folder / "usual-bare"), ("send_message",)
        )
        for door in ("connect", "join_room"):
            run(Load(f"handlers.{door}", ours, (door,)), environment)
        yield loads, environment


def doors() -> dict[str, str]:
    """The template's functions: their names, in the words of the wire, and their modules."""
    handlers = (
        resource["Properties"]["Handler"].rpartition(".")[0]
        for resource in load()["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    )
    return {wire_name(module.rpartition(".")[2]): module for module in handlers}


def wire_name(module: str) -> str:
    """send_message is sendMessage."""
    first, *rest = module.split("_")
    return first + "".join(word.capitalize() for word in rest)


def lambda_environment(function: dict[str, str], folder: Path, client: Path) -> dict[str, str]:
    """The variables that Lambda sets, without which Powertools takes itself to be on a laptop and leaves things out."""
    return {
        **{name: value for name, value in function.items() if not name.startswith(("PYTHON", "COVERAGE"))},
        "LAMBDA_TASK_ROOT": str(folder),
        "AWS_LAMBDA_FUNCTION_NAME": "bench",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
        "AWS_SESSION_TOKEN": "t" * 900,
        "_X_AMZN_TRACE_ID": "Root=1-6ab13c80-0a1b2c3d4e5f60718293a4b5;Parent=53995c3f42cd8ad8;Sampled=0",
        # The file system of a function is read-only, so nothing is compiled for the next time.
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(client),
    }


def run(load: Load, environment: dict[str, str]) -> dict[str, float]:
    """Loads it once, in a process that sees nothing else."""
    path = os.pathsep.join(map(str, [*load.parts, environment["PYTHONPATH"]]))
    events = [str(EVENTS / f"{event}.json") for event in load.events]
    script = str(TREE / "benchmarks" / "cold_start_process.py")
    answers, told = os.pipe()
    # The figures come by a descriptor of their own, 3: standard output is the function's log.
    command = ["sh", "-c", f'exec "$@" 3>&{told}', "-", sys.executable, "-S", "-P", script, load.module, *events]
    try:
        env = environment | {"PYTHONPATH": path}
        subprocess.run(command, env=env, pass_fds=[told], check=True, stdout=subprocess.DEVNULL)
    finally:
        os.close(told)
    with open(answers) as figures:
        return dict(json.load(figures))


def _rows(runs: Runs) -> tuple[tuple[str, ...], ...]:
    usual = _init(runs, USUAL)
    return tuple(
        (
            name,
            spread([run["init"] for run in done]),
            f"{_init(runs, name) / usual:.2f}",
            spread([run["memory"] for run in done]),
            spread([run["init"] + run["events"] for run in done]) if done[0]["events"] > 1 else "",
        )
        for name, done in runs.items()
    )


def _goals(runs: Runs) -> tuple[Goal, ...]:
    of_usual = _init(runs, f"`{SEND}`") / _init(runs, USUAL)
    of_boto3 = _init(runs, f"`{SEND}`") / _init(runs, BOTO3)
    return (
        Goal("`sendMessage`: init CPU", "≤ 0.6 × the usual stack's", f"{of_usual:.2f} ×", of_usual <= 0.6),
        Goal("`sendMessage`: init CPU", "≤ `import boto3` with one client", f"{of_boto3:.2f} ×", of_boto3 <= 1),
    )


def _init(runs: Runs, name: str) -> float:
    return median(run["init"] for run in runs[name])


if __name__ == "__main__":
    alone(measure)
