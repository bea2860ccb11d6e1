"""What runs in the emulator's process, inside its own virtual environment: ministack, and what it lacks."""

import argparse
import os
import sys
from pathlib import Path

from ministack import app as ministack  # type: ignore[import-not-found]

from local.inside import alarms, functions, layers, mappings, permissions, workers
from local.inside.snapshots import Snapshots


def main() -> None:
    """Runs the emulator until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--function-log", type=Path, required=True)
    parser.add_argument("--layers", type=Path, required=True)
    parser.add_argument("--snapshot-every", type=float, default=3.0)
    arguments = parser.parse_args()
    functions.log_to(arguments.function_log)
    layers.share_in(arguments.layers)
    alarms.of_several_metrics()
    mappings.count()
    permissions.ask_as_aws_does()
    workers.retire_gently()
    snapshots = Snapshots(arguments.snapshot_every)
    ministack.app = snapshots.around(ministack.app)
    snapshots.start()
    sys.argv = sys.argv[:1]  # ministack reads the command line too
    os.environ.pop("LOG_LEVEL", None)  # read by now, and the functions would take it for theirs
    ministack.main()


if __name__ == "__main__":
    main()
