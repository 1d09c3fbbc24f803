from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    BenefitFactory,
    WorkshopFactory,
)
from tests.grants.allocation.desk import Desk
from tests.grants.reviewed import programme_with


@pytest.fixture
def desk(client):
    edition = WorkshopFactory(starts_at=timezone.now() + timedelta(days=200), ends_at=None)
    programme = programme_with(workshop=edition)
    return Desk(client, BenefitFactory(cash=True, programme=programme, fund__amount=1000))
