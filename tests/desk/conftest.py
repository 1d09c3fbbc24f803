import pytest

from tests.factories import WorkshopFactory, organizer_of


@pytest.fixture
def edition(client):
    """One that the client's user organizes, in a zone that is not the server's."""
    edition = WorkshopFactory(time_zone="Europe/Paris")
    client.force_login(organizer_of(edition))
    return edition
