"""A document as a table, for those who count with it."""

from workshops.importing.csv import as_csv


def to_csv(data):
    """Section after section, each with its title, words and table."""
    lines = [(data.title,), (data.edition,), *data.facts, (data.generated,)]
    for section in data.sections:
        lines += [(), (section.title,), *((words,) for words in section.paragraphs), section.columns, *section.rows]
    return as_csv(lines)
