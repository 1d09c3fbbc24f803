"""Which column of a table holds what: guessed from the headers, corrected by an organizer, remembered as JSON."""

from dataclasses import asdict, dataclass, field, fields

from papers.importers.candidates import award_in, says_why
from papers.importers.clean import clean
from papers.importers.headers import key

NAMES = {  # a column's names, the surest first
    "title": ("title", "papertitle", "titleofpaper", "submissiontitle", "contributiontitle", "talktitle", "papername"),
    "authors": (
        *(
            "authors",
            "author",
            "authornames",
            "authorlist",
            "listofauthors",
            "allauthors",
            "allauthorsandorganizations",
        ),
        *("paperauthors", "authorsandaffiliations", "authordetails"),
    ),
    "given_name": ("givenname", "firstname", "first", "authorfirstname", "forename"),
    "family_name": ("familyname", "lastname", "last", "authorlastname", "surname"),
    "affiliations": (
        *("affiliations", "affiliation", "authoraffiliations", "institutions", "institution", "organisations"),
        *("organizations", "organisation", "organization", "aff", "university"),
    ),
    "emails": ("emails", "email", "authoremails", "emailaddress", "emailaddresses"),
    "orcids": ("orcids", "orcid", "orcidid"),
    "id": (
        "paperid",
        "id",
        "#",
        "submissionid",
        "submission#",
        "paper#",
        "number",
        "papernumber",
        "paper",
        "uid",
        "no",
    ),
    "abstract": ("abstract", "paperabstract", "summary"),
    "decision": ("decision", "finaldecision", "acceptancestatus", "status", "acceptance", "accepted", "result"),
    "kind": ("kind", "presentationtype", "presentation", "presentationmode", "type", "papertype", "format", "tag"),
    "pdf": ("pdf", "pdfurl", "pdflink", "paperurl", "paperlink", "arxiv"),
    "poster": ("poster", "posterurl", "posterlink", "posterpdf"),
    "video": ("video", "videourl", "videolink", "recording", "youtube"),
    "code": ("code", "codeurl", "codelink", "github", "repository"),
    "forum": ("forum", "forumurl", "forumlink", "openreview", "openreviewlink"),
    "candidate": (),  # these two are told by more than a name
    "rationale": (),
}


@dataclass
class Mapping:
    """The index of the column for each field, from 0; None where the table has none."""

    title: int | None = None
    authors: int | None = None
    given_name: int | None = None
    family_name: int | None = None
    affiliations: int | None = None
    emails: int | None = None
    orcids: int | None = None
    id: int | None = None
    abstract: int | None = None
    decision: int | None = None
    kind: int | None = None
    pdf: int | None = None
    poster: int | None = None
    video: int | None = None
    code: int | None = None
    forum: int | None = None
    candidate: int | None = None
    rationale: int | None = None
    one_author_per_row: bool = False
    headers: list[str] = field(default_factory=list)  # as they were when the columns were chosen

    def as_json(self):
        return asdict(self)

    @classmethod
    def from_json(cls, stored):
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    @property
    def columns(self):
        """The chosen columns by field."""
        return {name: index for name in NAMES if (index := getattr(self, name)) is not None}

    def fitted(self, headers):
        """The same choice for a table whose columns may have moved, and the headers that it lacks."""
        if not self.headers or not headers:
            return self, []
        moved, missing = Mapping(one_author_per_row=self.one_author_per_row, headers=headers), []
        for name, index in self.columns.items():
            wanted = self.headers[index] if index < len(self.headers) else ""
            found = _where(wanted, index, headers)
            setattr(moved, name, found)
            missing += [wanted] if found is None else []
        return moved, missing


def _where(wanted, index, headers):
    if index < len(headers) and key(headers[index]) == key(wanted):
        return index
    return next((position for position, header in enumerate(headers) if wanted and key(header) == key(wanted)), None)


def guess(headers):
    """What the headers say of themselves; no column serves two fields."""
    keys = [key(header) for header in headers]
    mapping = Mapping(headers=[clean(header) for header in headers])
    for name, names in NAMES.items():
        found = next((keys.index(wanted) for wanted in names if wanted in keys), None)
        setattr(mapping, name, None if found in mapping.columns.values() else found)
    mapping.candidate = next((index for index, header in enumerate(headers) if award_in(header) is not None), None)
    mapping.rationale = next((index for index, header in enumerate(headers) if says_why(header)), None)
    mapping.one_author_per_row = mapping.authors is None and mapping.family_name is not None
    return mapping
