"""The first half of the journey of a grant: the call is written, people apply, organizers screen, reviewers score."""

import re
from datetime import UTC, datetime, timedelta
from itertools import cycle

from tests.browser import tides
from tests.browser.tides import APPLICANTS, CO_AUTHOR, EDITION, OF, REVIEWERS, SLUG, SPONSOR, address

PROGRAMME, QUESTION, ANSWER = "Fares and seats", "What does your paper measure?", "The tide, and whoever rows on it."
BY_FORM = ["Amara Finch", "Bela Marsh"]
WAIVED, NOT_ELIGIBLE = "Isolde Vane", "Lorenz Zander"
RANKED = [name for name in APPLICANTS if name != NOT_ELIGIBLE]
POINTS = [(5, 5), (5, 4), (5, 3), (5, 2), (4, 3), (4, 2), (4, 1), (3, 2), (3, 1), (2, 2), (2, 1)]  # weigh 2 and 1
SCORES = {name: cycle([points]) for name, points in zip(RANKED, POINTS, strict=True)}
SCORES["Hugo Umber"] = cycle([(3, 3), (3, 1)])  # as much as (3, 2), and apart


def is_written(organizer):
    for name, written in {
        "Fares": {"amount": "2750", "currency": "USD", "kind": "cash"},
        "Seats": {"amount": "6", "unit": "registration", "kind": "units"},
    }.items():
        organizer.goes_to("/desk/awards/fund/add/")
        organizer.picks("Edition", EDITION)
        organizer.picks("Sponsor", SPONSOR)
        fills(organizer, {"name": name, **written})
        organizer.presses("Save")
    organizer.goes_to("/desk/awards/grantprogramme/add/")
    organizer.picks("Edition", EDITION)
    now = datetime.now(UTC)
    adds(organizer, "Benefit", 2)
    for row, fund in enumerate(["Fares", "Seats"]):
        picks_in(organizer, f"benefits-{row}-fund", fund, f"{fund} ({EDITION})")
    adds(organizer, "Rule", 1)
    adds(organizer, "Question", 1)
    adds(organizer, "Criterion", 2)
    adds(organizer, "Reviewer of applications", 3)
    for row, name in enumerate(REVIEWERS):
        picks_in(organizer, f"referees-{row}-person", name, name)
    fills(
        organizer,
        {"name": PROGRAMME, "call_text": "For whoever has a paper here.", "reviews_each": "2"}
        | moment("opens_at", now - timedelta(hours=1))
        | moment("closes_at", now + timedelta(days=9))
        | {"benefits-0-kind": "cash", "benefits-0-usual": "500", "benefits-0-most": "500"}
        | {"benefits-1-kind": "registration", "benefits-1-most": "1", "rules-0-kind": "author"}
        | {"questions-0-text": QUESTION, "criteria-0-name": "Need", "criteria-0-weight": "2", "criteria-1-name": "Fit"},
    )
    organizer.page.locator("[name=questions-0-is_required]").check()
    organizer.presses("Save")
    assert PROGRAMME in organizer.reads


def fills(organizer, values):
    for name, value in values.items():
        field = organizer.page.locator(f"[name='{name}']")
        is_list = field.evaluate("field => field.localName") == "select"
        field.select_option(value) if is_list else field.fill(value)


def moment(field, at):
    return {f"{field}_0": f"{at:%Y-%m-%d}", f"{field}_1": f"{at:%H:%M}"}


def adds(organizer, row, count):
    for _ in range(count):
        organizer.page.get_by_role("button", name=f"Add another {row}", exact=True).click()


def picks_in(organizer, field, words, option):
    organizer.page.locator(f"[name={field}] + .select2").click()
    organizer.page.locator(".select2-search__field").fill(words)
    organizer.page.get_by_role("option", name=option, exact=True).click()


