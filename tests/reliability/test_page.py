"""The page says of each number which tests there are, when they ran and how the worst case went."""

import json
from pathlib import Path
from typing import Any

from tests.reliability.found import Proof, proofs
from tests.reliability.page import page

PROOF = Proof("tests/a/test_b.py", "test_fault_3_once", frozenset({("fault", 3), ("promise", 1)}))


def run(when: str, outcome: str, *proves: str) -> dict[str, Any]:
    return {"proves": list(proves), "when": when, "outcome": outcome}


def test_a_test_stands_at_all_of_its_numbers_with_its_last_run_and_its_worst_case(tmp_path: Path) -> None:
    records = {
        "tests/a/test_b.py::test_fault_3_once[x]": run("2026-01-02 10:00", "failed"),
        "tests/a/test_b.py::test_fault_3_once[y]": run("2026-01-03 10:00", "passed"),
        "tests/a/test_b.py::test_fault_3_once_more": run("2026-01-04 10:00", "passed"),
    }
    row = "| [fault 3 once](../tests/a/test_b.py) | 2 | 2026-01-03 10:00 | failed |"
    assert page([PROOF], records, tmp_path).count(row) == 2


def test_a_test_that_has_not_run_says_so(tmp_path: Path) -> None:
    assert "| [fault 3 once](../tests/a/test_b.py) |  | not yet |  |" in page([PROOF], {}, tmp_path)


def test_cells_are_a_table_and_what_others_have_measured_is_shown(tmp_path: Path) -> None:
    (tmp_path / "checker.json").write_text(json.dumps({"messages": 12345, "seeds": [{"seed": 1, "doubles": 3}]}))
    (tmp_path / "mutations.json").write_text(json.dumps([{"bug": "a | b", "noticed by": "x"}]))
    written = page([], {"t": run("2026-01-02 10:00", "passed", "cell join / guest")}, tmp_path)
    for line in ("| | guest |", "| join | passed |", "| messages | 12,345 |", "| 1 | 3 |", "| a \\| b | x |"):
        assert line in written


def test_numbers_are_read_from_names_and_marks(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text(
        "@pytest.mark.promise(2)\n@pytest.mark.slow\nasync def test_fault_12_x(): ...\ndef test_plain(): ...\n"
    )
    (proof,) = proofs(tests)
    assert (proof.id, proof.numbers) == (
        "tests/test_one.py::test_fault_12_x",
        frozenset({("fault", 12), ("promise", 2)}),
    )
