"""The mails that awards and grants write by themselves, and what their texts can be filled in with."""

from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from awards import emails
from workshops.mailings.events import Placeholder, event
from workshops.mailings.words import Kind

TEXTS = Path(__file__).parent / "texts"

AWARD = Placeholder(_("the award"), "Best paper", is_needed=True)
PAPER_TITLE = Placeholder(_("the title of the paper; an award may go to a person"), "On care", is_optional=True)
AWARDS_URL = Placeholder(_("the address of the page of awards"), "/care-2026/awards/", Kind.LINK)
PROGRAMME = Placeholder(_("the name of the grant programme"), "Travel grants", is_needed=True)
BENEFIT = Placeholder(_("what it is"), "1 × registration, $500", is_needed=True)
DESCRIPTION = Placeholder(
    _("the description of the grant programme, if it has one"),
    "For authors who need support to come.\nPaid after the workshop.",
    Kind.LINES,
    is_optional=True,
)
UNTIL_ANNOUNCED = Placeholder(
    _("until when it is to be kept secret; nothing once it is announced"),
    "until 5 May 2026, 12:00 UTC, when it is announced",
    is_optional=True,
    is_needed=True,
)
RESPOND_BY = Placeholder(
    _("until when an answer is due"), "9 May 2026, 00:00 AoE (9 May 2026, 12:00 UTC)", is_needed=True
)
APPLICATION_URL = Placeholder(_("the address of their application"), "/care-2026/grants/1/", Kind.LINK)

event(
    emails.AWARD_WON,
    _("An award was won"),
    TEXTS,
    award=AWARD,
    won=Placeholder(_("“your paper “…” has won”, or “you have won”"), "your paper “On care” has won", is_needed=True),
    winner=Placeholder(_("“your paper” or “you”"), "your paper"),
    paper_title=PAPER_TITLE,
    citation=Placeholder(
        _("why it won, if that is said"), "For its care.\nAnd its clarity.", Kind.LINES, is_optional=True
    ),
    prize=Placeholder(_("the whole prize, if there is one"), "$1,000", is_optional=True),
    share=Placeholder(_("their share of the prize, if they have one"), "$500", is_optional=True),
    payer=Placeholder(_("who pays the prize, if there is one"), "Northwind", is_optional=True),
    claim_days=Placeholder(_("days to answer about the prize, if there is one"), "30", is_optional=True),
    until_announced=UNTIL_ANNOUNCED,
    awards_url=replace(
        AWARDS_URL, words=_("the address of the page of awards; nothing before it is announced"), is_optional=True
    ),
)
event(
    emails.AWARD_RESCINDED,
    _("An award was rescinded"),
    TEXTS,
    award=AWARD,
    paper_title=PAPER_TITLE,
    reason=Placeholder(
        _("why, as the public page says it"), "The results cannot be repeated.", Kind.LINES, is_needed=True
    ),
    awards_url=AWARDS_URL,
)
event(
    emails.COMMITTEE_INVITED,
    _("An invitation to the award committee"),
    TEXTS,
    seat=Placeholder(_("their seat, and until when"), "chair, until 31 December 2026", is_needed=True),
    address=Placeholder(_("their address, with which they sign in"), "ada@example.org", Kind.AS_IT_IS),
    room_url=Placeholder(
        _("the address of the committee's page"), "/care-2026/awards/committee/", Kind.LINK, is_needed=True
    ),
)
event(
    emails.GRANT_GIVEN,
    _("A grant was given"),
    TEXTS,
    benefit=BENEFIT,
    programme=PROGRAMME,
    description=DESCRIPTION,
    until_announced=UNTIL_ANNOUNCED,
    naming=Placeholder(
        _("a sentence: whether their name is shown among the recipients"),
        "Your name is not shown among the recipients.",
    ),
)
event(
    emails.GRANT_OFFERED,
    _("A grant is offered"),
    TEXTS,
    benefit=BENEFIT,
    programme=PROGRAMME,
    description=DESCRIPTION,
    respond_by=RESPOND_BY,
    offer_url=Placeholder(_("the address where the offer is answered"), "/offers/…/", Kind.LINK, is_needed=True),
)
OFFER = {"benefit": BENEFIT, "programme": PROGRAMME, "respond_by": replace(RESPOND_BY, is_needed=False)}
event(emails.OFFER_REMINDER, _("An offer waits for its answer"), TEXTS, **OFFER | {"respond_by": RESPOND_BY})
event(emails.OFFER_EXPIRED, _("An offer was not answered in time"), TEXTS, **OFFER)
event(emails.OFFER_TAKEN_BACK, _("An offer was taken back"), TEXTS, **OFFER)
event(
    emails.APPLICATION_RECEIVED,
    _("An application has arrived"),
    TEXTS,
    programme=PROGRAMME,
    application_url=APPLICATION_URL,
)
event(
    emails.QUESTION_ASKED,
    _("A question about an application"),
    TEXTS,
    programme=PROGRAMME,
    question=Placeholder(_("the question"), "Which train would you take?\nAnd from where?", Kind.LINES, is_needed=True),
    respond_by=replace(RESPOND_BY, words=_("until when an answer is due, if that is said"), is_optional=True),
    application_url=replace(APPLICATION_URL, is_needed=True),
)
event(
    emails.APPLICATION_NOT_CHOSEN,
    _("An application was not chosen"),
    TEXTS,
    programme=PROGRAMME,
    application_url=APPLICATION_URL,
)
event(
    emails.REVIEWS_ASKED,
    _("Reviewers are asked for reviews"),
    TEXTS,
    programme=PROGRAMME,
    applications=Placeholder(_("how many applications"), "3 applications"),
    reviews_url=Placeholder(_("the address of their reviews"), "/care-2026/awards/reviews/", Kind.LINK, is_needed=True),
)
