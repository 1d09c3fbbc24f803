"""The pages of every other workshop: papers with all their authors, nothing invented, nothing passed over in silence."""

from benchmarks import import_sites
from papers.importers import codec
from papers.importers import site as websites

WHOLE = 95  # percent of the papers


def measure(table, data):
    table.section("Other sites: papers with all their authors, papers and authors that were invented")
    for site in import_sites.SITES:
        reading = import_sites.read(data, site.folder, site.files)
        found = import_sites.measure(reading, site.counts)
        invented = found.invented_papers + found.invented_authors
        share = 100 * found.whole / found.papers
        text = f"{found.whole}/{found.papers} ({share:.0f} %), {invented} invented"
        table.row(site.name, text, f"{WHOLE} %, 0 invented", ok=share >= WHOLE and not invented)
    table.section("Other sites: files of which nothing was read and nothing was said")
    for site in [*import_sites.SITES, *import_sites.UNREADABLE]:
        reading = import_sites.read(data, site.folder, site.files)
        table.none(site.name, silent(reading, names(data, site)))


def names(data, site):
    found = {path.name for pattern in site.files for path in (data / site.folder).glob(pattern)}
    return {websites.site_name(name) for name in found - {"SOURCE.txt", "README.md", "truth.json"}}


def silent(reading, files):
    places = [row.place for part in codec.LISTS for row in getattr(reading, part)]
    if reading.edition:
        places.append(reading.edition.place)
    told = {place.file for place in places}
    sentences = " ".join(note.sentence for note in reading.notes)
    return sorted(name for name in files - told if name not in sentences)
