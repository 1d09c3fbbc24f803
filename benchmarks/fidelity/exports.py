"""Exports of every system: each row is a paper, or left out with a reason; authors are the file's; twice is once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.fidelity import database, files
from config.imports import actions
from papers.models import Authorship
from workshops.models import Import

CHANGES_NOTHING = {"unchanged", "ignored", "error", "doubt", "unread"}


@dataclass(frozen=True)
class Export:
    """``noted``: rows that no paper came of stand among the notes of the plan, as errors."""

    paths: list[str]
    true: Callable
    format: str | None = None
    noted: bool = False
    rows_are_authors: bool = False


CMT = "cmt-ismir2020/Papers_cmt_ismir2020.csv"
ICVGIP, MADE = "cmt-icvgip2025/src__data__", "constructed/"
EASYCHAIR, NZSA = "easychair-extra/easychair_sample_files__", "easychair-nzsa2017/"
NZSA_TITLES = f"{NZSA}Copy of updated_merged list_196_easychair.xlsx"
ISMIR, SIGDIAL = "miniconf-ismir2020/sitedata__", "aclpub2/examples__sigdial__"
ISMIR_PARTS = ["papers.csv", "speakers.csv", "main_calendar.json", "committee.yml", "config.yml", "events.csv"]
SIGDIAL_PARTS = ["papers", "conference_details", "organizing_committee", "program_committee"]
ANTHOLOGY = "acl-anthology/tests__toy_anthology__xml__"

EXPORTS = {
    "CMT, ISMIR 2020": Export([CMT], files.cmt_table),
    "CMT, ISMIR 2020 late-breaking": Export(
        ["miniconf-ismir2020/static__csv__2020-ISMIR-LBD-Submissions - Sheet1.csv"], files.cmt_table
    ),
    **{
        f"CMT, ICVGIP 2025 {name}": Export([f"{ICVGIP}{name}.json"], files.cmt_entries)
        for name in ["acceptedPapers", "oralSessions", "posterSessions"]
    },
    "CMT, ICVGIP 2025 tinyPapers, as a list": Export(
        [f"{ICVGIP}tinyPapers.json"], files.entries_without_plain_authors, format="list"
    ),
    "CMT, ICVGIP 2025 visionIndia": Export([f"{ICVGIP}visionIndia.json"], files.entries_without_plain_authors),
    "CMT, ENLSP 2022": Export(["cmt-enlsp2022/_data__accepted_papers.yml"], files.enlsp),
    "CMT, Excel 2003 XML": Export([f"{MADE}cmt_Papers_excel2003xml.xls"], files.cmt_sheet),
    "CMT, Mac Roman": Export([f"{MADE}cmt_Papers_macroman.csv"], partial(files.cmt_table, encoding="mac_roman")),
    "CMT, UTF-16 with tabs": Export(
        [f"{MADE}cmt_Papers_utf16_tab.txt"], partial(files.cmt_table, encoding="utf-16", delimiter="\t")
    ),
    "CMT, semicolons": Export([f"{MADE}cmt_Papers_utf8bom_semicolon.csv"], partial(files.cmt_table, delimiter=";")),
    "EasyChair, CSV set": Export(
        [f"{EASYCHAIR}author.csv", f"{EASYCHAIR}submission.csv", f"{EASYCHAIR}topics.csv"],
        lambda authors, submissions, _topics: files.easychair(authors, submissions),
    ),
    "EasyChair, NZSA 2017, both workbooks": Export(
        [NZSA_TITLES, f"{NZSA}author_list.xlsx"], lambda titles, _authors: files.easychair_workbook(titles)
    ),
    "EasyChair, NZSA 2017, authors alone": Export([f"{NZSA}author_list.xlsx"], files.author_list, noted=True),
    "OpenReview, first version": Export([f"{MADE}openreview_v1_notes.json"], files.openreview_notes),
    "OpenReview, a crawl of it": Export(["openreview-v1-crawler/example_output.json"], files.openreview_crawl),
    "OpenReview, authors as text": Export([f"{MADE}openreview_v2_authors_as_strings.json"], files.openreview_notes),
    "OpenReview, authors as objects": Export([f"{MADE}openreview_v2_authors_as_objects.json"], files.openreview_notes),
    "OpenReview, SaTML 2026": Export(["openreview-satml2026/data__papers.json"], files.satml),
    "OpenReview, AI4NA 2025": Export(["openreview-derived-ai4na2025/accepted.csv"], files.ai4na),
    "HotCRP, authors, until 2024": Export(
        [f"{MADE}hotcrp_authors_until2024.csv"], files.hotcrp_authors, rows_are_authors=True
    ),
    "HotCRP, authors, since 2024": Export(
        [f"{MADE}hotcrp_authors_2024plus.csv"], files.hotcrp_authors, rows_are_authors=True
    ),
    "HotCRP, data, until 2024": Export([f"{MADE}hotcrp_data_until2024.json"], files.hotcrp_data),
    "HotCRP, data, since 2024": Export([f"{MADE}hotcrp_data_2024plus.json"], files.hotcrp_data),
    "HotCRP, its own example": Export(["hotcrp/test__example_submissions.json"], files.hotcrp_data),
    "HotCRP, its own database": Export(["hotcrp/test__db.json"], files.hotcrp_database),
    "ConfTool": Export(["conftool/src__test__resources__papers.csv"], files.conftool),
    "Softconf, a row cut short": Export(["aclpub2/examples__softconf__paper-metadata.csv"], files.softconf, noted=True),
    "MiniConf, ISMIR 2020": Export(
        [ISMIR + part for part in ISMIR_PARTS], lambda papers, *_others: files.miniconf(papers)
    ),
    "MiniConf, ISMIR 2020 late-breaking": Export([f"{ISMIR}lbds.csv"], files.miniconf),
    "aclpub2, SIGDIAL 2020": Export(
        [f"{SIGDIAL}{part}.yml" for part in SIGDIAL_PARTS], lambda papers, *_others: files.aclpub2(papers)
    ),
    **{
        f"Anthology, {name}": Export([f"{ANTHOLOGY}{name}.xml"], files.anthology)
        for name in ["2022.acl", "2022.naloma", "J89", "L06"]
    },
    "NIPS 2018": Export(["scale/nips__nips2018.json"], files.conference),
    "ICRA 2021, every author twice": Export(["scale/icra__icra2021.json"], files.conference_with_authors_twice),
    "WWW 2025": Export(["scale/www__www2025.json"], files.conference),
}


def measure(table, data):
    database.empty()
    table.section("Exports: rows of the file = imported + left out with a reason + errors")
    for number, (name, export) in enumerate(EXPORTS.items()):
        measure_rows(table, data, name, export, f"rows-{number}")
    table.section("Exports: authors of every paper, in order (rows that were left out are chosen by hand)")
    for number, (name, export) in enumerate(EXPORTS.items()):
        true = export.true(*paths(export, data))
        if all(names is not None for _title, names in true):
            measure_authors(table, name, true, *all_of(export, data, f"all-{number}"))
    table.section("The same file twice: lines that change something, and entries of the journal")
    for number, (name, export) in enumerate(EXPORTS.items()):
        again = database.import_papers(f"rows-{number}", paths(export, data), format=export.format)
        table.none(name, changing(again) + again.journal)


def changing(batch):
    """The editions of this script have names of their own, so that the files' names of them are not taken over."""
    lines = batch.lines.exclude(verdict__in=CHANGES_NOTHING).exclude(noun="edition", verdict="kept")
    return [f"{line.noun}: {line.label}: {line.verdict}" for line in lines]


