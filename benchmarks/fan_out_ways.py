"""What is measured beside each other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.weight import lines_of_code

TREE = Path(__file__).resolve().parent.parent
# The other ways' packages live in an environment of their own: aiobotocore pins its own botocore.
OTHERS = TREE / ".parley" / "venv" / "bench"

_SIGNER = ("sigv4", "endpoint")
_ENGINE = (*_SIGNER, "batch", "fanout", "http1", "line", "pool", "retry", "tally", "tls", "window")
_AIOHTTP = ("aiohttp", "aiohappyeyeballs", "aiosignal", "attrs", "frozenlist", "idna", "multidict", "propcache", "yarl")


@dataclass(frozen=True)
class Way:
    """A module of benchmarks/posting/, with what it needs of src/delivery/ and of packages beyond Lambda's and ours.

    `pace` says how much of it a run can afford; `guarded`, whether it meets faults: time-outs, retries, a deadline.
    """

    name: str
    module: str
    pace: Literal["fast", "slow", "slowest"]
    guarded: bool
    delivery: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """Lines of own code."""
        posting = TREE / "benchmarks" / "posting"
        files = [posting / f"{self.module}.py", *(TREE / "src" / "delivery" / f"{name}.py" for name in self.delivery)]
        if self.delivery == _SIGNER:
            files.append(posting / "signed.py")
        return sum(map(lines_of_code, files))


PARLEY = Way("Parley", "parley", "fast", True, _ENGINE)
THREADS = Way("boto3, 32 threads", "boto3_threads", "slow", True)
SEQUENTIAL = Way("boto3, sequential", "boto3_sequential", "slowest", True)
WAYS = (
    PARLEY,
    Way("pycurl, own signer", "pycurl_multi", "fast", False, _SIGNER, ("pycurl",)),
    Way("aiohttp, own signer", "aiohttp_tasks", "fast", False, _SIGNER, _AIOHTTP),
    Way("http.client, 64 threads, own signer", "http_client_threads", "fast", False, _SIGNER),
    Way("aiobotocore", "aiobotocore_tasks", "slow", True, (), ("aiobotocore", "aioitertools", "wrapt", *_AIOHTTP)),
    THREADS,
    SEQUENTIAL,
)
