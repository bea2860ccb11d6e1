"""A profile: what the chat knows of somebody who has signed up."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from models.clock import now_ms
from models.connection import key
from models.table import Item, met, sdk_errors

SK = "PROFILE"


class Profile(Item, discriminator="profile"):
    """`since` is when they confirmed their address, in milliseconds."""

    name = UnicodeAttribute()
    since = NumberAttribute()

    @classmethod
    def make(cls, user: str, name: str) -> None:
        """The user has a profile from here on; one that is there stays as it is."""
        profile = cls(key(user), SK, name=name, since=now_ms())
        met(lambda: profile.save(condition=cls.pk.does_not_exist()))

    @classmethod
    def of(cls, user: str) -> "Profile | None":
        """The user's profile; None where there is none."""
        try:
            with sdk_errors():
                return cls.get(key(user), SK, consistent_read=True)
        except cls.DoesNotExist:
            return None


def name_of_user(user: str) -> str:
    """What somebody is called who has not been seen in the room: their profile's name, else what they are known by."""
    profile = Profile.of(user)
    return str(profile.name) if profile else user.partition(":")[2] or user