def paths(export, data):
    return [data / path for path in export.paths]


def measure_rows(table, data, name, export, slug):
    edition = database.new_edition(slug)
    batch = database.import_papers(slug, paths(export, data), format=export.format)
    count = len(export.true(*paths(export, data)))
    imported = edition.papers.count()
    left_out = batch.lines.filter(noun="paper", verdict="ignored").exclude(reason="").count()
    errors = batch.lines.filter(noun="note" if export.noted else "paper", verdict="error").count()
    found = f"{imported} + {left_out} + {errors}"
    table.row(name, found, f"{count} rows", ok=imported + left_out + errors == count)
    if export.rows_are_authors:
        measure_rows_of_authors(table, name, batch, len(files.rows(*paths(export, data))))


def measure_rows_of_authors(table, name, batch, count):
    authors = Authorship.objects.filter(paper__workshop=batch.workshop).count()
    left_out = batch.lines.filter(noun="note", verdict="ignored", place__contains=", line ").count()
    found = f"{authors} authors + {left_out}"
    table.row(f"{name}: each row an author", found, f"{count} rows", ok=authors + left_out == count)


def all_of(export, data, slug):
    """An import that takes every row that can be read, whatever was decided, and its edition."""
    edition = database.new_edition(slug)
    batch = database.import_papers(slug, paths(export, data), format=export.format, apply=False)
    left_out = batch.lines.filter(noun="paper", verdict="ignored").values_list("key", flat=True)
    actions.choose(batch, dict.fromkeys(left_out, "in"), by=None)
    work(batch.pk)
    actions.apply(Import.objects.get(pk=batch.pk), by=None, despite_errors=True)
    work(batch.pk)
    return batch, edition


def work(key):
    """What a worker does with a long one."""
    actions.work(Import.objects.get(pk=key))


def measure_authors(table, name, true, batch, edition):
    """Rows that cannot be imported, and say so, have no authors here."""
    labels = batch.lines.filter(noun="paper", verdict="error").values_list("label", flat=True)
    broken = {letters(label) for label in labels}
    authorships = Authorship.objects.filter(paper__workshop=edition)
    found = authorships.values_list("paper__title", "position", "printed_name")
    table.whole(
        name,
        [(letters(title), position, author) for title, position, author in found],
        [
            (letters(title), position, files.plain(author))
            for title, authors in true
            if letters(title) not in broken
            for position, author in enumerate(authors, start=1)
        ],
    )


def letters(title):
    """What is left of a title when markup, TeX and white space do not count."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^<>]*>|\\\w+", "", title)).lower()
