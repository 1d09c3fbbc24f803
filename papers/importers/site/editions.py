"""A folder describes one edition: which of its files belong to it, and which to another year."""

import re
from collections import defaultdict
from pathlib import PurePosixPath

from papers.importers.rows import File

RENDERED = {"_site", "public", "docs/_site"}  # where generators put what they make of the sources
_YEAR = re.compile(r"(?:^|\D)(?:(?P<full>(?:19|20)\d\d)|[A-Za-z](?P<short>\d\d))(?!\d)")
_DATA = {".csv", ".tsv", ".yml", ".yaml", ".json"}
_PAGES = {".md", ".markdown", ".html", ".htm"}


def split(files: list[File]) -> tuple[list[File], dict[str, list[File]]]:
    """The files of the folder's own edition (the newest, if every page belongs to some year), and the others by year."""
    years = defaultdict(list)
    for file in files:
        years[year(file.name)].append(file)
    ours = "" if any(file.suffix in _PAGES for file in years[""]) or len(years) == 1 else max(years)
    kept = years.pop("", []) + (years.pop(ours, []) if ours else [])
    if not ours and len(years) == 1 and not _are_pages(kept):
        ours = max(years)
        kept += years.pop(ours)
    return kept, dict(sorted(years.items(), reverse=True))


def without_rendered(files: list[File]) -> tuple[list[File], list[File]]:
    """Sources, and the pages that a generator once made of them and that may be older than they."""
    rendered = [file for file in files if PurePosixPath(file.name).parts[0] in RENDERED]
    if len(rendered) == len(files):
        return files, []
    return [file for file in files if file not in rendered], rendered


def copies(ours: list[File], others: list[File]) -> list[tuple[File, File]]:
    """Data files of ours that are those of another year, each with that one."""
    told = {tuple(file.content.split()): file for file in others if file.suffix in _DATA}
    found = ((file, told.get(tuple(file.content.split()))) for file in ours if file.suffix in _DATA)
    return [(file, older) for file, older in found if older and file.content.strip()]


def year(name) -> str:
    """The year that a folder, or a file's whole name, stands for: 2019, neurips2023, pmbs24; else nothing."""
    path = PurePosixPath(name)
    for part in [*path.parts[:-1], path.stem if re.fullmatch(r"\D*(?:19|20)\d\d", path.stem) else ""]:
        if match := _YEAR.search(part):
            return match["full"] or f"20{match['short']}"
    return ""


def _are_pages(files):
    return any(file.suffix in _PAGES for file in files)
