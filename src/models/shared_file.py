"""A file that somebody was given leave to upload: whose it will be, and what is to be said with it."""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from models.clock import in_seconds
from models.table import Item, sdk_errors

SK = "FILE"
# The form is good for minutes; S3 tells of what came by it a little later, and tries for hours.
KEPT = 24 * 3600


class SharedFile(Item, discriminator="file"):
    """Kept until the upload is told of; nothing of it is needed afterwards."""

    user = UnicodeAttribute()
    name = UnicodeAttribute()
    text = UnicodeAttribute()
    file = UnicodeAttribute()
    type = UnicodeAttribute()
    size = NumberAttribute()

    @classmethod
    def expect(cls, key: str, **told: Any) -> None:
        """The file under this key will have been shared by that user."""
        with sdk_errors():
            cls(_key(key), SK, expires_at=in_seconds(KEPT), **told).save()

    @classmethod
    def at(cls, key: str) -> "SharedFile | None":
        """What is known of the file under this key; None where nobody asked for leave."""
        try:
            with sdk_errors():
                return cls.get(_key(key), SK, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def kept(self, key: str) -> Mapping[str, Any]:
        """What a message keeps of the file."""
        return {"key": key, "name": self.file, "type": self.type, "size": int(self.size)}


def _key(key: str) -> str:
    return f"UPLOAD#{key}"
