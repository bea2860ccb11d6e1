"""One way to post, measured from inside its own process.

`python -m benchmarks.fan_out_client WAY URL ROOTS` reads lines of `recipients repeats`, answers each with one of JSON.
"""

import json
import os
import resource
import sys
import time
from importlib import import_module

from benchmarks.posting import REGION, Post


def measure(post: Post, count: int, repeats: int) -> dict[str, float]:
    """CPU microseconds a post, posts a second and peak memory of `repeats` deliveries to `count` recipients."""
    recipients = [f"L0SM9cOFvHcCI{number:05}h=" for number in range(count)]
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    delivered = sum(post(recipients) for _ in range(repeats))
    after, took = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - began
    posts = count * repeats
    if delivered != posts:
        raise SystemExit(f"{posts - delivered} of {posts} posts were not delivered")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu / posts * 1e6, "rate": posts / took, "took": took / repeats, "memory": peak_memory()}


def peak_memory() -> float:
    """MB. Not from getrusage, which counts what the parent had when this process was made."""
    with open("/proc/self/status") as file:
        return next(float(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))


def main() -> None:
    way, url, roots = sys.argv[1:]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "t" * 900,
        "AWS_REGION": REGION,
        "AWS_CA_BUNDLE": roots,
        "SSL_CERT_FILE": roots,
    }
    post: Post = import_module(f"benchmarks.posting.{way}").way(url)
    for line in sys.stdin:
        count, repeats = map(int, line.split())
        print(json.dumps(measure(post, count, repeats)), flush=True)


if __name__ == "__main__":
    main()
