"""The tree of errors is the one that is drawn."""

import parley
from parley import errors

MADE = {
    "refused": errors.Refused(403, "no"),
    "unreachable": errors.Unreachable("no"),
    "unanswered": errors.Unanswered("no"),
    "unposted": errors.Unposted("no"),
    "put_out": errors.PutOut("general", "kick", "enough"),
    "signed_out": errors.SignedOut("you"),
    "closed": errors.Closed("no"),
}


def test_each_has_its_code_and_its_place_in_the_drawing() -> None:
    for code, error in MADE.items():
        assert error.code == code and isinstance(error, parley.ParleyError)
        assert f"─ {type(error).__name__} " in str(errors.__doc__) and f" {code} " in str(errors.__doc__)
    drawn = str(errors.__doc__).count("─ ")
    assert drawn == len(MADE) == len(parley.ParleyError.__subclasses__())


def test_what_may_be_tried_again() -> None:
    assert {code for code, error in MADE.items() if error.retry} == {"unreachable", "unanswered", "unposted"}
