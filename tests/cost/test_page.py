"""docs/cost.md has the tables that the calculator makes today."""

from cost.page import PAGE, fresh


def test_the_tables_of_the_page_are_fresh() -> None:
    page = PAGE.read_text()
    assert fresh(page) == page, "make cost WRITE=1"
    assert page.count("made by make cost WRITE=1") == 3


def test_only_what_stands_between_marks_is_written() -> None:
    made = fresh("before\n<!-- month: made by make cost WRITE=1 -->\nold\n<!-- /month -->\nafter\n")
    assert made.startswith("before\n") and made.endswith("\nafter\n")
    assert "| API Gateway | frames in |" in made and "old" not in made
