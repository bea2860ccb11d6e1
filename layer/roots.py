"""Amazon's own roots, picked out of a bundle of all that browsers trust: `python roots.py BUNDLE TARGET`.

OpenSSL parses all of a bundle whenever it is read, and botocore reads it for every new connection: 20 ms of CPU and
more with a hundred roots, 1.5 ms with these (benchmarks/tls_context.py). AWS's endpoints chain to them:
https://www.amazontrust.com/repository/
"""

import ssl
import sys
from pathlib import Path

ROOTS = (
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
)


def pick(bundle: Path) -> str:
    """The roots as PEM; ends the build where one is missing."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(bundle)
    certificates = zip(trust.get_ca_certs(), trust.get_ca_certs(binary_form=True), strict=True)
    found = {_name(described): ssl.DER_cert_to_PEM_cert(der) for described, der in certificates}
    missing = [name for name in ROOTS if name not in found]
    if missing:
        sys.exit(f"{bundle} has no {missing[0]}: roots.py must be told what AWS's endpoints chain to now.")
    return "".join(found[name] for name in ROOTS)


def _name(described: dict) -> str:  # type: ignore[type-arg]  # ssl does not say what is in it
    subject = dict(pair for group in described["subject"] for pair in group)
    return str(subject.get("commonName", ""))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(pick(Path(sys.argv[1])))
