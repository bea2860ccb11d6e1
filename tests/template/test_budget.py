"""A budget is made where somebody wants a mail, and then it warns before the money is spent."""

import pytest

from tests.parts.sam import Expanded
from tests.parts.template import load

pytestmark = pytest.mark.xdist_group("template")


def test_it_warns_of_what_is_spent_and_of_what_will_be(expanded: Expanded) -> None:
    (budget,) = expanded.properties("AWS::Budgets::Budget").values()
    assert budget["Budget"]["BudgetLimit"] == {"Amount": {"Ref": "BudgetDollars"}, "Unit": "USD"}
    assert (budget["Budget"]["BudgetType"], budget["Budget"]["TimeUnit"]) == ("COST", "MONTHLY")
    told = budget["NotificationsWithSubscribers"]
    assert [(one["Notification"]["NotificationType"], one["Notification"]["Threshold"]) for one in told] == [
        ("ACTUAL", 80),
        ("FORECASTED", 100),
    ]
    assert {subscriber["Address"]["Ref"] for one in told for subscriber in one["Subscribers"]} == {"BudgetEmail"}


def test_without_an_address_there_is_none() -> None:
    template = load()
    assert template["Resources"]["Budget"]["Condition"] == "WithBudget"
    assert template["Parameters"]["BudgetEmail"]["Default"] == ""
