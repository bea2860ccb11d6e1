"""DynamoDB's answers as the JSON that they are.

botocore walks every value of an answer along its shape, which is most of what a page of presences costs. DynamoDB's
JSON already has the form that botocore would build; only binary values stay base64, and there are none in the table.
"""

from typing import Any

from botocore.model import Shape
from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory


class PlainJson(JSONParser):
    """Answers go through unwalked; errors are parsed as ever."""

    def _handle_json_body(self, raw_body: bytes, shape: Shape) -> Any:
        return self._parse_body_as_json(raw_body)  # type: ignore[attr-defined]  # the stubs leave it out


class PlainJsonFactory(ResponseParserFactory):
    """Register it on a session before its first client is made."""

    def create_parser(self, protocol_name: str) -> ResponseParser:
        """PlainJson for DynamoDB and SQS, which speak JSON only; botocore's own for what is not JSON."""
        return PlainJson() if protocol_name == "json" else super().create_parser(protocol_name)
