import pytest
from django.urls import reverse

from tests.awards.season import season


@pytest.fixture
def here():
    return season()


@pytest.fixture
def read(client):
    """A function from a format to the answer of an edition's file."""

    def read(kind, slug="care-2021"):
        return client.get(reverse(f"awards:{kind}", args=[slug]))

    return read
