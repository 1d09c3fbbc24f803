"""What columns are called: case, blanks, underscores, question marks and one slip of the pen do not matter."""

import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from papers.importers.clean import clean

CMT = """
paperid originalpaperid created lastmodified papertitle abstract primarycontactauthorname primarycontactauthoremail
authors authornames authoremails authordetails trackname primarysubjectarea secondarysubjectareas subjectareas conflicts
conflictreasons domains assigned completed %completed bids discussion status requestedforcameraready
camerareadysubmitted requestedforauthorfeedback authorfeedbacksubmitted requestedforpresentation files numberoffiles
supplementaryfiles numberofsupplementaryfiles reviewers revieweremails metareviewers metarevieweremails
seniormetareviewers seniormetarevieweremails
"""
EASYCHAIR = """
# title author submitted lastupdated formfields keywords decision notified reviewssent deleted submission# track# firstname
lastname email country affiliation webpage person# corresponding cauthor
"""
HOTCRP = "paper first last givenname familyname orcid iscontact #reviews tags"
CONFTOOL = """
contributiontype presentationmode organisations organizations topics submittingauthor saorganisation sacountry saregion
saemail allemails presentingauthor studentpaper reviewsreceived scoreaverage acceptancestatus acceptance withdrawn
"""
SOFTCONF = """
submissionid track trackchairs conditions submissiondate submissiontype subjectarea 1username 1firstname 1middlename
1lastname 1email 1affiliation 1presenter
"""
OTHERS = """
id uid number title name names affiliations institution institutions emails forum pdf url link video poster code session
sessions kind type presentation venue doi area areas
"""
CONFIDENTIAL = re.compile(
    r"review|score|\bbid|rating|conflict|discussion|assigned|%|completed|feedback|comment|remark|chair|recommend|average"
    r"|confidence|nominator|nominated.?by",
    re.IGNORECASE,
)
KNOWN = frozenset(word for names in (CMT, EASYCHAIR, HOTCRP, CONFTOOL, SOFTCONF, OTHERS) for word in names.split())
LONG_ENOUGH = 8  # letters, so that one of them may be wrong


def key(header):
    """“Paper ID” and “paper_id” are “paperid”; “contribtion_type” is what it wants to be."""
    folded = unicodedata.normalize("NFKC", clean(header)).casefold()
    plain = re.sub(r"[^\w#%]|_", "", folded)
    return plain if plain in KNOWN else _corrected(plain)


def _corrected(plain):
    if len(plain) < LONG_ENOUGH or len(plain) > 40 or re.search(r"\d", plain):
        return plain
    slips = (word for word in sorted(KNOWN) if abs(len(word) - len(plain)) <= 1 and len(word) >= LONG_ENOUGH)
    return next((word for word in slips if DamerauLevenshtein.distance(word, plain, score_cutoff=1) <= 1), plain)


def known(cells):
    """How many of a row's cells are names of columns that we know."""
    return len({found for cell in cells if 0 < len(cell) <= 60 and (found := key(cell)) in KNOWN})
