"""How much of the papers of old websites is read: every real folder, each edition on its own, against hand-made counts.

    python benchmarks/import_sites.py [FOLDER OF THE REAL DATA]

The counts were taken from the pages and files themselves, without the reader. “Whole” papers have all their authors.
At least 95 % must be whole; no paper and no author may be invented.
"""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Site:
    """One edition: its files, and how many authors each of its papers has, in the order in which they are listed."""

    name: str
    folder: str
    files: tuple[str, ...]
    authors: str
    awards: int = 0

    @classmethod
    def told(cls, line):
        name, folder, files, awards, authors = line.split(" | ")
        return cls(name, folder, tuple(files.split()), authors, int(awards))

    @property
    def counts(self):
        return [int(count) for count in self.authors.split()]


# edition | folder | its files | awards | how many authors each paper has, in the order of the list
FACTS = """
WNUT 2015 | sites/site-wnut | 2015__* | 2 | 2 2 3 3 5 3 3 3 3 3 3 3 4 3 2 2 1 1 2 3 3 2 3 2 6
WNUT 2016 | sites/site-wnut | 2016__* | 2 | 2 3 3 2 2 4 3 7 6 3 2 3 4 3 3 3 3 5 2 4 5 3 2 4 2 3 3 2 4 4
WNUT 2017 | sites/site-wnut | 2017__* | 2 | 1 5 3 3 4 2 3 3 2 3 4 2 3 5 4 3 3 4 4 2 4 2 2 2
WNUT 2018 | sites/site-wnut | 2018__* | 2 | 3 4 3 4 3 5 2 3 3 1 2 1 2 3 2 2 2 4 5 3 4 4 3 2 3 4 3 2 4 2 3 1 4 2 3 3 2
WNUT 2019 | sites/site-wnut | 2019__* | 2 | 3 2 3 4 4 6 2 2 3 2 4 5 2 3 1 4 4 3 3 1 3 5 2 4 5 4 4 2 2 2 3 2 2 3 3 3 2 2 3 4 3 2 2 3 2 2 2 4 2 3 4 4 3 3 3 4 2 1 3
WNUT 2020 | sites/site-wnut | 2020__* | 2 | 1 4 3 4 3 4 2 1 3 2 4 3 5 2 5 6 3 3 3 2 3 3 2 2 3 2 6 4 2 4 4 2 3 6
WNUT 2021 | sites/site-wnut | 2021__* | 4 | 4 4 2 3
WNUT 2022 | sites/site-wnut | 2022__* | 1 | 3
WNUT 2024 | sites/site-wnut | 2024__* | 2 | 3 3
WNUT 2025 | sites/site-wnut | 2025__* | 2 | 0 0 2 0 0 2 0 0 0 0 0 0 0 0 0 0
Insights 2020 | sites/site-emnlp-insights | _pages__2020__* | 0 | 4 3 2 6 4 3 2 4 2 3 6 2 3 2 2 4 4 5 3 4 4 9 3
Insights 2021 | sites/site-emnlp-insights | _pages__2021__* | 0 | 3 2 3 5 2 3 2 2 8 4 3 2 2 3 3 4 2 3 3 4 2 2 3 2 2
Insights 2022 | sites/site-emnlp-insights | _pages__2022__* | 0 | 5 3 2 3 2 3 3 5 3 4 8 4 4 4 5 3 2 3 2 4 4 3 1 2 3
Insights 2023 | sites/site-emnlp-insights | _pages__2023__* | 0 | 9 2 3 3 3 3 3 2 2 3 6 4 3 3
Insights 2024 | sites/site-emnlp-insights | _pages__2024__* | 0 | 4 5 4 4 3 4 5 6 3 8 2 3 2 4 3 3 4 2 3
PMBS 2023 | sites/site-sc-pmbs | *pmbs23__* | 2 | 3 1 3 3 1 4 7 6 4 6 6 3 3 3
PMBS 2024 | sites/site-sc-pmbs | *pmbs24__* | 2 | 9 9 4 3 2 9 12 2 3 6 5 4 4
PMBS 2025 | sites/site-sc-pmbs | *pmbs25__* | 2 | 3 5 8 5 24 4 2 3 8 5 9 3 4 3
ML for Systems, ISCA 2019 | sites/site-mlforsystems | isca2019__* | 1 | 3 2 4 3 6
ML for Systems, NeurIPS 2019 | sites/site-mlforsystems | *neurips2019__* | 0 | 5 3 1 4 3 4 5 7 6 8 2 6 5 5 3 5 2 5 14 4 4 7
ML for Systems, NeurIPS 2020 | sites/site-mlforsystems | *neurips2020__* | 0 | 10 7 3 5 2 4 3 2 9 3 6 7 3 9 6 26 5 4
ML for Systems, NeurIPS 2022 | sites/site-mlforsystems | *neurips2022__* | 0 | 5 3 8 4 9 7 3 5 8 4 3 5 7 3 7 5 5 10 6
ML for Systems, NeurIPS 2023 | sites/site-mlforsystems | *neurips2023__* | 0 | 9 11 7 5 4 3 8 15 4 2 4 0 5 4 6 2 8 8 10 4 3 4 6 5 6 3 11 4 8 3 5 5 5
ML for Systems, NeurIPS 2024 | sites/site-mlforsystems | *neurips2024__* | 0 | 5 6 6 8 8 8 4 6 5 10 2 5 6 2 4 5 6 3 2 4 3 1 3 3 2 5
AML-CV, CVPR 2021 | sites/site-cvpr2021-aml | *.html | 5 | 4 1 3 5 2 2 3 4 2 3 4 4 5 1 5 6 2 6 5 7 7
Trustworthy ML, ICLR 2020 | sites/site-iclr2020-trustworthy | *.html | 0 | 7 2 2 3 3 4 6 4 7 1 5 7 4 4 4 7
SPML, ICML 2019 | sites/site-icml2019-spml | *.html | 0 | 4 4 7 2 3 4 3 6 2 3 6 3 2 6 6 2 4 6 4 4 5 2 3 3 2 4 3 3 3 6 9 4 6
SRML, ICML 2021 | sites/site-icml2021-srml | *.html | 0 | 6 4 1 3 3 5 3 3 7 2 3 3 5 4 4 6 4 3 3 4 2 6 3 4 4
SecML, NeurIPS 2018 | sites/site-neurips2018-secml | *.html | 0 | 6 4 6 2 9 3 4 3 6 4 4 4 4 5 3 2 4 4 3 3 4 4 5 4 6 3 3 3 5 6
ICBINB, NeurIPS 2020 | sites/site-neurips2020-icbinb | *.md | 6 | 7 2 4 4 5 6 5 4 3 4 2 6 4 3 5 2 5 2 3 3 3 4 7 3 2 2 4 5 2 2 2 3 3 3
SSL, NeurIPS 2021 | sites/site-neurips2021-ssl | *.html | 0 | 5 6 13 5 5 4 2 4 4 4 5 13 4 3 1 3 3 5 2 4 6 4 3 6 2 6 4 2 4 6 5 2 4 4
RSS 2017 | sites/site-rss2017 | *.md *.csv | 9 | 3 6 5 4 5 7 3 2 3 2 4 1 2 4 2 2 2 1 8 2 2 2 7 3 3 2 4 2 4 3 5 3 4 5 3 4 6 4 7 5 5 3 3 2 4 5 5 3 2 3 2 2 3 2 4 3 3 2 2 2 2 4 2 3 4 2 4 2 2 4 3 3 3 5 4
ENLSP 2021 (rendered) | cmt-enlsp2022 | _site__* | 2 | 3 5 5 0 4 3 4 5 3 4 3 4 2 9 7 6 9 6 6 5 2 2 5 6 5 3
ENLSP 2022 | cmt-enlsp2022 | _data__* index.md | 0 | 0 6 5 0 6 4 3 4 7 3 4 2 10 2 2 2 4 4 7 2 6 5 3 4 6 5 5 0 5 3 4 5 3 4 0 4 3 2 6 4
AI4NA 2025 (pages) | openreview-derived-ai4na2025 | _includes__* _pages__* | 3 | 6 3 3 5 5 6 6 3 5 2 3 4 8 6 4 2 4 1 7 6 3 5 2 4 4 2 6 3 4 6 4 3 5 12 4
AI4NA 2025 (with table) | openreview-derived-ai4na2025 | _includes__* _pages__* accepted.csv | 3 | 6 3 3 5 5 6 3 5 2 3 4 8 6 4 2 4 1 7 6 6 3 5 2 4 4 2 6 3 4 6 4 3 5 12 4
SaTML 2026 | openreview-satml2026 | content__* data__papers.json | 0 | 2 5 6 8 3 4 4 5 10 5 7 5 3 5 2 5 7 3 5 5 4 3 5 5 7 4 3 4 4 5 3 3 5 3 3 6 4 8 7 5 4 6 7 8 5 7 3 4 7 9 7 4 3 5 2 4 3 3 3 7 5 6
"""
SITES = [Site.told(line) for line in FACTS.strip().splitlines()]
UNREADABLE = [Site("SIGCSE (several years)", "sites/site-sigcse", ("*.yml",), "")]
TOLD = {  # editions whose truth is written down name by name
    "AML, ICLR 2021": ("aml-iclr2021", ("*.md", "*.yml")),
    "AML, ICLR 2021 (rendered)": ("aml-iclr2021/rendered", ("*.html",)),
    "BANDS, ICLR 2023": ("sites/site-iclr2023-bands", ("*.md",)),
}


