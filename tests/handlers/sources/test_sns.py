"""SNS's door."""

import pytest

from errors import Forbidden
from handlers.sources import sns
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_a_notification_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert sns.handler(event("sns"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", "Backup\nNightly backup done: 42 GB in 11 minutes.")]


def test_attributes_say_where_and_as_whom() -> None:
    notification = event("sns")
    sns_ = notification["Records"][0]["Sns"]
    sns_["MessageAttributes"] = {
        "room": {"Type": "String", "Value": "alerts-red"},
        "name": {"Type": "String", "Value": "Backup"},
    }
    del sns_["Subject"]
    sns.handler(notification, CONTEXT)
    assert said("alerts-red") == [("Backup", "Nightly backup done: 42 GB in 11 minutes.")]
    sns_["MessageAttributes"]["room"]["Value"] = "secret"
    with pytest.raises(Forbidden):
        sns.handler(notification, CONTEXT)
