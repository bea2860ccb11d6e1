"""What tools send to a webhook."""

import json
from urllib.parse import urlencode

import pytest

from chat.webhook import Hook, read
from errors import BadFrame

JSON = "application/json"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


@pytest.mark.parametrize(
    ("payload", "hook"),
    [
        ({"text": "Build 7 is green"}, Hook("Build 7 is green")),
        ({"text": "disk full", "username": "Monitor", "icon_emoji": ":fire:"}, Hook("disk full", "Monitor")),
        ({"text": "over", "attachments": [{"text": "under"}]}, Hook("over")),
        ({"attachments": [{"fallback": "Build 7 failed"}, {"text": "in main"}]}, Hook("Build 7 failed\nin main")),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*bold*"}}, {"type": "divider"}]},
         Hook("*bold*")),
        ({"text": "load", "value": 0.93, "username": 7}, Hook("load")),
    ],
)  # fmt: skip
def test_a_text_is_found_where_tools_put_it(payload: object, hook: Hook) -> None:
    assert read(JSON, json.dumps(payload)) == hook
    assert read("", json.dumps(payload)) == hook
    assert read(FORM, urlencode({"payload": json.dumps(payload)})) == hook


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "1", '"x"', "{", "{}", '{"text": ""}', '{"text": "  "}', '{"text": 7}',
     '{"text": {"text": "x"}}', '{"attachments": {"text": "x"}}',
     '{"blocks": ["x"]}', '{"a":' * 2000],
)  # fmt: skip
def test_what_has_no_text_is_refused(body: str) -> None:
    with pytest.raises(BadFrame):
        read(JSON, body)


@pytest.mark.parametrize("form", ["", "text=hello", "payload=%7B", "payload=1&payload=2"])
def test_a_form_without_a_payload_is_refused(form: str) -> None:
    with pytest.raises(BadFrame):
        read(FORM, form)