@dataclass
class Measured:
    papers: int = 0
    found: int = 0
    whole: int = 0
    invented_papers: int = 0
    invented_authors: int = 0
    awards: int = 0
    errors: int = 0
    unread: int = 0

    def __str__(self):
        share = 100 * self.whole / self.papers if self.papers else 100
        numbers = [
            f"{self.found}/{self.papers}",
            f"{self.whole} ({share:.0f} %)",
            self.invented_papers,
            self.invented_authors,
        ]
        return "".join(f"{number:>12}" for number in [*numbers, self.awards, self.errors, self.unread])


def read(data, folder, patterns):
    from papers.importers import site
    from papers.importers.rows import File

    paths = sorted({path for pattern in patterns for path in (data / folder).glob(pattern)})
    skipped = {"SOURCE.txt", "README.md", "truth.json"}
    return site.read([File(site.site_name(path.name), path.read_bytes()) for path in paths if path.name not in skipped])


def measure(reading, counts):
    """Papers in their order beside the numbers of authors that they should have."""
    pairs = list(zip_longest(counts, [len(row.authors) for row in reading.papers]))
    return Measured(
        papers=len(counts),
        found=min(len(counts), len(reading.papers)),
        whole=sum(true == found for true, found in pairs),
        invented_papers=max(0, len(reading.papers) - len(counts)),
        invented_authors=sum(max(0, (found or 0) - (true or 0)) for true, found in pairs),
        awards=len(reading.awards),
        errors=len(notes(reading, "error")),
        unread=len(notes(reading, "unread")),
    )


