"""S3: a room hears of a file that was uploaded for it. Push: S3 calls, and Lambda tries again."""

from collections.abc import Iterator
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes import S3Event

from chat import uploads
from chat.speaking import Said
from manners.push import push_door


def says(event: S3Event) -> Iterator[Said]:
    """Each file under `rooms/{room}/`; S3 writes keys into events as forms do."""
    for record in event.records:
        bucket, file = record.s3.bucket.name, record.s3.get_object
        key = unquote_plus(file.key)
        if key.endswith("/"):
            # What the console makes when one makes a folder.
            continue
        # The sequencer tells one upload to a key from the next.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
        said = uploads.said(f"{bucket}/{key} {file.sequencer}", bucket, key, file.size)
        if said:
            yield said


handler = push_door("s3", S3Event, says)
