"""The drawing of a soak."""

from xml.etree import ElementTree

from tests.checker.report import report
from tests.checker.tally import Tally
from tests.checker.test_tally import told


def tally() -> Tally:
    made = Tally()
    for since in (0, 40, 200):
        made.add(told(), since)
    return made


def test_the_page_has_the_figures_and_three_drawings() -> None:
    page = report(tally(), "Parley", {})
    assert "No violation." in page and "<td>doubles seen</td><td>6</td>" in page
    pictures = page.split("<svg")[1:]
    assert len(pictures) == 3
    for picture in pictures:
        drawn = ElementTree.fromstring("<svg" + picture.split("</svg>")[0] + "</svg>")
        assert drawn.findall("{http://www.w3.org/2000/svg}polyline")


def test_what_was_violated_stands_first_and_is_no_markup() -> None:
    page = report(tally(), "Parley", {7: ["lost_write: <b>gone</b>"]})
    assert "<h2>Seed 7</h2>" in page and "&lt;b&gt;gone" in page and "No violation." not in page


def test_a_soak_in_which_nothing_happened_is_drawn_too() -> None:
    assert "No violation." in report(Tally(), "Parley", {})
