"""The two real workshops as their own files tell them, in one shape for both: lists of plain tuples."""

import json
import re
from typing import NamedTuple

AML, BANDS = "aml-iclr2021", "bands-2023"
LINKED = re.compile(r"\[([^\]]+)\]\((\S+?)\)")  # [name](address)
SEEN_TEX = {r"$\delta$": "δ", "$l_1$": "l1"}  # as a reader sees the two formulas
INVISIBLE = re.compile("[\u202a-\u202e]")


class Paper(NamedTuple):
    number: int
    title: str
    pdf: str
    video: str
    authors: list  # of (printed name, printed affiliation)


class Award(NamedTuple):
    name: str
    prize: str
    title: str
    authors: list


class Slot(NamedTuple):
    starts: str  # 09:35
    ends: str
    says: list  # what must stand in it: label, people, titles
    link: str


class Member(NamedTuple):
    name: str
    affiliation: str
    homepage: str


class Date(NamedTuple):
    name: str
    day: str  # 2021-03-07, anywhere on Earth
    before: str  # the day before it was extended


def read(slug, folder):
    """Everything that the files of one workshop say, by noun."""
    return read_aml(folder / "aml-iclr2021") if slug == AML else read_bands(folder / "sites/site-iclr2023-bands")


def read_aml(folder):
    truth = json.loads((folder / "truth.json").read_text())
    speakers = _members(truth["speakers_and_panelists"])
    return {
        "papers": [_paper(row, row["number"]) for row in truth["papers"]],
        "awards": [_award(row) for row in truth["awards"]],
        "recipients": [(row["name"], row["affiliation_as_printed"]) for row in truth["travel_awards"]],
        "papers of recipients": {
            row["recipient"]: {paper["number"] for paper in row["papers"]}
            for row in json.loads((folder / "recipients_truth.json").read_text())["recipients"]
        },
        "sponsors": [(truth["sponsor"]["name"], truth["sponsor"]["url"])],
        "schedule entries": [_aml_slot(row) for row in truth["schedule"]],
        "sessions": list(dict.fromkeys(row["session"] for row in truth["schedule"] if row["session"])),
        "speakers and panelists": speakers,
        "organizers": _members(truth["organizers"] + truth["workflow_co_organizers"]),
        "committee members": _members(truth["program_committee"]),
        "dates": [
            Date("Submission deadline", "2021-03-07", "2021-02-26"),
            Date("Author notification", "2021-03-26", ""),
            Date("Camera-ready deadline", "2021-04-30", ""),
        ],
        "name": truth["edition"]["name"],
        "link": truth["edition"]["internal_url"],
    }


def read_bands(folder):
    truth = json.loads((folder / "truth.json").read_text())
    papers = [_paper(row, number) for number, row in enumerate(truth["papers"], start=1)]
    index = (folder / "index.md").read_text()
    rows = [line.split("|")[1:3] for line in (folder / "schedule.md").read_text().splitlines() if "monospace" in line]
    committee = re.findall(r"^- (.+?) \((.+)\)$", (folder / "committee.md").read_text(), re.MULTILINE)
    return {
        "papers": papers,
        "awards": [_award(row) for row in truth["awards"]],
        "recipients": [],
        "papers of recipients": {},
        "sponsors": [],
        "schedule entries": [_bands_slot(time, event.strip(), truth["papers"]) for time, event in rows],
        "sessions": [],
        "speakers and panelists": _linked_members(index.split("# Featured Speakers")[1].split("# Panelists")[0]),
        "panelists": _linked_members(index.split("# Panelists")[1].split("# Best Paper")[0]),
        "organizers": _linked_members((folder / "organizers.md").read_text()),
        "committee members": [Member(name, affiliation, "") for name, affiliation in committee],
        "dates": [
            Date("Submission deadline", "2023-02-03", "2023-01-25"),
            Date("Author notification", "2023-03-03", ""),
            Date("Camera-ready deadline", "2023-04-15", ""),
        ],
        "name": "Backdoor Attacks and Defenses in Machine Learning",
        "link": re.search(r"https://iclr\.cc/virtual/\S+?(?=\])", index)[0],
    }


def seen(title):
    for tex, text in SEEN_TEX.items():
        title = title.replace(tex, text)
    return title.strip()


def _paper(row, number):
    return Paper(number, seen(row["title"]), row["pdf"], row.get("video") or "", _authors(row))


def _award(row):
    amount = row.get("amount")
    prize = f"${amount['value']:,}" if amount else ""
    return Award(row["award"], prize, seen(row["paper_title"]), _authors(row))


def _authors(row):
    return [
        (INVISIBLE.sub("", author["name"]), author.get("affiliation_as_printed", author.get("affiliation")))
        for author in row["authors"]
    ]


def _members(rows):
    return [Member(row["name"], row["affiliation_as_printed"], row.get("url", "")) for row in rows]


def _linked_members(text):
    found = re.findall(LINKED.pattern + r"\s*<br ?/>\s*([^|<\n]*)", text)
    return [Member(name, affiliation.strip(), address) for name, address, affiliation in found]


def _aml_slot(row):
    label, _, rest = row["event"].partition(": ")
    said_by, _, title = rest.partition(" et al: ")
    return Slot(_in_24_hours(row["start"]), _in_24_hours(row["end"]), [label, *said_by.split(", "), title], "")


def _bands_slot(time, event, papers):
    starts, ends, *_ = [*re.findall(r"\d\d:\d\d", time), ""]
    linked = LINKED.search(event)
    if event.startswith("Spotlight"):
        said = [event, *(row["title"].strip() for row in papers if row["presentation"].startswith(event))]
    elif event == "Panel Discussion":
        said = [event, "Pin-Yu Chen", "Ruoxi Jia", "Bo Li", "Vitaly Shmatikov", "Ben Y. Zhao"]
    elif " by " in event:
        said = [event.split(" by ")[0], linked[1]]
    else:
        said = [linked[1]] if linked else event.split(": ")
    return Slot(starts, ends, said, linked[2] if linked and " by " not in event else "")


def _in_24_hours(text):
    hours, minutes, half = re.match(r"(\d\d):(\d\d) (am|pm)", text).groups()
    return f"{int(hours) % 12 + 12 * (half == 'pm'):02}:{minutes}"
