from dataclasses import replace

from awards.pdf import render
from awards.pdf.data import Document, Section
from tests.awards.pdf.reading import boxes, words

MINUTES = Document(
    title="Minutes: Best paper",
    edition="Workshop on Care",
    facts=(("Quorum", "2"),),
    sections=(Section("Count", ("Approval.",), ("Paper", "Votes"), (("1: *On* #care", "2 of 3"),)),),
    generated="Made on 25 November 2026.",
)


def test_minutes_hold_facts_words_and_tables():
    said = words(render.document(MINUTES))

    for part in ("Minutes: Best paper", "Quorum", "Approval.", "1: *On* #care", "2 of 3", "Made on 25 November 2026."):
        assert part in said


def test_no_cell_of_twenty_columns_is_broken():
    numbers = [str(number) for number in range(20)]
    pairs = Section("Pairs", (), ("Paper", *numbers), tuple((each, *["x : 22z"] * 20) for each in numbers))

    document = render.document(replace(MINUTES, sections=(pairs,)))

    begins, ends = ({round(box[1]) for box in boxes(document, sign)} for sign in "xz")
    assert len(begins) == 20
    assert begins == ends


def test_minutes_without_rows_have_no_table():
    bare = replace(MINUTES, sections=(Section("Decision", ("None yet.",), ("Paper",), ()),))

    assert "Paper" not in words(render.document(bare))
