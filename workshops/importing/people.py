"""Everybody whom a reading names, and everybody whom the edition knows: who is whom, decided once for all parts."""

from collections import Counter, defaultdict
from dataclasses import replace

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.identity.folding import folded
from accounts.identity.identify import Because, Identity, Mention, identify
from accounts.identity.likeness import likeness
from accounts.models import Person, PersonEmail, PersonName
from workshops.importing.compare import refusal_of
from workshops.importing.journal import chunks

NOBODY_YET = Identity(group=-1, person=None, because=Because.NEW, along_with=None)
MOST_CANDIDATES = 5


class People:
    """Parts ``add`` what they read and what is here, then all is identified at once, then the used ones are created."""

    def __init__(self):
        self.mentions = {}  # by key: of a reading, texts; of the database, tuples
        self.referring = set()  # keys of names that stand for somebody named elsewhere in the edition
        self.apart = set()  # of these, recipients of money, who are never joined on a likeness
        self.with_role = set()  # keys of those whom the edition lists as somebody
        self.with_rights = set()  # of these, the organizers
        self.details = {}  # by key: given and family name, homepage
        self.identities = {}
        self.created = {}  # by group
        self._firsts = {}  # by group

    def add(self, key, name, *, refers=False, apart=False, has_role=False, has_rights=False, details=None, **evidence):
        self.mentions[key] = Mention(key=key, name=name, **evidence)
        if has_rights:
            self.with_rights.add(key)
        if has_role:
            self.with_role.add(key)
        if apart:
            self.apart.add(key)
        self.details[key] = details or {}
        if refers:
            self.referring.add(key)

    def identify(self):
        self._here = {mention.person for mention in self.mentions.values() if mention.person}
        self._add_those_known_elsewhere()
        self.identities = identify(mention for key, mention in self.mentions.items() if key not in self.apart)
        for number, key in enumerate(sorted(self.apart), start=2):
            self.identities[key] = Identity(group=-number, person=None, because=Because.NEW, along_with=None)
        self._part_organizers()
        self._resolve_references()

    def of(self, key):
        return self.identities.get(key, NOBODY_YET)

    def is_new(self, key):
        return self.of(key).person is None

    def is_here(self, key):
        """Whether the edition has them already. Of people elsewhere a plan tells nothing: an address would be a question."""
        return self.of(key).person in self._here

    def person_id(self, key):
        """After ``create``: the person's key."""
        identity = self.of(key)
        return identity.person or self.created[identity.group].pk

    def signature(self, key):
        """Who is meant, in a form that is the same while nobody comes or goes."""
        identity = self.of(key)
        return [identity.person, identity.person or self._first_of(identity.group)]

    def _first_of(self, group):
        if not self._firsts:
            for key, identity in self.identities.items():
                self._firsts.setdefault(identity.group, str(key))
        return self._firsts[group]

    def because(self, key):
        return str(self.of(key).because)

    def named_exactly(self, key):
        """The only identity in the edition that is printed exactly so, or None."""
        return self._by_exact_name.get(self.mentions[key].name)

    def affiliations_of(self, identity):
        """What is printed beside the names of somebody, where they are not merely referred to."""
        keys = (key for key, one in self.identities.items() if one.group == identity.group)
        mentions = (self.mentions[key] for key in keys if key not in self.referring)
        return {mention.affiliation for mention in mentions if mention.affiliation}

    def _part_organizers(self):
        """A name and an affiliation are no reason to give somebody who can sign in the rights of an organizer."""
        found = {key: self.of(key) for key in self.with_rights if self.mentions[key].person is None}
        people = Person.objects.filter(pk__in=[one.person for one in found.values() if one.person])
        able = set(people.filter(Q(emails__isnull=False) | Q(user__isnull=False)).values_list("pk", flat=True))
        for number, key in enumerate(sorted(key for key, one in found.items() if one.person in able)):
            self.identities[key] = replace(NOBODY_YET, group=-(len(self.mentions) + number + 2))

    def candidates(self, key):
        """Whom a name may mean, likeliest first: [(choice, words)]."""
        asked = self.mentions[key]
        best = {}
        for other, mention in self.mentions.items():
            if other in self.referring or not mention.in_edition:
                continue
            alike = likeness(asked.name, mention.name)
            score = 100 if folded(asked.name) == folded(mention.name) else alike.score if alike else 0
            if score:
                score += 10 * bool(asked.affiliation and folded(asked.affiliation) == folded(mention.affiliation))
                group = self.of(other).group
                best[group] = max(best.get(group, (0, "", "")), (score, self._choice(other), _words(mention)))
        ranked = sorted(best.values(), key=lambda each: (-each[0], each[2]))
        return [(choice, words) for _score, choice, words in ranked[:MOST_CANDIDATES]]

    def choose(self, key, choice):
        """An organizer's answer: a ``choice`` of ``candidates``. Returns whether it still means somebody."""
        chosen = next((each for each in self.mentions if choice and self._choice(each) == choice), None)
        if chosen is not None:
            self.identities[key] = self.of(chosen)
        return chosen is not None

    def create(self, keys, journal, edition):
        """Insert whoever is new among ``keys``, with addresses and the names they are printed under."""
        used = defaultdict(list)
        for key in keys:
            used[self.of(key).group].append(key)
        self._carried = {}
        new = {group: self._new_person(group, keys) for group, keys in used.items() if self.is_new(keys[0])}
        journal.create(list(new.values()))
        self.created |= new
        self._create_emails(used, journal)
        self._create_names(used, journal, edition)

    def _choice(self, key):
        """A row of the file by its key, whoever it was found to be: that an address is known elsewhere is no choice's to tell."""
        person = self.mentions[key].person
        return f"person:{person}" if person else f"key:{key}"

    def _add_those_known_elsewhere(self):
        """Whoever has an identifier that the reading states; they join by it and by nothing else."""
        mentions = list(self.mentions.values())
        for name, lookup in (("email", _by_email), ("orcid", _by_orcid), ("openreview_id", _by_openreview_id)):
            stated = {value for mention in mentions if (value := getattr(mention, name))}
            for part in chunks(sorted(stated)):
                for person, printed, value in lookup(part):
                    key = (name, value)
                    self.mentions[key] = Mention(
                        key=key, name=printed, person=person, in_edition=False, **{name: value}
                    )

    def _resolve_references(self):
        """A name of the programme means who has a role under exactly that name, else the only one so called.

        Where money is given, two of one name are a question, whatever roles they have.
        """
        with_role, all_names = defaultdict(dict), defaultdict(dict)
        for key, mention in self.mentions.items():
            if mention.in_edition and key not in self.referring:
                identity = self.of(key)
                all_names[mention.name].setdefault(identity.group, identity)
                if key in self.with_role:
                    with_role[mention.name].setdefault(identity.group, identity)
        self._by_exact_name = _unambiguous(all_names)
        by_role = self._by_exact_name | _unambiguous(with_role)
        sizes = Counter(identity.group for identity in self.identities.values())
        for key in self.referring:
            meant = (self._by_exact_name if key in self.apart else by_role).get(self.mentions[key].name)
            if meant and sizes[self.of(key).group] == 1:
                self.identities[key] = meant

    def _new_person(self, group, keys):
        mentions = [self.mentions[key] for key in keys]
        details = [self.details[key] for key in keys]
        parts = next((each for each in details if each.get("given_name") and each.get("family_name")), {})
        return Person(
            name=_best_name([mention.name for mention in mentions]),
            **{name: _fitting(Person, name, parts.get(name, "")) for name in ("given_name", "family_name")},
            homepage=next((each["homepage"] for each in details if each.get("homepage")), ""),
            orcid=self._own("orcid", group, mentions),
            openreview_id=self._own("openreview_id", group, mentions),
        )

    def _own(self, name, group, mentions):
        """An identifier that is this person's alone."""
        stated = {value for mention in mentions if (value := getattr(mention, name))}
        value = stated.pop() if len(stated) == 1 else ""
        return _fitting(Person, name, value) if self._carriers(name)[value] == {group} else ""

    def _carriers(self, name):
        """{identifier: groups that carry it}, of everybody named here or known elsewhere."""
        if name not in self._carried:
            self._carried[name] = carriers = defaultdict(set)
            for key, mention in self.mentions.items():
                if value := getattr(mention, name):
                    carriers[value.lower() if name == "email" else value].add(self.of(key).group)
        return self._carried[name]

    def _create_emails(self, used, journal):
        """Addresses of the new ones. Whoever proves one becomes the person, so those who were here get none.

        Nor does an organizer: somebody would get their rights by an address that an author typed.
        """
        carriers, emails = self._carriers("email"), {}
        with_rights = {self.of(key).group for key in self.with_rights}
        for group, keys in used.items():
            if group in self.created and group not in with_rights:
                stated = {_fitting(PersonEmail, "email", self.mentions[key].email.lower()) for key in keys}
                for email in sorted(stated - {""}):
                    if carriers[email] == {group}:
                        emails[email] = PersonEmail(person=self.created[group], email=email)
        journal.create(list(emails.values()))

    def _create_names(self, used, journal, edition):
        printed = {(self.person_id(key), self.mentions[key].name) for keys in used.values() for key in keys}
        note = str(edition) if edition.is_public else ""  # those of other editions read it, too
        known = set()
        for part in chunks(sorted({person for person, _name in printed})):
            known |= set(Person.objects.filter(pk__in=part).values_list("pk", "name"))
            known |= set(PersonName.objects.filter(person__in=part).values_list("person", "name"))
        journal.create([PersonName(person_id=person, name=name, note=note) for person, name in sorted(printed - known)])


def _unambiguous(names):
    return {name: next(iter(groups.values())) for name, groups in names.items() if len(groups) == 1}


def _by_email(values):
    found = PersonEmail.objects.annotate(lower=Lower("email")).filter(lower__in=[value.lower() for value in values])
    return found.values_list("person", "person__name", "lower")


def _by_orcid(values):
    return Person.objects.filter(orcid__in=values).values_list("pk", "name", "orcid")


def _by_openreview_id(values):
    return Person.objects.filter(openreview_id__in=values).values_list("pk", "name", "openreview_id")


def _best_name(names):
    """The most frequent spelling that is neither shouted nor whispered."""
    counts = Counter(names)
    return min(counts, key=lambda name: (name in {name.upper(), name.lower()}, -counts[name], -len(name), name))


def _fitting(model, name, value):
    """The value if its column takes it; a slip in a file costs the identifier, not the person."""
    return "" if value and refusal_of(model, name, value) else value


def _words(mention):
    return f"{mention.name} ({mention.affiliation})" if mention.affiliation else mention.name
