"""The engine in a process that has loaded all of `sendMessage`: what its memory is measured in."""

import os
from importlib import import_module

from benchmarks.posting import Post, environment, parley


def way(url: str) -> Post:
    os.environ |= environment(url)
    import_module("handlers.send_message")
    return parley.way(url)
