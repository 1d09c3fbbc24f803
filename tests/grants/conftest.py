import pytest

from tests.canaries import in_detail
from tests.grants.escaped import escaped


@pytest.fixture(autouse=True)
def everything_is_logged():
    with in_detail():
        yield


@pytest.fixture(autouse=True)
def no_row_sings(request):
    """What an applicant says in confidence stands in no mail, no move, no history and no session afterwards."""
    yield
    if request.node.get_closest_marker("django_db"):
        assert escaped() == []
