"""Every route of the URLconf, with the rows of the world that it can name, and what it may be asked.

A route whose arguments are not known here fails by its name: nobody adds a page without telling how it is watched.
"""

import re
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.urls import get_resolver

from accounts.models import Person, User
from awards import powers
from awards.models import Award, AwardCategory, Certificate, Grant, GrantProgramme, GrantRule, Offer, Review
from awards.room.chair import MOVES
from papers.models import Paper
from tests.embargo.roles import CAST
from tests.embargo.worlds import TOKEN
from workshops.mailings.events import events
from workshops.models import Page, Sponsor, Workshop

ARGUMENT = re.compile(r"<(?:\w+:)?(?P<path>\w+)>|\(\?P<(?P<regex>\w+)>[^)]*\)")
NO_ROW, NO_SLUG, NO_UUID = 987654, "no-such-thing", "00000000-0000-0000-0000-000000000000"
MANY = 3
FIELD_OF_THE_CAST = {Person: "name", User: "email", EmailAddress: "email"}
ROWS_OF = {
    "person": Person,
    "photo": Person,
    "logo": Sponsor,
    "awards:nominate_in": AwardCategory,
    "my_offer": Offer,
    "awards:apply": GrantProgramme,
    "awards:review": Review,
    "awards:withdraw": GrantProgramme,
    "give_up": Grant,
}
VALUES = {
    "workshop": lambda: [*Workshop.objects.order_by("pk").values_list("slug", flat=True), NO_SLUG],
    "number": lambda: [*Paper.objects.filter(workshop__slug="here").values_list("number", flat=True), NO_ROW],
    "page": lambda: [*Page.objects.order_by("pk").values_list("slug", flat=True), NO_SLUG],
    "code": lambda: [*Certificate.objects.order_by("pk").values_list("code", flat=True), NO_SLUG],
    "award": lambda: rows(Award),
    "rule": lambda: rows(GrantRule),
    "token": lambda: [TOKEN, NO_SLUG],
    "event": lambda: [*events, NO_SLUG],
    "uidb36": lambda: ["1"],
    "key": lambda: [NO_SLUG],
    "app_label": lambda: sorted({model._meta.app_label for model in admin.site._registry}),
    "url": lambda: [f"{NO_SLUG}/"],
}
PARAMETERS = ("?format=json&q=quillwor&page=2&ordering=-announced_at&edition=here&code=2345-6789-ABCD",)
OF_A_LIST = "?_facets=True&q=quillwor&o=1"
LOOKUPS = ("status", "awards__status", "award__status", "categories__status", "candidatures__status")


class UnknownRoute(AssertionError):
    pass


class Route(NamedTuple):
    name: str
    pattern: str
    path: str
    module: str

    @property
    def arguments(self):
        return [found["path"] or found["regex"] for found in ARGUMENT.finditer(self.path)]

    @property
    def model(self):
        if self.is_of_the_desk:
            named = {f"desk/{model._meta.app_label}/{model._meta.model_name}/": model for model in admin.site._registry}
            return next((model for path, model in named.items() if self.path.startswith(path)), None)
        return AwardCategory if self.name.startswith("awards:room_") else ROWS_OF.get(self.name)

    @property
    def verbs(self):
        if self.is_of_the_desk:
            return [verb.name for verb in admin.site._registry[self.model].verbs]
        return MOVES if self.name == "awards:room_move" else powers.VERBS

    @property
    def is_of_the_desk(self):
        return self.path.startswith("desk/")

    def is_among(self, asked):
        """Pages of the desk that are of no model are among all."""
        meta = self.model and self.model._meta
        return bool(asked) and (meta is None or not asked.isdisjoint({meta.app_label, meta.label_lower}))

    @property
    def is_of_awards(self):
        return self.module == "awards" and not self.is_of_the_desk

    @property
    def parameters(self):
        if self.name.endswith("_changelist"):
            return [OF_A_LIST, *(f"?{lookup}__exact=decided" for lookup in LOOKUPS if self.can_look_up(lookup))]
        if self.name == "admin:autocomplete":
            return completions()
        return () if self.is_of_the_desk and self.name != "admin:index" else PARAMETERS

    def can_look_up(self, lookup):
        """Whether the model has it; whether the desk answers is another question."""
        return lookup.partition("__")[0] in {field.name for field in self.model._meta.get_fields()}

    def questions(self):
        """(method, address) of all that can be asked; whatever the awards serve is posted to as well."""
        known = self.addresses()
        yield from (("GET", url) for url in known)
        yield from (("GET", known[0] + asked) for asked in self.parameters)
        if not self.is_of_the_desk:
            yield "HEAD", known[0]
        if self.is_of_awards:
            yield from (("POST", url) for url in self.addresses(fixed="workshop"))

    def quick_questions(self):
        yield from (("GET", url) for url in self.addresses(fixed="workshop"))

    def addresses(self, fixed=None):
        """Each argument goes through all its values, while the others keep their first; a ``fixed`` one always does."""
        choices = {argument: self.values(argument) for argument in self.arguments}
        first = {argument: values[0] for argument, values in choices.items()}
        varied = [(name, value) for name, values in choices.items() if name != fixed for value in values[1:]]
        return [self.filled(given) for given in (first, *({**first, name: value} for name, value in varied))]

    def values(self, argument):
        if argument in {"pk", "object_id"} and self.model:
            return rows(self.model)
        if argument == "verb" and self.model:
            return [*self.verbs, NO_SLUG]
        if argument in VALUES:
            return VALUES[argument]()
        raise UnknownRoute(f"Say in tests/embargo/routes.py what “{argument}” of “{self.path}” ({self.name}) may be.")

    def filled(self, given):
        url = "/" + ARGUMENT.sub(lambda found: str(given[found["path"] or found["regex"]]), self.path)
        if set(url) & set("<>()|?*+^$\\"):
            raise UnknownRoute(f"tests/embargo/routes.py cannot fill “{self.path}” ({self.name}).")
        return url


def rows(model):
    """The rows there are, of many the first and the newest, and one that is missing. Of people only the cast."""
    found = model._base_manager.order_by("pk")
    if model in FIELD_OF_THE_CAST:
        found = found.filter(**{f"{FIELD_OF_THE_CAST[model]}__in": CAST})
    known = list(found.values_list("pk", flat=True))
    missing = NO_UUID if model._meta.pk.get_internal_type() == "UUIDField" else NO_ROW
    return [*(known if len(known) <= MANY else (known[0], known[-1])), missing]


def completions():
    """What the forms of the desk ask while somebody types."""
    for model, page in admin.site._registry.items():
        for field in page.autocomplete_fields:
            yield f"?term=&app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field}"


def routes(patterns=None, pattern="", namespace=""):
    for each in get_resolver().url_patterns if patterns is None else patterns:
        there = pattern + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            inside = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from routes(each.url_patterns, there, inside)
        else:
            module = each.callback.__module__.split(".")[0]
            yield Route(f"{namespace}{each.name}", there, there.removesuffix("$"), module)


def questions(curiosity):
    """Some ask everything, others quickly; and of a desk that is closed to them only whether it is."""
    for route in routes():
        if route.is_of_the_desk and not route.is_among(curiosity.desk):
            yield "GET", route.addresses()[0]
        else:
            everything = curiosity.is_thorough or route.is_of_the_desk
            yield from route.questions() if everything else route.quick_questions()
