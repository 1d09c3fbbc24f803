"""The authors of a paper that is here already: what a new file changes, and what was corrected by hand."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from accounts.identity.likeness import likeness
from workshops.importing.compare import Fields, as_base

FIELDS = {"printed_name": "name", "printed_affiliation": "affiliation"}
FLAGS = ("is_corresponding", "is_presenter")


@dataclass
class AuthorsPlan:
    compared: Fields = field(default_factory=Fields)
    updates: list = field(default_factory=list)  # [(authorship, {field: value})]
    added: list = field(default_factory=list)  # positions in the file
    removed: list = field(default_factory=list)  # authorships
    order: list = field(default_factory=list)  # authorships, and positions in the file of the added ones
    is_sorted_anew: bool = False
    said: list = field(default_factory=list)  # [[authorship's key or None, values as base]] in the order of the file

    @property
    def moves(self):
        """[(authorship, its new position)]; a gap that somebody left is nobody's business."""
        if not self.is_sorted_anew:
            return []
        places = enumerate(self.order, start=1)
        return [(each, place) for place, each in places if not isinstance(each, int) and each.position != place]


def plan_authors(here, rows, base, takes_the_files):
    """``here``: authorships in their order; ``rows``: authors of the file; ``base``: what was said before.

    ``takes_the_files(field)`` tells whether the organizer chose the file's version of what differs.
    """
    plan = AuthorsPlan()
    by_pk = {authorship.pk: authorship for authorship in here}
    paired = _pairs(here, rows, base, by_pk)
    for index, row in enumerate(rows):
        authorship = paired.get(index)
        plan.said.append([authorship.pk if authorship else None, said_of(row, FIELDS.values())])
        if authorship:
            _compare_one(plan, authorship, row, _said_of(base, authorship), takes_the_files)
        elif takes_the_files("authors") or (base and not _was_removed_by_hand(row, base, by_pk)) or not here:
            plan.added.append(index)
            plan.compared.add("authors", _("author"), "", printed(row), _("added"))
        else:
            reason = _("Removed here by hand.") if base else _("The authors were typed here by hand.")
            plan.compared.keep("authors", _("author"), "", printed(row), reason)
    _compare_the_missing(plan, here, paired, base, takes_the_files)
    theirs = [paired.get(index, index) for index in range(len(rows)) if index in paired or index in plan.added]
    _compare_the_order(plan, here, theirs, [pk for pk, _said in base], takes_the_files)
    return plan


def said_of(row, names=FIELDS):
    """What is remembered of an author: of a row of a file, or of the authorship that was made of it."""
    said = {name: as_base(getattr(row, each)) for name, each in zip(FIELDS, names, strict=True)}
    return said | {flag: True for flag in FLAGS if getattr(row, flag)}


def _pairs(here, rows, base, by_pk):
    """Which authorship an author of the file is: of the same name, now or as it was said before; else of the likest."""
    paired, free = {}, list(here)
    said = {pk: said["printed_name"] for pk, said in base if pk in by_pk}
    for name_of in (str, folded):
        for index, row in enumerate(rows):
            same = [
                one for one in free if name_of(row.name) in {name_of(said.get(one.pk, "")), name_of(one.printed_name)}
            ]
            if index not in paired and same:
                paired[index] = min(
                    same, key=lambda one, row=row: (one.printed_affiliation != row.affiliation, one.position)
                )
                free.remove(paired[index])
    left = [index for index in range(len(rows)) if index not in paired]
    alike = [(-score, index, one) for index in left for one in free if (score := _alike(rows[index], one))]
    for _likest_first, index, one in sorted(alike, key=lambda each: each[:2]):
        if index not in paired and one in free:
            paired[index] = one
            free.remove(one)
    return paired


def _alike(row, authorship):
    resemblance = likeness(row.name, authorship.printed_name)
    return resemblance.score if resemblance else 0


def _compare_one(plan, authorship, row, base, takes_the_files):
    one = Fields()
    for name, theirs in FIELDS.items():
        of = _("affiliation of %(author)s") if theirs == "affiliation" else _("name of %(author)s")
        key = f"author-{authorship.pk}-{theirs}"
        one.compare(
            name,
            of % {"author": authorship.printed_name},
            base=base.get(name),
            ours=getattr(authorship, name),
            theirs=getattr(row, theirs),
            prefers_file=takes_the_files(key),
        )
        one.changes = [replace(change, name=key) if change.name == name else change for change in one.changes]
    plan.compared.changes += one.changes
    flags = [flag for flag in FLAGS if getattr(row, flag) and not (getattr(authorship, flag) or base.get(flag))]
    if flags:
        plan.compared.add("flags", authorship.printed_name, "", ", ".join(flags))
    if one.write or flags:
        plan.updates.append((authorship, one.write | dict.fromkeys(flags, True)))


def _compare_the_missing(plan, here, paired, base, takes_the_files):
    """Whom the file no longer names: dropped by the file, or added here by hand."""
    kept = {each.pk for each in paired.values()}
    said_before = dict(base)
    for authorship in here:
        if authorship.pk in kept:
            continue
        said = said_before.get(authorship.pk)
        untouched = said and said["printed_name"] == as_base(authorship.printed_name)
        if untouched or takes_the_files("authors"):
            plan.removed.append(authorship)
            plan.compared.add("authors", _("author"), authorship.printed_name, "", _("no longer named"))
        else:
            reason = _("Added or renamed here; the file has no such author.")
            plan.compared.keep("authors", _("author"), authorship.printed_name, "", reason)


def _compare_the_order(plan, here, theirs, before, takes_the_files):
    """``theirs``: authorships in the order of the file, and places there of the added ones; ``before``: keys."""
    ours = [each for each in here if each not in plan.removed]
    in_the_file = [each for each in theirs if not isinstance(each, int)]
    shared = [each for each in ours if each in in_the_file]
    keys = [each.pk for each in shared]
    sorted_here = not before or keys != [pk for pk in before if pk in keys]
    if shared != in_the_file and sorted_here and not takes_the_files("order"):
        reason = _("Sorted here by hand.")
        plan.compared.keep("order", _("order of authors"), _names(shared), _names(in_the_file), reason)
        plan.order = ours + [each for each in theirs if isinstance(each, int)]
        plan.is_sorted_anew = bool(plan.added)
        return
    if shared == in_the_file:
        plan.order = _with_the_added(ours, theirs)
        plan.is_sorted_anew = bool(plan.added)
        return
    plan.compared.add("order", _("order of authors"), _names(shared), _names(in_the_file))
    plan.order = theirs + [each for each in ours if each not in theirs]
    plan.is_sorted_anew = True


def _with_the_added(ours, theirs):
    """Everybody stays where they are, and who is added comes behind their neighbour in the file."""
    order = list(ours)
    for before, each in zip([None, *theirs], theirs, strict=False):
        if isinstance(each, int):
            order.insert(order.index(before) + 1 if before is not None else 0, each)
    return order


def _said_of(base, authorship):
    return next((said for pk, said in base if pk == authorship.pk), {})


def _was_removed_by_hand(row, base, by_pk):
    return any(pk not in by_pk and said["printed_name"] == as_base(row.name) for pk, said in base)


def author_key(key, index):
    """What an author of a row is called among the people of a plan."""
    return f"{key}#{index}"


def printed(row):
    return f"{row.name} ({row.affiliation})" if row.affiliation else row.name


def _names(authorships):
    return ", ".join(each.printed_name for each in authorships)
