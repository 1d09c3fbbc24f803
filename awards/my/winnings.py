"""What somebody has won, as far as they may know, and what is expected of them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import Person
from awards.models import Award, AwardStatus, Certificate, CertificateName, PrizeShare, ShareStatus
from papers.models import Authorship


@dataclass(frozen=True)
class Winning:
    award: Award
    person: Person
    printed_name: str
    chosen_name: CertificateName | None
    share: PrizeShare | None
    certificate: Certificate | None  # the valid one, once the public may look

    @property
    def name(self):
        """As it stands on the certificate."""
        return self.chosen_name.name if self.chosen_name else self.printed_name

    @property
    def is_rescinded(self):
        return self.award.status == AwardStatus.RESCINDED

    @property
    def asks_for_name(self):
        return not self.is_rescinded and self.chosen_name is None

    @property
    def asks_about_share(self):
        return bool(self.share and self.share.status == ShareStatus.PENDING and not self.share.is_late)

    @property
    def asks(self):
        return self.asks_for_name or self.asks_about_share

    @property
    def shows_share(self):
        return self.share is not None and not self.asks_about_share

    @property
    def shows_name(self):
        return self.chosen_name is not None and not self.is_rescinded


def winnings_of(user):
    """One for each award that the user has won and may know of."""
    person = Person.objects.of(user).first()
    if person is None:
        return []
    awards = (
        Award.objects.visible_to(user)
        .won_by([person])
        .select_related("category__workshop", "category__fund__sponsor", "paper__workshop", "person")
        .prefetch_related(
            _own("paper__authorships", Authorship.objects.filter(person=person)),
            _own("certificate_names", CertificateName.objects.filter(person=person)),
            _own("shares", PrizeShare.objects.filter(person=person)),
            _own("certificates", Certificate.objects.valid().public().defer("data")),
        )
    )
    return [_winning(award, person) for award in awards]


def _own(rows, narrowed):
    return Prefetch(rows, narrowed, to_attr=f"own_{rows.rpartition('__')[2]}")


def _winning(award, person):
    return Winning(
        award=award,
        person=person,
        printed_name=award.paper.own_authorships[0].printed_name if award.paper else person.name,
        chosen_name=next(iter(award.own_certificate_names), None),
        share=next(iter(award.own_shares), None),
        certificate=next(iter(award.own_certificates), None),
    )
