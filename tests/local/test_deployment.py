import pytest
from botocore.exceptions import ClientError

from local.deployment import deployed
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_the_parts_of_the_stack_are_known(laptop: Stack) -> None:
    found = deployed("parley", laptop.endpoints.aws)
    assert set(found.functions) == {"parley-door", "parley-authorize"}
    assert set(found.tables) == {"Table"}
    assert (found.stage, found.http) == ("live", None)
    assert found.properties("Table")["BillingMode"] == "PAY_PER_REQUEST"


def test_a_stack_that_is_not_there_is_an_error(laptop: Stack) -> None:
    with pytest.raises(ClientError, match="does not exist"):
        deployed("nobody", laptop.endpoints.aws)
