"""A document as a table, for those who count with it."""

from workshops.importing.csv import as_csv


def to_csv(data):
    """Section after section, each with its title, words and table."""
    lines = [(data.title,), (data.edition,), *data.facts, (data.generated,)]
    for section in data.sections:
        lines += [(), (section.title,), *((words,) for words in section.paragraphs), *_table(section)]
    return as_csv(lines)


def _table(section):
    return (section.columns, *section.rows) if section.rows else ()
