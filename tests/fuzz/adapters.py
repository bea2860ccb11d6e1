"""What a stranger decides in the events of each source, as AWS hands it on: everything else is AWS's own."""

import base64
import gzip
import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import quote_plus

from hypothesis import strategies as st

from tests.frames.test_requests import anything
from tests.handlers.sources.conftest import event

Event = dict[str, Any]
Change = Callable[[st.DrawFn, Event], None]

HOSTILE = ["", " ", "\x00", "\x1b[2J", "\u202e", "é" * 5000, "__class__", "../general", "$text", "${x}", "null"]
DEEP = ["[" * 3000, '{"text":' * 3000]
FORMS = ["application/json", "application/x-www-form-urlencoded", ";"]
texts = st.text(max_size=60) | st.sampled_from([*HOSTILE, *DEEP])
rooms = st.sampled_from(["operations", "general", "alerts-red", "alerts-*", "secret", "rooms/general"]) | texts
data = st.binary(max_size=60) | texts.map(lambda text: text.encode("utf-8", "replace"))
objects = st.dictionaries(st.sampled_from(["text", "room", "name", "id", "x"]), anything, max_size=4)
bodies = objects.map(json.dumps) | texts | anything.map(lambda value: json.dumps({"text": value, "blocks": [value]}))


def _packed(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _attributes(draw: st.DrawFn, kind: str, value: str) -> Event:
    """Message attributes, as SQS and SNS write them."""
    return {
        name: {kind: "String", value: draw(texts)} for name in draw(st.sets(st.sampled_from(["room", "name", "x"])))
    }


def alarm(draw: st.DrawFn, told: Event) -> None:
    told["alarmData"]["alarmName"] = draw(texts)
    told["alarmData"]["state"]["reason"] = draw(texts)


def alexa_skill(draw: st.DrawFn, told: Event) -> None:
    slots = told["request"].get("intent", {}).get("slots", {})
    for slot in slots.values():
        slot["value"] = draw(st.none() | texts | rooms)


def cognito(draw: st.DrawFn, told: Event) -> None:
    told["request"]["userAttributes"]["name"] = draw(texts)


def plain(draw: st.DrawFn, told: Event) -> None:
    told.clear()
    told.update(draw(objects))


def eventbridge(draw: st.DrawFn, told: Event) -> None:
    told["detail"] = draw(objects)
    told["detail-type"] = draw(texts)


def http_api(draw: st.DrawFn, told: Event) -> None:
    told["body"] = draw(bodies)
    told["isBase64Encoded"] = draw(st.booleans())
    told["pathParameters"]["room"] = draw(rooms)
    told["headers"]["idempotency-key"] = draw(texts)


def iot(draw: st.DrawFn, told: Event) -> None:
    told["data"] = _packed(draw(data))
    told["room"] = draw(rooms)


def kinesis(draw: st.DrawFn, told: Event) -> None:
    for record in told["Records"]:
        record["kinesis"]["data"] = _packed(draw(data))
        record["kinesis"]["partitionKey"] = draw(rooms | rooms.map(lambda room: f"rooms/{room}"))


def load_balancer(draw: st.DrawFn, told: Event) -> None:
    told["body"] = draw(bodies)
    told["isBase64Encoded"] = draw(st.booleans())
    told["path"] = draw(st.sampled_from(["", "/", "/rooms", "/rooms/", "//"])) + draw(rooms)
    told["headers"]["content-type"] = draw(
        st.sampled_from(["application/json", "application/x-www-form-urlencoded", ";"])
    )


def logs(draw: st.DrawFn, told: Event) -> None:
    lines = draw(st.lists(st.builds(lambda id, message: {"id": id, "message": message}, texts, bodies), max_size=4))
    content = {"messageType": "DATA_MESSAGE", "logGroup": draw(texts), "logEvents": lines}
    told["awslogs"]["data"] = _packed(gzip.compress(json.dumps(content).encode()))


def rest(draw: st.DrawFn, told: Event) -> None:
    http_like = {"body": draw(bodies), "isBase64Encoded": draw(st.booleans()), "pathParameters": {"room": draw(rooms)}}
    told.update(http_like)


def s3(draw: st.DrawFn, told: Event) -> None:
    for record in told["Records"]:
        record["s3"]["object"]["key"] = quote_plus(
            draw(rooms.map(lambda room: f"rooms/{room}/a/b") | texts), errors="replace"
        )


def smart_home(draw: st.DrawFn, told: Event) -> None:
    told["directive"]["endpoint"] = {"endpointId": draw(rooms)}
    told["directive"]["payload"] = draw(objects)


def sns(draw: st.DrawFn, told: Event) -> None:
    for record in told["Records"]:
        record["Sns"] |= {"Message": draw(texts), "Subject": draw(st.none() | texts)}
        record["Sns"]["MessageAttributes"] = _attributes(draw, "Type", "Value")


def sqs(draw: st.DrawFn, told: Event) -> None:
    for record in told["Records"]:
        record["body"] = draw(texts)
        record["messageAttributes"] = _attributes(draw, "dataType", "stringValue")


CHANGES: dict[str, Change] = {
    "alarm": alarm,
    "alexa_skill": alexa_skill,
    "cognito": cognito,
    "direct": plain,
    "eventbridge": eventbridge,
    "http_api": http_api,
    "iot": iot,
    "kinesis": kinesis,
    "load_balancer": load_balancer,
    "logs": logs,
    "rest": rest,
    "s3": s3,
    "schedule": plain,
    "smart_home": smart_home,
    "sns": sns,
    "sqs": sqs,
}


@st.composite
def events(draw: st.DrawFn, source: str) -> Event:
    """The source's test event, with what a stranger decides in it changed."""
    told = deepcopy(event(source))
    CHANGES[source](draw, told)
    return told
