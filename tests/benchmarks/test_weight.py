"""Lines are counted as people count them, and packages as they are zipped."""

from pathlib import Path

import pytest

from benchmarks.weight import lines_of_code, zipped

CODE = '''"""A module."""

import os  # a comment beside code


# A comment.
def cwd(
    upper: bool,
) -> str:
    """Says where."""
    text = """two
    lines"""
    return text + os.getcwd()
'''


def test_docstrings_comments_and_empty_lines_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE)
    assert lines_of_code(tmp_path / "code.py") == 7


def test_a_package_is_zipped_with_all_its_files(tmp_path: Path) -> None:
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    info = site / "thing-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n")
    (site / "thing.py").write_bytes(bytes(range(256)))
    (info / "RECORD").write_text("thing.py,,\nthing-1.dist-info/METADATA,,\nthing-1.dist-info/RECORD,,\n")
    assert zipped(["thing"], tmp_path) > 256
    with pytest.raises(SystemExit, match="other is not installed"):
        zipped(["other"], tmp_path)
