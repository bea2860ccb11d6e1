"""This project's engine, through its public function."""

import os
import time

from benchmarks.posting import PAYLOAD, Post, environment


def way(url: str) -> Post:
    os.environ |= environment(url)
    from delivery import deliver

    return lambda recipients: deliver(PAYLOAD, recipients, time.monotonic() + 120).delivered
