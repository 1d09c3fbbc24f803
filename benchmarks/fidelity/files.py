"""What the real exports say, read without any reader of Laurel's: [(title, names of the authors)] of each.

The names are None where a file has them in a form that needs more than a cut at a separator.
"""

import csv
import json
import re

import openpyxl
import yaml
from defusedxml import ElementTree

LAST_PARENTHESES = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)\s*\*?\s*$")
SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


def plain(text):
    return " ".join(text.split())


def rows(path, encoding="utf-8-sig", delimiter=","):
    with path.open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def loaded(path):
    return json.loads(path.read_text(encoding="utf-8"))


# -- CMT: “Family, Given*; …” in one column, “Given Family (Affiliation)*; …” in the other ----------------------------


def turned(names):
    return [plain(" ".join(reversed(name.replace("*", "").split(",")))) for name in names.split(";")]


def printed(authors):
    """Good for these files: cut at semicolons that no closing parenthesis follows."""
    return [plain(LAST_PARENTHESES.sub("", name)).rstrip("*") for name in re.split(r";(?![^()]*\))", authors)]


def cmt_table(path, **form):
    return [(row["Paper Title"], turned(row["Author Names"])) for row in rows(path, **form)]


def cmt_sheet(path):
    lines = [[cell.findtext(f"{SHEET}Data") for cell in row] for row in ElementTree.parse(path).iter(f"{SHEET}Row")]
    header = next(number for number, cells in enumerate(lines) if "Paper ID" in cells)
    named = [dict(zip(lines[header], cells, strict=False)) for cells in lines[header + 1 :] if len(cells) > 1]
    return [(row["Paper Title"], turned(row["Author Names"])) for row in named]


def cmt_entries(path):
    return [(entry["paperTitle"], printed(entry["authors"])) for entry in loaded(path)]


def entries_without_plain_authors(path):
    return [(entry["paperTitle"], None) for entry in loaded(path)]


def enlsp(path):
    """“Anonymous” is nobody."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(entry["title"], [] if entry["authors"] == "Anonymous" else printed(entry["authors"])) for entry in entries]


# -- EasyChair --------------------------------------------------------------------------------------------------------


def easychair(authors, submissions):
    names = {}
    for row in rows(authors):
        names.setdefault(row["submission #"], []).append(plain(f"{row['first name']} {row['last name']}"))
    return [(row["title"], names.get(row["#"], [])) for row in rows(submissions)]


def easychair_workbook(path):
    sheet = openpyxl.load_workbook(path, read_only=True)["Sheet1"]
    lines = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None]
    return [(row[2], [plain(name) for name in re.split(r", | and ", row[1])]) for row in lines]


def author_list(path):
    """Submissions of which the file has the authors alone."""
    sheet = openpyxl.load_workbook(path, read_only=True)["All"]
    return [("", None) for _number in {row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}]


# -- OpenReview, HotCRP, ConfTool, Softconf ---------------------------------------------------------------------------


def value(field):
    return field["value"] if isinstance(field, dict) else field


def openreview(notes):
    contents = [note["content"] for note in notes]
    return [
        (
            value(content["title"]),
            [each if isinstance(each, str) else each["fullname"] for each in value(content["authors"])],
        )
        for content in contents
    ]


def openreview_notes(path):
    return openreview(loaded(path)["notes"])


def openreview_crawl(path):
    return openreview([note for venue in loaded(path) for note in venue["submissions"]])


def satml(path):
    return [
        (paper["title"], [plain(f"{each['first']} {each['last']}") for each in paper["authors"]])
        for paper in loaded(path)
    ]


def ai4na(path):
    return [(row["title"], [plain(name) for name in row["authors"].split(", ")]) for row in rows(path)]


def hotcrp_authors(path):
    papers = {}
    for row in rows(path):
        names = papers.setdefault((row["paper"], row["title"]), [])
        if row["iscontact"] != "nonauthor":
            given, family = (
                row.get(new, row.get(old)) for new, old in [("given_name", "first"), ("family_name", "last")]
            )
            names.append(plain(f"{given} {family}"))
    return [(title, names) for (_number, title), names in papers.items()]


def hotcrp_data(path):
    def name(author):
        return plain(f"{author.get('given_name', author.get('first'))} {author.get('family_name', author.get('last'))}")

    return [(paper["title"], [name(author) for author in paper["authors"]]) for paper in loaded(path)]


def hotcrp_database(path):
    return [(paper["title"], [author["name"] for author in paper["authors"]]) for paper in loaded(path)["papers"]]


def conftool(path):
    return [(row["title"], turned(row["authors"])) for row in rows(path)]


def softconf(path):
    return [(row["Title"], None) for row in rows(path)]


# -- proceedings and lists --------------------------------------------------------------------------------------------


def miniconf(path):
    return [(row["title"], [plain(name) for name in row["authors"].split("|")]) for row in rows(path)]


def aclpub2(path):
    parts = ("first_name", "middle_name", "last_name")
    return [
        (
            paper["title"],
            [" ".join(str(author[part]).strip() for part in parts if author.get(part)) for author in paper["authors"]],
        )
        for paper in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def anthology(path):
    return [
        (
            "".join(paper.find("title").itertext()),
            [" ".join(filter(None, [each.findtext("first"), each.findtext("last")])) for each in paper.iter("author")],
        )
        for paper in ElementTree.parse(path).getroot().iter("paper")
    ]


def conference(path):
    return [(paper["title"], pieces(paper["author"])) for paper in loaded(path)]


def conference_with_authors_twice(path):
    return [(title, list(dict.fromkeys(names))) for title, names in conference(path)]


def pieces(names):
    return [plain(name) for name in names.split(";")] if names else []
