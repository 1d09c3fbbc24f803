"""The awards of a report: of those announced at its moment, each winner with their share as it stood then."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from awards.models import Award, PrizeShare, ShareStatus
from awards.report.scope import statuses
from notifications.models import key


@dataclass(frozen=True)
class Winner:
    name: str
    amount: Decimal | None
    status: str
    paid_on: date | None


@dataclass(frozen=True)
class Won:
    award: Award
    is_rescinded: bool
    winners: tuple[Winner, ...]


def winners(scope, sums):
    """``sums`` of the ledger: of a share that was divided anew since, they know the amount."""
    shares = PrizeShare.objects.filter(award__in=scope.awards)
    stood = statuses(PrizeShare, shares, scope.at)
    amounts = {about: next(iter(accounts.values())) for (_fund, about), accounts in sums.items()}
    told = {(share.award_id, share.person_id): _share(share, stood, amounts) for share in shares}
    return tuple(_won(award, told, scope.at) for award in scope.awards)


def _won(award, shares, at):
    rescinded = award.rescinded_at is not None and award.rescinded_at <= at
    found = [Winner(name, *shares.get((award.pk, person.pk), (None, "", None))) for person, name in award.winners]
    return Won(award, rescinded, tuple(found))


def _share(share, stood, amounts):
    status = ShareStatus(stood.get(share.pk, ShareStatus.PENDING))
    paid_on = share.paid_on if status == ShareStatus.PAID else None
    return amounts.get(key(share), share.amount), str(status.label), paid_on
