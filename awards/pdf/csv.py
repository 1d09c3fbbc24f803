"""A document as a table, for those who count with it."""

import csv
from io import StringIO

from workshops.importing.csv import neutral


def to_csv(data):
    """Section after section, each with its title, words and table; begins with a byte order mark, for Excel."""
    page = StringIO()
    table = csv.writer(page, quoting=csv.QUOTE_ALL)
    lines = [(data.title,), (data.edition,), *data.facts, (data.generated,)]
    for section in data.sections:
        lines += [(), (section.title,), *((words,) for words in section.paragraphs), section.columns, *section.rows]
    table.writerows([neutral(cell) for cell in line] for line in lines)
    return "\ufeff" + page.getvalue()
