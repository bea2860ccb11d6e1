"""A function's process from inside: `python -S cold_start_process.py MODULE [EVENT ...]`, with Lambda's runtime client.

Loads the module as the runtime client does, then hands its handler the events, and prints what each took as JSON.
It imports nothing that the runtime client has not, so nothing that it measures is there already.
"""

import importlib
import json
import os
import resource
import sys
import time

from awslambdaric import bootstrap  # type: ignore[import-untyped]
from awslambdaric.lambda_context import LambdaContext  # type: ignore[import-untyped]


def cpu() -> float:
    """Milliseconds of this process, user and system, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def peak() -> float:
    """The most memory that this process has had, in MB. getrusage would count in that of the process it came from."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def main(module: str, *events: str) -> None:
    """Measures from here on: what the runtime client itself takes is the same for all."""
    assert bootstrap.run
    before, memory = cpu(), peak()
    loaded = importlib.import_module(module)
    init, grown = cpu() - before, peak() - memory
    before = cpu()
    for path in events:
        with open(path) as file:
            event = json.load(file)
        context = LambdaContext(
            "bench", None, None, int(time.time() * 1000) + 10_000, "arn:aws:lambda:::function:bench"
        )
        answer = loaded.handler(event, context)
        if answer["statusCode"] != 200:
            raise SystemExit(f"{module} answered {answer}")
    sys.stdout.flush()
    print(json.dumps({"init": init, "memory": grown, "events": cpu() - before}), file=os.fdopen(3, "w"))


if __name__ == "__main__":
    main(*sys.argv[1:])
