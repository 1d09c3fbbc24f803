"""Cells that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.importing import csv


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_gets_an_apostrophe(first):
    assert csv.neutral(f'{first}HYPERLINK("http://e","x")') == f'\'{first}HYPERLINK("http://e","x")'


@pytest.mark.parametrize("cell", ["", "Tides", "'Tis tides", "1 = 1", "a@x.org"])
def test_other_cells_stay(cell):
    assert csv.neutral(cell) == csv.plain(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\n＝a"))
def test_the_apostrophe_comes_off_again(cell):
    assert csv.plain(csv.neutral(cell)) == cell
