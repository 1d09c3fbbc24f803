"""What a sponsor is told of the money, as of any moment: from the ledger and the lines of the audit, so that it can be made again."""

import hashlib
import json
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from awards.models import Account, Award, AwardCategory, Grant, Naming, Offer, PrizeShare, ledger
from awards.pdf.data import Document, Section
from notifications.models import key
from papers import tex
from workshops.lifecycle import Move
from workshops.moments import said

KEPT = {Account.ACCEPTED, Account.PAID}
STEPS = [  # of offers and of grants, as the audit calls them
    ("offer", gettext_lazy("offered")),
    ("accept", gettext_lazy("accepted")),
    ("decline", gettext_lazy("declined")),
    ("ask_for_more", gettext_lazy("asked for more")),
    ("expire", gettext_lazy("not answered in time")),
    ("take_back", gettext_lazy("offer taken back")),
    ("give", gettext_lazy("given without an offer")),
    ("import", gettext_lazy("given before Laurel, brought by an import")),
    ("undo", gettext_lazy("undone")),
    ("fulfil", gettext_lazy("received")),
    ("withdraw", gettext_lazy("given up")),
    ("revoke", gettext_lazy("revoked")),
    ("mark_no_show", gettext_lazy("did not come")),
    ("mark_returned", gettext_lazy("came back")),
]
OF_OFFERS = {"offer", "accept", "decline", "ask_for_more", "expire", "take_back"}


def report_of(funds, at, user):
    """One `Document` on funds of one edition, as they stood ``at`` a moment; without what ``user`` must not know yet."""
    edition = funds[0].workshop
    told = [_told(fund, at, user) for fund in funds]
    sections = tuple(section for parts in told for section in parts)
    sponsors = {str(fund.sponsor) for fund in funds if fund.sponsor}
    facts = (
        (_("Sponsor"), ", ".join(sorted(sponsors)) or _("nobody is named")),
        (_("As of"), said(at, edition.zone)),
        (_("Number"), _number(sections, at)),
    )
    return Document(
        title=_("Report on %s") % ", ".join(fund.name for fund in funds),
        edition=f"{edition.name} ({edition})",
        facts=facts,
        sections=sections,
        generated=_("As of %s.") % said(at, edition.zone),
        language=get_language() or "en",
    )


def _told(fund, at, user):
    """Who has a paper that can win would read from the sums that it is decided. ``stood``: {thing: {account: amount}}."""
    if AwardCategory.objects.concerning(user).filter(fund=fund).exists():
        yield Section(fund.name, (_("A prize of this fund is not public yet, and a paper of yours can win it."),))
        return
    stood = {about: accounts for (_fund, about), accounts in fund.entries.until(at).sums().items()}
    yield _money(fund, at)
    yield from _prizes(fund, at, user, stood)
    yield from _grants(fund, at, stood)


def _money(fund, at):
    stood = ledger.balance(fund, at)
    words = {"pledged": _("pledged"), "offered": _("offered, without an answer"), "accepted": _("accepted")}
    words |= {"paid": _("paid or received"), "returned": _("came back"), "free": _("free")}
    rows = tuple((str(label), fund.say(getattr(stood, name))) for name, label in words.items())
    purpose = (fund.restrictions,) if fund.restrictions else ()
    return Section(fund.name, purpose, (_("What"), _("How much")), rows)


def _prizes(fund, at, user, stood):
    awards = Award.objects.managed_by(user).decided().filter(category__fund=fund, category__announced_at__lte=at)
    shares = PrizeShare.objects.filter(award__in=awards).select_related(
        "award__category__fund", "award__paper", "person"
    )
    rows = tuple(
        (
            share.award.category.name,
            tex.to_text(share.award.paper.title) if share.award.paper else "",
            share.person.name,
            fund.say(share.amount),
            ", ".join(str(Account(account).label) for account in stood.get(key(share), {})) or _("not taken"),
        )
        for share in shares
    )
    if rows:
        columns = _("Award"), _("Paper"), _("Author"), _("Share"), _("State")
        yield Section(_("%s: awards") % fund.name, (), columns, rows)


def _grants(fund, at, stood):
    grants = list(
        Grant.objects.filter(benefit__fund=fund)
        .select_related("programme", "benefit__fund")
        .order_by("printed_name", "pk")
    )
    if not grants:
        return
    held = [grant for grant in grants if KEPT & stood.get(key(grant), {}).keys()]
    yield Section(_("%s: grants") % fund.name, (), (_("Step"), _("How many")), _funnel(grants, at))
    yield from _benefits(fund, held)
    yield from _recipients(fund, held, at)


def _funnel(grants, at):
    """An offer counts once, whatever it held."""
    offer_type, grant_type = map(ContentType.objects.get_for_model, (Offer, Grant))
    until = Move.objects.filter(at__lte=at)
    of_offers = until.filter(thing_type=offer_type, thing_id__in={grant.offer_id for grant in grants} - {None})
    of_grants = until.filter(thing_type=grant_type, thing_id__in=[grant.pk for grant in grants])
    counts = Counter(of_offers.filter(verb__in=OF_OFFERS).values_list("verb", flat=True))
    counts += Counter(of_grants.exclude(verb__in=OF_OFFERS).values_list("verb", flat=True))
    return tuple((str(label), str(counts[verb])) for verb, label in STEPS if counts[verb])


def _benefits(fund, held):
    amounts = defaultdict(list)
    for grant in held:
        amounts[grant.benefit].append(grant.amount)
    rows = tuple(
        (str(benefit.get_kind_display()), str(len(all_of_it)), *map(fund.say, _figures(all_of_it)))
        for benefit, all_of_it in amounts.items()
    )
    if rows:
        columns = _("Benefit"), _("People"), _("Altogether"), _("Least"), _("Median"), _("Most")
        yield Section(_("%s: what it paid for") % fund.name, (), columns, rows)


def _figures(amounts):
    return sum(amounts, Decimal(0)), min(amounts), median(amounts), max(amounts)


def _recipients(fund, held, at):
    """By name only who agreed to be named, and only what is announced."""
    public = [grant for grant in held if grant.programme.announced_at and grant.programme.announced_at <= at]
    named = [each for each in public if each.consents_to_be_named or each.programme.naming == Naming.ALL]
    rows = tuple((each.printed_name, each.printed_affiliation, each.benefit_text) for each in named)
    others = len(held) - len(named)
    words = (_("Not named here: %d.") % others,) if others else ()
    if rows or words:
        columns = _("Name"), _("Affiliation"), _("What")
        yield Section(_("%s: recipients") % fund.name, words, columns, rows)


def _number(sections, at):
    """The same content has the same number."""
    content = json.dumps([[each.title, each.paragraphs, each.rows] for each in sections] + [at.isoformat()])
    return hashlib.sha256(content.encode()).hexdigest()[:8].upper()
