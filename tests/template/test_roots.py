"""The roots that the layer is built with: exactly Amazon's, and no layer without one of them."""

import ssl
import subprocess
import sys
from pathlib import Path

import botocore
import trustme

from tests.parts.template import TREE

BUNDLE = Path(botocore.__file__).with_name("cacert.pem")
NAMES = {f"Amazon Root CA {number}" for number in range(1, 5)} | {"Starfield Services Root Certificate Authority - G2"}


def pick(bundle: Path, target: Path) -> "subprocess.CompletedProcess[str]":
    command: list[str | Path] = [sys.executable, TREE / "layer" / "roots.py", bundle, target]
    return subprocess.run(command, capture_output=True, text=True)


def names(roots: Path) -> list[str]:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(roots)
    subjects = (dict(pair[0] for pair in one["subject"]) for one in trust.get_ca_certs())  # type: ignore[misc]
    return [subject["commonName"] for subject in subjects]


def test_the_five_are_picked_and_they_parse(tmp_path: Path) -> None:
    assert pick(BUNDLE, tmp_path / "roots.pem").returncode == 0
    found = names(tmp_path / "roots.pem")
    assert len(found) == 5 and set(found) == NAMES


def test_a_bundle_without_one_of_them_ends_the_build_with_a_sentence(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "bundle.pem"))
    done = pick(tmp_path / "bundle.pem", tmp_path / "roots.pem")
    assert done.returncode == 1
    assert "bundle.pem has no Amazon Root CA 1" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "roots.pem").exists()


def test_the_layer_has_them_beside_its_packages(built: Path) -> None:
    found = names(built.parent / "Dependencies" / "python" / "amazon-roots.pem")
    assert len(found) == 5 and set(found) == NAMES
