"""S3: puts a file into the stack's bucket."""

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One object."""
    key = "rooms/operations/report of today.txt"
    stack.client("s3").put_object(
        Bucket=stack.part("Uploads"), Key=key, Body=b"All is well.\n", ContentType="text/plain"
    )
    return "s3api put-object"
