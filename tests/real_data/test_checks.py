"""domain.md §7, check 5, on the real list of recipients of 2021."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Person
from workshops.models import ImportLine

pytestmark = pytest.mark.django_db

UNMATCHED = {"Seyedeh Hanieh Hashemi", "Ingkarat Rak-Amnouykit", "Daniel Ley", "Jaydeep Borkar"}


def test_check_05_an_import_asks_about_the_four_recipients_whose_names_stand_on_no_paper(real_data):
    call_command("import_site", str(real_data / "aml-iclr2021"), "--apply", "--despite-errors", stdout=StringIO())

    asked = {line.label.split(":")[-1].strip() for line in ImportLine.objects.filter(verdict="question")}

    assert asked == UNMATCHED
    assert not Person.objects.filter(name__in=UNMATCHED).exists()
