"""The papers of an edition for its organizers, as a file that Laurel imports unchanged; without e-mail addresses."""

from papers.importers import laurel
from papers.importers.rows import AuthorRow, Decision, PaperRow, Place

LINKS = ("pdf_link", "poster_link", "video_link", "code_link", "forum_link")


def papers_json(workshop):
    return laurel.to_json(rows(workshop))


def papers_csv(workshop):
    return laurel.to_csv(rows(workshop))


def rows(workshop):
    papers = workshop.papers.order_by("number").prefetch_related("authorships__person")
    return [_row(paper) for paper in papers]


def _row(paper):
    return PaperRow(
        place=Place(),
        title=paper.title,
        authors=[_author(authorship) for authorship in paper.authorships.all()],
        source_id=str(paper.pk),
        number=paper.number,
        abstract=paper.abstract,
        kind=paper.kind,
        decision=Decision(paper.status),
        **{name: getattr(paper, name) for name in LINKS},
    )


def _author(authorship):
    person = authorship.person
    return AuthorRow(
        name=authorship.printed_name,
        affiliation=authorship.printed_affiliation,
        given_name=person.given_name,
        family_name=person.family_name,
        orcid=person.orcid,
        openreview_id=person.openreview_id,
        is_corresponding=authorship.is_corresponding,
        is_presenter=authorship.is_presenter,
    )
