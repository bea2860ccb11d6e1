"""A URL, taken apart."""

import pytest

from delivery.endpoint import Endpoint, endpoint

AWS = "a1.execute-api.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            f"https://{AWS}/prod",
            Endpoint(True, AWS, 443, AWS, "/prod/@connections/"),
        ),
        (
            "https://chat.test:8443",
            Endpoint(True, "chat.test", 8443, "chat.test:8443", "/@connections/"),
        ),
        (
            "https://chat.test:443/",
            Endpoint(True, "chat.test", 443, "chat.test", "/@connections/"),
        ),
        ("http://127.0.0.1:4510/a/b/", Endpoint(False, "127.0.0.1", 4510, "127.0.0.1:4510", "/a/b/@connections/")),
        ("http://[::1]:80/p", Endpoint(False, "::1", 80, "[::1]", "/p/@connections/")),
    ],
)
def test_a_url_names_an_endpoint(url: str, expected: Endpoint) -> None:
    assert endpoint(url) == expected
