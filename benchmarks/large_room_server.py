"""The endpoint of `fan_out_server`, which also counts who was posted to, and when last.

`python -m benchmarks.large_room_server CERTIFICATE DELAY` prints its port; at the end of its standard input, one line
of JSON: how many posts each number of times a connection was posted to stands for.
"""

import json
import sys
from collections import Counter

from benchmarks.fan_out_server import Server


class Counting(Server):
    """Counts posts by connection."""

    def __init__(self, certificate: str, delay: float) -> None:
        super().__init__(certificate, delay)
        self.posts: Counter[bytes] = Counter()

    def heard(self, request: bytes) -> None:
        """The connection is the last part of the path."""
        path = request.split(b" ", 2)[1]
        self.posts[path.rsplit(b"/", 1)[1]] += 1


def main() -> None:
    certificate, delay = sys.argv[1:]
    server = Counting(certificate, float(delay))
    print(server.port, flush=True)
    server.serve()
    print(json.dumps(Counter(server.posts.values())), flush=True)


if __name__ == "__main__":
    main()
