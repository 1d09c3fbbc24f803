"""A small table of invented institutions, as rows and as an index."""

from django.utils import timezone

from accounts.institutions.directory import names_of
from accounts.institutions.folding import fold
from accounts.institutions.index import Index, Organization
from accounts.institutions.ror import Entry
from accounts.models import RorDump, RorOrganization

ENTRIES = [
    Entry("01aaaaa01", "Quillmark University", "NO", "Bergstad", ["Education"], {"acronym": ["QMU", "QUMA"]}),
    Entry("01aaaaa02", "Quality Management University", "ES", "Palmera", ["Education"], {"acronym": ["QMU"]}),
    Entry(
        "01aaaaa03",
        "University of Wexland System",
        "US",
        "Adelphi",
        ["Education"],
        {"alias": ["University of Wexland"]},
    ),
    Entry("01aaaaa04", "University of Wexland, Port Amber", "US", "Port Amber", ["Education"], {"alias": ["UWPA"]}),
    Entry("01aaaaa05", "University of Wexland, Baymore County", "US", "Baymore", ["Education"], {"alias": ["UWBC"]}),
    Entry("01aaaaa06", "University of Wexland, Eastern Marsh", "US", "Marshton", ["Education"], {}),
    Entry("01aaaaa07", "Northlight University", "CN", "Shenzhou", ["Education"], {}),
    Entry("01aaaaa08", "Northlight University", "US", "Bostwick", ["Education"], {}),
    Entry("01aaaaa09", "National Institute of Tide and Weather Technology", "JP", "Minato", ["Facility"], {}),
    Entry(
        "01aaaaa10", "University of Töllingen", "DE", "Töllingen", ["Education"], {"label": ["Universität Töllingen"]}
    ),
    Entry("01aaaaa11", "Zentrix", "FR", "Luteville", ["Facility"], {"alias": ["Zentrix Luteville"]}),
    Entry("01aaaaa12", "École d'Ambrelle", "FR", "Luteville", ["Education"], {}),
    Entry("01aaaaa13", "Brightwater (Canada)", "CA", "Tornto", ["Company"], {}),
    Entry("01aaaaa14", "Science University of Dorvale", "GB", "Dorvale", ["Education"], {}),
    Entry("01aaaaa15", "University of Dorvale", "GB", "Dorvale", ["Education"], {}),
]


def index():
    made = Index()
    for entry in ENTRIES:
        number = made.add(
            Organization(entry.name, entry.ror_id, entry.country, fold(entry.city), "|".join(entry.types))
        )
        for folded, kind in names_of(entry):
            made.name(number, folded, kind)
    return made


def load():
    """The table as ROR's, released today."""
    RorOrganization.objects.bulk_create(
        RorOrganization(
            ror_id=entry.ror_id,
            name=entry.name,
            country=entry.country,
            city=entry.city,
            types="|".join(entry.types),
            names=names_of(entry),
        )
        for entry in ENTRIES
    )
    return RorDump.objects.create(released_on=timezone.localdate(), count=len(ENTRIES))
