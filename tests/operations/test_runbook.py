"""docs/operations.md: an entry for every alarm, and nothing in it that does not exist."""

import re
import shlex
from typing import Any, get_args

import pytest
from botocore.session import Session

import metrics
from chat.admin.verbs import VERBS
from tests.operations.page import SECTIONS, queries
from tests.operations.page import TEXT as PAGE
from tests.parts.alarms import alarms
from tests.parts.template import load

ALARMS = alarms()
SESSION = Session()
ALIASES = {"deploy": "codedeploy"}
COMMANDS = sorted(set(re.findall(r"\baws (?:[^`\n]|`(?!`))*?(?=`|\n|$)", PAGE)))
QUERIES = queries(PAGE)

# What every line of a function has, what Lambda and API Gateway write, and what a query names itself.
FIELDS = {
    "message", "outcome", "milliseconds", "room", "id", "connection", "request", "level", "exception", "exception_name",
    "record", "service", "verb", "user", "said", "failed", "done", "stuck", "route", "event", "status", "error",
    "integrationError",
}  # fmt: skip
WORDS = {
    "fields", "filter", "stats", "sort", "limit", "by", "as", "desc", "asc", "and", "or", "like", "ispresent", "count",
    "sum", "max", "pct", "bin", "m",
}  # fmt: skip


def test_every_alarm_has_an_entry_and_every_entry_an_alarm() -> None:
    assert {name for name, section in SECTIONS.items() if "**It means**" in section} == ALARMS.keys()


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_entry_says_what_it_means_how_to_look_and_what_to_do(name: str) -> None:
    entry = SECTIONS[name]
    means, look, do = entry.find("**It means**"), entry.find("**Look**"), entry.find("**Do**")
    assert 0 <= means < look < do
    assert f"docs/operations.md#{name.lower()}" in ALARMS[name].description


def test_links_within_the_page_lead_somewhere() -> None:
    targets = {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in SECTIONS}
    assert {link for link in re.findall(r"\]\(#([^)]+)\)", PAGE)} <= targets


def test_there_are_commands_and_queries() -> None:
    assert len(COMMANDS) >= 10
    assert len(QUERIES) >= 10


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_exists_with_its_options(command: str) -> None:
    for service, operation, options in called(command):
        model = SESSION.get_service_model(ALIASES.get(service, service))
        name = next((each for each in model.operation_names if dashed(each) == operation), None)
        assert name, f"{service} has no {operation}"
        shape = model.operation_model(name).input_shape
        known = {dashed(each) for each in (shape.members if shape else {})} | {"query", "output", "max-items"}
        assert {option.removeprefix("no-") for option in options} <= known


def called(command: str) -> list[tuple[str, str, list[str]]]:
    """The calls in a command line, also those inside of `$(…)`: service, operation, options."""
    inner = re.findall(r"\$\((aws [^()]*)\)", command)
    outer = re.sub(r"\"?\$\([^()]*\)\"?", "X", command)
    found = []
    for line in (outer, *inner):
        words = shlex.split(line.partition("|")[0].replace("…", "X"))
        operation = _waited_for(words[1], words[3]) if words[2] == "wait" else words[2]
        found.append((words[1], operation, [word[2:] for word in words if word.startswith("--")]))
    return found


def _waited_for(service: str, waiter: str) -> str:
    """The operation that a waiter asks again and again."""
    model = SESSION.get_waiter_model(service)
    name = next(each for each in model.waiter_names if dashed(each) == waiter)
    return dashed(model.get_waiter(name).operation)


def dashed(name: str) -> str:
    """What the command line calls an operation or a parameter."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_asks_for_fields_that_there_are(query: str) -> None:
    plain = re.sub(r'"[^"]*"|/[^/\n]*/', "", query)
    named = set(re.findall(r"\bas (\w+)", plain))
    families = {f"{family}_" for family in get_args(metrics.Family)}
    spans = get_args(metrics.Span)
    counted = {*get_args(metrics.Count), *get_args(metrics.Gauge), *spans, *(f"most_{name}" for name in spans)}
    for word in re.findall(r"(?<![\w@])[a-zA-Z_]\w*", plain):
        known = word in FIELDS | WORDS | named | counted or word.startswith(tuple(families))
        assert known, f"{word} is in no line"


def test_the_table_of_metrics_has_each_of_them() -> None:
    told = set(re.findall(r"`(\w+)`", SECTIONS["Seeing"]))
    counted = {*get_args(metrics.Count), *get_args(metrics.Gauge), *get_args(metrics.Span)}
    assert counted <= told
    assert {f"{family}_" for family in get_args(metrics.Family)} <= {
        name.rstrip("…") for name in re.findall(r"`(\w+_)…`", PAGE)
    }


def test_what_it_asks_of_parley_admin_can_be_asked() -> None:
    asked: set[str] = set(re.findall(r"parley admin (\w+)", PAGE))
    assert asked <= VERBS.keys()


def test_settings_that_it_names_are_parameters() -> None:
    parameters: dict[str, Any] = load()["Parameters"]
    named = {"MessagesPerSecond", "MessagesBurst", "DeliveryConcurrency", "AllowedOrigins", "GuestNames", "GuestTokens"}
    named |= {"ConnectionsUrl", "AlarmEmail", "Monitoring", "SourceRooms", "EventStream", "Gradual"}
    assert named <= parameters.keys()
    assert {name for name in named if f"`{name}" not in PAGE} == set()
