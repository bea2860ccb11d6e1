"""Posting a file with an HTML form, as S3 wants it: fields first, the file last."""

import http.client
import mimetypes
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .errors import ParleyError, Unposted

PATIENCE = 60.0  # for each step of the way: a file is 25 MB at most
CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


@dataclass(frozen=True)
class Attachment:
    """A file that is to be uploaded."""

    name: str
    type: str
    content: bytes


def attachment(file: str | os.PathLike[str] | bytes, name: str | None, type: str | None) -> Attachment:
    """A file on this machine, or its bytes and a name; the type is guessed from the name, if it is not given."""
    if isinstance(file, bytes):
        content, name = file, name or "file"
    else:
        content, name = Path(file).read_bytes(), name or Path(file).name
    return Attachment(name, type or mimetypes.guess_type(name)[0] or "application/octet-stream", content)


def post(url: str, fields: dict[str, str], file: Attachment) -> None:
    """Post the form and wait for the answer; raises Unposted. It blocks: it is for a thread."""
    address = urlsplit(url)
    if address.scheme not in CONNECTIONS or not address.hostname:
        raise ParleyError(f"a file cannot be posted to {url}: that is no HTTP address", "internal")
    kind, body = encoded(fields, file)
    connection = CONNECTIONS[address.scheme](address.hostname, address.port, timeout=PATIENCE)
    try:
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        connection.request("POST", path, body, {"Content-Type": kind})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise Unposted(f"{file.name} did not get to {address.hostname} ({str(error) or 'no answer in time'})") from None
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise Unposted(f"{file.name} was not taken by {address.hostname} (status {status})")


def encoded(fields: dict[str, str], file: Attachment) -> tuple[str, bytes]:
    """The content type and the body of multipart/form-data (RFC 7578)."""
    boundary = secrets.token_hex(16)
    parts = [(f'name="{_quoted(name)}"', value.encode()) for name, value in fields.items()]
    parts.append((f'name="file"; filename="{_quoted(file.name)}"\r\nContent-Type: {file.type}', file.content))
    body = b"".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def _quoted(name: str) -> str:
    """As browsers do: https://html.spec.whatwg.org/#multipart-form-data."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
