"""A room's switch stands as it was last turned."""

from models import reading
from models.room import Room
from models.switch import Switch


def test_a_switch_is_off_until_somebody_turns_it() -> None:
    assert not Switch.is_on("general")
    Switch.turn("general", True)
    assert Switch.is_on("general")
    Switch.turn("general", False)
    assert not Switch.is_on("general")


def test_each_room_has_its_own_and_the_log_does_not_see_it() -> None:
    Room.opened("general")
    Switch.turn("general", True)
    assert not Switch.is_on("random")
    assert reading.newest("general", 50).messages == ()
