import pytest

from tests.notifications.conftest import noon, relay

__all__ = ["noon", "relay"]


@pytest.fixture
def counted(record_property):
    """Says in the summary how much was done, which must not be less than ``least``."""

    def count(what, number, least):
        record_property(what, number)
        assert number >= least, f"{what}: {number}, at least {least} are wanted"

    return count
