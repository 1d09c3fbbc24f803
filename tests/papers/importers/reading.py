"""Short ways to hand a reader what it reads, and to say what came of it."""

import json

from papers.importers.rows import File, Level


def file(content, name="papers.json"):
    if not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False)
    return File(name, content.encode() if isinstance(content, str) else content)


def sentences(reading, level=None):
    return [note.sentence for note in reading.notes if level in {None, note.level}]


def errors(reading):
    return [(str(note.place), note.sentence) for note in reading.notes if note.level == Level.ERROR]


def names(paper):
    return [author.name for author in paper.authors]
