"""CPU time and queries of ranking 5,000 applications and of the allocation board, as a ratio to a trivial view.

Run by `make bench`. A page of the board should stay under 12 queries and 1 second.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

COUNT, REFEREES, ROUNDS = 5000, 40, 5


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill():
    """A programme with two benefits, five rules, three criteria, two reviews of each application, and a plan for all."""
    from accounts.models import Person
    from awards.models import Application, GrantRule, Plan, Referee, RuleKind
    from tests.factories import BenefitFactory, CriterionFactory, GrantProgrammeFactory

    programme = GrantProgrammeFactory(one_per="lab")
    benefits = [BenefitFactory(programme=programme), BenefitFactory(programme=programme, cash=True)]
    for kind in RuleKind:
        GrantRule.objects.create(programme=programme, kind=kind, countries="KE" if kind == "country" else "")
    criteria = [CriterionFactory(programme=programme, weight=weight) for weight in (3, 2, 1)]
    people = Person.objects.bulk_create(Person(name=f"Person {number}") for number in range(COUNT + REFEREES))
    referees = Referee.objects.bulk_create(Referee(programme=programme, person=each) for each in people[COUNT:])
    applications = Application.objects.bulk_create(
        Application(
            programme=programme,
            person=person,
            printed_name=person.name,
            status="eligible",
            submitted_at=programme.workshop.starts_at,
        )
        for person in people[:COUNT]
    )
    score(applications, referees, criteria)
    each = {str(benefit.pk): "1" for benefit in benefits}
    Plan.objects.create(programme=programme, name="All", amounts={str(person.pk): each for person in people[:COUNT]})
    return programme


def score(applications, referees, criteria):
    from awards.models import Review, Score

    reviews = Review.objects.bulk_create(
        Review(application=application, referee=referees[(2 * number + other) % REFEREES], status="submitted")
        for number, application in enumerate(applications)
        for other in range(2)
    )
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, value=1 + (7 * number + 3 * place) % 5)
        for number, review in enumerate(reviews)
        for place, criterion in enumerate(criteria)
    )


def client(programme):
    from django.contrib.auth.decorators import login_not_required
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from config import urls
    from tests.factories import organizer_of

    urls.urlpatterns.insert(0, path("trivial/", login_not_required(lambda request: HttpResponse("ok"))))
    visitor = Client(headers={"host": "localhost"})
    visitor.force_login(organizer_of(programme.workshop))
    return visitor


def cpu_ms(act, times=1):
    start = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - start) * 1000 / times


def main():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from awards.ranking import ranked

    programme = fill()
    visitor = client(programme)
    board = reverse("admin:awards_grantprogramme_allocation", args=[programme.pk])
    acts = {
        "the ranked list": lambda: ranked(programme),
        "the board, page 1": lambda: visitor.get(board),
        "the board, page 100": lambda: visitor.get(f"{board}?page=100"),
    }
    visitor.get("/trivial/")
    assert visitor.get(board).status_code == 200
    trivial = median(cpu_ms(lambda: visitor.get("/trivial/"), 50) for _ in range(ROUNDS))
    print(f"{COUNT} applications{'':<9}{'CPU ms':>8}{'ratio':>8}{'queries':>9}")
    print(f"{'a trivial view':<26}{trivial:>8.2f}{1:>8.1f}")
    for name, act in acts.items():
        cost = median(cpu_ms(act) for _ in range(ROUNDS))
        with CaptureQueriesContext(connection) as queries:
            act()
        print(f"{name:<26}{cost:>8.1f}{cost / trivial:>8.1f}{len(queries):>9}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        main()
