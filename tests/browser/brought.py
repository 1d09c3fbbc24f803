"""What organizers bring: an invented export of CMT and an invented old website, also as it is a week later."""

import io
import zipfile

CMT = "Paper ID\tPaper Title\tAbstract\tAuthors\tStatus\tReviewers"
INDEX = """---
title: Workshop on Quiet Machines
---
# Workshop on Quiet Machines

## Overview

{overview}

## Important Dates

- Submission deadline: {deadline}, 2031
- Notification: April 20, 2031
- Camera ready: soon after

## Sponsors

- [Fern & Co](https://fern.example)
"""
SCHEDULE = """# Schedule (UTC, May 7, 2031)

| 09:00 - 09:10 | Opening |
| 09:10 - 09:40 | Invited talk: Nadia Fern, Listening to fans |
"""
GRANTS = """# Travel Award Recipients

- Daniel Ashe (Fern University)
- 張小樹 (National Bamboo University)
"""
PAPERS = [
    "**Fans that listen** <br> Ada Fenwick (Fern University), Dan Ashe (Moss Institute)",
    "**Pumps at night** <br> Bo Sallow (Moss Institute), Ada Fenwick (Fern University)",
    "**A hum in the cellar** <br> נועם ברוש (מכון הטחב), 張小樹 (國立竹大學)",
    "**Rust as a dataset** <br> Bo Sallow (Moss Institute)",
]
CROWD = ", ".join(
    f"Nils {letter}. Bracken ({letter} Institute of Neighbouring Plants)" for letter in "ABCDEFGHIJKLMNOP"
)
LONG_PAPER = f"**What Nobody Measures: Quiet Machines, Their Owners, and $O(n^2)$ Neighbours** <br> {CROWD}"
BROKEN_DATA = "- name: 'Nadia\n  Fern: ["
OLD_PAPERS = "# Accepted Papers\n\n- **Old fans** <br> Cyd Loam\n"


def cmt(*papers):
    """Rows of (title, authors, status) as CMT writes them."""
    rows = [
        f"{number}\t{title}\tOf it.\t{authors}\t{status}\tRex Referee"
        for number, (title, authors, status) in enumerate(papers, start=1)
    ]
    return "\r\n".join([CMT, *rows, ""]).encode()


def site(*more_papers, overview="Machines that make no noise.", deadline="March 1", **files):
    """Its folder as a ZIP; ``files`` are further ones, by name."""
    papers = "\n".join(f"{number}. {paper}" for number, paper in enumerate([*PAPERS, *more_papers], start=1))
    return packed(
        {
            "index.md": INDEX.format(overview=overview, deadline=deadline),
            "papers.md": f"# Accepted Papers\n\n{papers}\n",
            "schedule.md": SCHEDULE,
            "grants.md": GRANTS,
        }
        | files
    )


def packed(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"quiet/{name}", text)
    return content.getvalue()


def site_a_week_later():
    """With something of every kind: new, changed, broken, of another year, not understood."""
    more = {"_data/speakers.yml": BROKEN_DATA, "2019/papers.md": OLD_PAPERS}
    return site(LONG_PAPER, overview="Machines that make less noise.", deadline="March 8", **more)