def is_answered_by_two(people, mail_to):
    for name in BY_FORM:
        applicant = people(address(name))
        applicant.goes_to(f"/{SLUG}/grants/")
        applicant.follows(re.compile(f"^Apply.*{PROGRAMME}"))
        assert applicant.page.get_by_label("Name", exact=True).input_value() == name
        applicant.presses("Save the draft")
        assert "Your draft is kept. Nobody reads it before you submit it." in applicant.reads
        applicant.presses("Submit")
        assert "Choose the country you would travel from." in applicant.reads
        applicant.page.get_by_label("Country you would travel from").select_option(APPLICANTS[name])
        applicant.chooses("Career stage", "doctoral student")
        applicant.writes("Why you would like to come", "To hear what others measured.")
        applicant.writes("Amount", "500")
        applicant.page.get_by_label("I ask for it").check()
        applicant.writes(QUESTION, ANSWER)
        applicant.presses("Submit")
        assert "Your application is submitted." in applicant.reads
        assert "has arrived" in mail_to(name, PROGRAMME)["text"]


def closes(organizer, late):
    """At once: the minute that has begun. Whoever has submitted changes nothing any more."""
    late.goes_to(f"/{SLUG}/grants/")
    late.follows(re.compile(f"^Look at it.*{PROGRAMME}"))
    goes_to_the_programme(organizer)
    fills(organizer, moment("closes_at", datetime.now(UTC)))
    organizer.presses("Save")
    assert "was changed successfully" in organizer.reads
    late.presses("Submit it again")
    assert "What you submitted" in late.reads
    assert late.page.get_by_role("button", name="Submit").count() == 0


def goes_to_the_programme(organizer, *onwards):
    organizer.goes_to(f"/desk/awards/grantprogramme/?q={PROGRAMME}")
    for link in (PROGRAMME, *onwards):
        organizer.follows(link)


def applications_are_screened(organizer):
    for name in APPLICANTS:
        goes_to_the_application(organizer, name)
        sees = organizer.page.get_by_role("group", name="Author of an accepted paper").inner_text()
        assert ("Laurel sees that it holds." in sees) == (name not in tides.WITHOUT_PAPER)
        if name == WAIVED:
            organizer.chooses("What you find", "waived")
            organizer.writes("Reason", "She gives the opening talk.")
            organizer.presses("Note it")
        verb = "Find it not eligible" if name == NOT_ELIGIBLE else "Find it eligible"
        organizer.follows(verb)
        organizer.writes("Reason", "By the rules of the call.")
        organizer.presses(verb)


def goes_to_the_application(organizer, name):
    organizer.goes_to(f"/desk/awards/application/?q={name}")
    organizer.follows(name)


def reviews_are_asked_for(organizer, people):
    """Rowan wrote with Amara and is not asked about her; Sunniva says herself that she is in conflict with somebody."""
    asks_for_reviews(organizer)
    assert "22 reviews are asked for." in organizer.reads
    assert OF not in to_do(people(address(CO_AUTHOR)))
    in_conflict = people(address(REVIEWERS[1]))
    name = next(each for each in to_do(in_conflict) if each != OF)
    in_conflict.follows(name)
    in_conflict.writes("Reason", "We share a boat.")
    in_conflict.presses("I am in conflict")
    assert name not in to_do(in_conflict)
    asks_for_reviews(organizer)
    assert "1 review is asked for." in organizer.reads
    asks_for_reviews(organizer)
    assert "0 reviews are asked for." in organizer.reads


def asks_for_reviews(organizer):
    goes_to_the_programme(organizer, "Ask for reviews")
    organizer.presses("Ask for reviews")


def to_do(reviewer):
    """The names on the list."""
    reviewer.goes_to(f"/{SLUG}/grants/reviews/")
    part = reviewer.page.locator("section.part").filter(has=reviewer.page.get_by_role("heading", name="To do"))
    return part.get_by_role("link").all_inner_texts()


def reviewers_score(people):
    for reviewer in (people(address(name)) for name in REVIEWERS):
        for name in to_do(reviewer):
            reviewer.goes_to(f"/{SLUG}/grants/reviews/")
            reviewer.follows(name)
            assert "What was given" not in reviewer.reads
            for criterion, points in zip(["Need", "Fit"], next(SCORES[name]), strict=True):
                reviewer.page.get_by_role("group", name=criterion).get_by_label(str(points)).check()
            reviewer.presses("Submit my review")
        assert to_do(reviewer) == []
