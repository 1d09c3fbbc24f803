"""A verified address that is on a person links the account to it."""

from django.db import transaction

from accounts.models import Person


@transaction.atomic
def claim_person(user):
    """The person whose address ``user`` has proven becomes theirs, unless that could be two people or somebody else's."""
    if Person.objects.of(user).exists():
        return
    proven = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    people = Person.objects.select_for_update().filter(pk__in=Person.objects.claimable_with(proven).values("pk"))
    if len(people) == 1:
        people[0].user = user
        people[0].save(update_fields=["user"])