def measure_told(reading, truth):
    """Titles, names in their order and printed affiliations beside those of a truth file."""
    true = {folded(paper["title"]): [_author(author) for author in paper["authors"]] for paper in truth["papers"]}
    found = {folded(row.title): [(author.name, author.affiliation) for author in row.authors] for row in reading.papers}
    names = {title: {name for name, _affiliation in authors} for title, authors in true.items()}
    return Measured(
        papers=len(true),
        found=len(true.keys() & found.keys()),
        whole=sum(found.get(title) == authors for title, authors in true.items()),
        invented_papers=len(found.keys() - true.keys()),
        invented_authors=sum(
            name not in names.get(title, ()) for title in found for name, _affiliation in found[title]
        ),
        awards=len(reading.awards),
        errors=len(notes(reading, "error")),
        unread=len(notes(reading, "unread")),
    )


def _author(author):
    from papers.importers.clean import clean

    return clean(author["name"]), clean(author.get("affiliation_as_printed", author.get("affiliation", "")))


def folded(title):
    from papers.importers.site.lists import folded

    return folded(title)


def notes(reading, level):
    return [note for note in reading.notes if note.level == level]


def truth_of(data, folder):
    path = data / folder / "truth.json"
    return json.loads((path if path.exists() else path.parent.parent / "truth.json").read_text())


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()


def main(data):
    print(
        f"{'':<30}"
        + "".join(
            f"{head:>12}" for head in ["found", "whole", "inv. papers", "inv. auth.", "awards", "errors", "unread"]
        )
    )
    for name, (folder, patterns) in TOLD.items():
        print(f"{name:<30}{measure_told(read(data, folder, patterns), truth_of(data, folder))}")
    for site in [*SITES, *UNREADABLE]:
        found = measure(read(data, site.folder, site.files), site.counts)
        print(f"{site.name:<30}{found}{'' if found.awards == site.awards else f'   awards should be {site.awards}'}")


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    from benchmarks.fidelity.data import real_data

    folder_of_files = real_data()
    with tempfile.TemporaryDirectory() as var:
        prepare(var)
        main(folder_of_files)
