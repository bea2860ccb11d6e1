"""upload, link: files in rooms."""

from chat.files import ask, link
from doors import doors_by_route, request_door
from frames import Link, Upload

handler = doors_by_route(
    {
        "upload": request_door("upload", Upload, ask),
        "link": request_door("link", Link, link),
    }
)
