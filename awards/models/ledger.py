"""The ledger of the funds: only ever added to, so that it tells how each stood at any moment."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.fund import Fund
from notifications.models import key


class Account(models.TextChoices):
    """Where an amount of a fund stands; whatever stands nowhere is free."""

    PLEDGED = "pledged", _("pledged")
    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    PAID = "paid", _("paid")
    RETURNED = "returned", _("returned")  # came back, and is free again


class LedgerEntryQuerySet(models.QuerySet):
    def until(self, moment):
        return self.filter(at__lte=moment)

    def sums(self):
        """{(fund, thing): {account: amount}}, what the entries add up to."""
        sums = self.values_list("fund", "about", "account").annotate(sum=Sum("amount")).order_by()
        found: dict[tuple, dict] = defaultdict(dict)
        for fund, about, account, amount in sums:
            if amount:
                found[fund, about][account] = amount
        return found


class LedgerEntry(models.Model):
    """So much more, or less, in one account of a fund, from ``at`` on; ``about`` is a fund, a share or a grant."""

    is_derived = True  # it goes with its fund

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="entries", verbose_name=_("fund"))
    account = models.CharField(_("account"), max_length=10, choices=Account)
    amount = models.DecimalField(_("amount"), max_digits=13, decimal_places=3)
    about = models.CharField(_("about"), max_length=80, db_index=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        indexes = [models.Index(fields=["fund", "at"], name="ledger_by_fund_and_time")]

    def __str__(self):
        return f"{self.fund}: {self.get_account_display()} {self.amount:+f}"


@dataclass(frozen=True)
class Balance:
    pledged: Decimal = Decimal(0)
    offered: Decimal = Decimal(0)
    accepted: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    @property
    def free(self):
        return self.pledged - self.offered - self.accepted - self.paid


def balance(fund, at=None):
    """How ``fund`` stood at a moment, or stands now."""
    entries = fund.entries.until(at) if at else fund.entries.all()
    return Balance(**dict(entries.values_list("account").annotate(Sum("amount")).order_by()))


def follow(things):
    """Write down how these funds, shares or grants stand now, where that is not what the ledger says.

    Each thing has a ``fund`` (or None) and a ``standing``, {account: amount}. To be called in the transaction that moves them.
    """
    _write({key(thing): thing.fund and (thing.fund.pk, thing.standing) for thing in things})


def forget(things):
    """They are about to be deleted: nothing of them stands anywhere."""
    _write({key(thing): None for thing in things})


def _write(wanted):
    known = LedgerEntry.objects.filter(about__in=list(wanted)).sums()
    goal = {(entry[0], about): entry[1] for about, entry in wanted.items() if entry}
    at = timezone.now()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(fund_id=fund, about=about, account=account, amount=amount, at=at)
        for fund, about in {**known, **goal}
        for account, amount in _difference(goal.get((fund, about), {}), known.get((fund, about), {}))
    )


def _difference(goal, known):
    for account in Account.values:
        if amount := goal.get(account, Decimal(0)) - known.get(account, Decimal(0)):
            yield account, amount


@receiver(post_save, sender=Fund)
def follow_fund(instance, **_):
    follow([instance])


def follow_deletion(instance, **_):
    """For `pre_delete`: of a fund that goes as well, the entries go last."""
    forget([instance])
