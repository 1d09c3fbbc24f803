import gc
import logging

import pytest
from django.db import transaction

from tests.embargo import worlds
from tests.embargo.comparison import Witness
from tests.embargo.roles import APPLIED, KEPT_APART, OUTSIDERS


@pytest.fixture(scope="package", autouse=True)
def in_haste():
    """What is kept here is kept to the end, so it is not looked through for garbage again and again."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Built once: each test looks at twins of it, which leave nothing behind."""
    logging.disable(logging.WARNING)  # every address that is not found would be a line
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def witness(world, django_db_blocker):
    with django_db_blocker.unblock():
        return Witness(world, OUTSIDERS + KEPT_APART + APPLIED)
