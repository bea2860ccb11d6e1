"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version


def machine() -> str:
    """Cores, processor, system and the versions that matter, in one line."""
    return (
        f"{os.cpu_count()} cores ({_processor()}), {_system()}, {platform.machine()}, "
        f"Python {platform.python_version()}, botocore {version('botocore')}"
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
