"""What a person has besides the rows that point at them: fields, names, addresses, answers about likenesses."""

from simple_history.utils import bulk_create_with_history

from accounts.links import signed
from accounts.models import Answer, Likeness, Person, PersonEmail, PersonName

CARRIED = ("user_id", "orcid", "openreview_id", "homepage", "photo")  # unless the one who stays has their own
AS_TEXT = {"FileField", "DateTimeField"}


def everything_of(person):
    """As JSON, enough to make the person again."""
    return {
        "person": _plain(person),
        "names": [_plain(row) for row in person.names.all()],
        "emails": [_plain(row) for row in person.emails.all()],
        "likenesses": [_plain(row) for row in Likeness.objects.about(person)],
    }


def _plain(row):
    return {
        field.attname: field.value_to_string(row)
        if field.get_internal_type() in AS_TEXT
        else getattr(row, field.attname)
        for field in row._meta.concrete_fields
    }


def again(model, values):
    """The row that ``_plain`` told of, unsaved."""
    fields = {name: model._meta.get_field(name) for name in values}
    return model(
        **{
            name: field.to_python(values[name] or None)
            if field.get_internal_type() == "DateTimeField"
            else values[name]
            for name, field in fields.items()
        }
    )


def give_names(kept, taken, *, by, why):
    known = {kept.name, *kept.names.values_list("name", flat=True)}
    notes = {taken["person"]["name"]: ""} | {row["name"]: row["note"] for row in taken["names"]}
    rows = [PersonName(person=kept, name=name, note=note) for name, note in notes.items() if name not in known]
    return created(PersonName, rows, by=by, why=why)


def give_emails(kept, taken, *, by, why):
    """As new rows, so that mail still goes to the first address that ``kept`` had."""
    rows = [PersonEmail(person=kept, email=row["email"]) for row in taken["emails"]]
    return created(PersonEmail, rows, by=by, why=why)


def created(model, rows, *, by, why):
    made = bulk_create_with_history(rows, model, default_user=by, default_change_reason=why) if rows else []
    return [row.pk for row in made]


def give_likenesses(kept, gone):
    """Whoever is not ``gone`` is not ``kept`` either; what is open stays open. The keys of new pairs."""
    made = []
    for row in Likeness.objects.about(gone).exclude(pk__in=Likeness.objects.between(kept, gone)):
        one, other = sorted((kept.pk, row.other_id if row.one_id == gone.pk else row.one_id))
        answer = {name: getattr(row, name) for name in ("answer", "by_id", "at")}
        defaults = answer | {"score": row.score, "evidence": row.evidence}
        pair, is_new = Likeness.objects.get_or_create(one_id=one, other_id=other, defaults=defaults)
        if is_new:
            made.append(pair.pk)
        elif row.answer == Answer.DIFFERENT:
            Likeness.objects.filter(pk=pair.pk).update(**answer)
    return made


def fill(kept, taken, *, by):
    """Fields that ``kept`` has not; what was given."""
    given = {name: taken["person"][name] for name in CARRIED if taken["person"][name] and not getattr(kept, name)}
    put(kept, given, by=by)
    return given


def unfill(kept, given, *, by):
    """Take back what is still as it was given."""
    same = [name for name, value in given.items() if str(getattr(kept, name)) == str(value)]
    put(kept, {name: None if name == "user_id" else "" for name in same}, by=by)


def put(person, values, *, by):
    if values:
        for name, value in values.items():
            setattr(person, name, value)
        signed(person, by=by).save(update_fields=list(values))


def made_again(taken, *, by, why):
    """The person that was merged, under their old number, with their names. What another one has by now stays there."""
    person = again(Person, taken["person"])
    for name in ("user_id", "orcid", "openreview_id"):
        if getattr(person, name) and Person.objects.filter(**{name: getattr(person, name)}).exists():
            setattr(person, name, None if name == "user_id" else "")
    signed(person, by=by, why=why).save(force_insert=True)
    created(PersonName, [again(PersonName, row) for row in taken["names"]], by=by, why=why)
    return person


def give_back_emails(kept, taken, *, by, why):
    """Those addresses that ``kept`` still has."""
    given = PersonEmail.objects.filter(person=kept, pk__in=taken["given_emails"])
    still = set(given.values_list("email", flat=True))
    given.delete()
    rows = [again(PersonEmail, row) for row in taken["emails"] if row["email"].lower() in still]
    created(PersonEmail, rows, by=by, why=why)


def give_back_likenesses(taken):
    """Answers about people who are still there; pairs that came with the merge and that nobody answered go."""
    Likeness.objects.filter(pk__in=taken["given_likenesses"], answer=Answer.OPEN).delete()
    rows = [again(Likeness, row) for row in taken["likenesses"]]
    there = set(
        Person.objects.filter(pk__in={pk for row in rows for pk in (row.one_id, row.other_id)}).values_list(
            "pk", flat=True
        )
    )
    Likeness.objects.bulk_create([row for row in rows if {row.one_id, row.other_id} <= there], ignore_conflicts=True)
