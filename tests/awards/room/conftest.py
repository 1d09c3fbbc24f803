import pytest

from tests.awards.room.contest import Contest


@pytest.fixture
def contest(client):
    return Contest(client)
