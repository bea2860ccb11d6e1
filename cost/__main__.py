"""`python -m cost --rooms 20 --users 50 --messages 2000`: what a month of that costs, service by service.

Needs nothing but Python. `make cost ROOMS=20 USERS=50 MESSAGES=2000` is the same.
"""

import argparse
from collections.abc import Callable
from dataclasses import fields

from cost import page, prices
from cost.report import report
from cost.workload import Workload

HELP = {
    "rooms": "how many rooms",
    "users": "people in each room",
    "messages": "messages a day, in all rooms together",
    "hours": "hours a day that each of them is connected",
    "watching": "the share of them who see each message, and whose page says so",
    "typing": "typing frames for a message",
    "reactions": "reactions for a message",
    "edits": "edits for a message",
    "ping_every": "minutes between pings",
    "retention_days": "days that messages and files are kept",
    "log_days": "days that logs are kept",
    "files": "files a day",
    "file_mb": "MB of a file",
}


def main() -> None:
    """Prints the bill, or makes the tables of docs/cost.md anew."""
    options = argparse.ArgumentParser(prog="python -m cost", description="What a month costs on AWS.")
    for field in fields(Workload):
        if field.name in HELP:
            kind = _share if field.name == "watching" else _amount(type(field.default))
            option = f"--{field.name.replace('_', '-')}"
            options.add_argument(option, type=kind, default=field.default, help=f"{HELP[field.name]} (%(default)s)")
    options.add_argument("--no-events", dest="events", action="store_false", help="OutgoingEvents=false")
    options.add_argument("--no-monitoring", dest="monitoring", action="store_false", help="Monitoring=false")
    options.add_argument("--no-page", dest="page", action="store_false", help="CloudFront does not serve the page")
    options.add_argument("--write", action="store_true", help="make the tables of docs/cost.md anew")
    asked = vars(options.parse_args())
    if asked.pop("write"):
        page.write()
        return
    print(f"{prices.REGION}, list prices of {prices.DATE}, without free tiers and discounts.\n")
    print(report(Workload(**asked)))


def _amount(kind: type) -> Callable[[str], float]:
    def amount(text: str) -> float:
        value: float = kind(text)
        if value < 0:
            raise argparse.ArgumentTypeError("less than nothing")
        return value

    return amount


def _share(text: str) -> float:
    if not 0 <= float(text) <= 1:
        raise argparse.ArgumentTypeError("a share is between 0 and 1")
    return float(text)


if __name__ == "__main__":
    main()
