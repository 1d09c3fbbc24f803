"""What speaks for two people being one, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.identity.likeness import Kind
from accounts.models import Person

SENTENCES = {
    Kind.SAME: gettext_lazy("The names are equal."),
    Kind.MARKS: gettext_lazy("“%(one)s” and “%(other)s” differ only in capitals, accents, dots or hyphens."),
    Kind.HYPHEN: gettext_lazy("The names differ only in blanks and hyphens."),
    Kind.ORDER: gettext_lazy("The same words stand in another order."),
    Kind.SCRIPT: gettext_lazy("“%(one)s” and “%(other)s” read alike in Latin letters."),
    Kind.NICKNAME: gettext_lazy("“%(one)s” and “%(other)s” are forms of one name."),
    Kind.INITIAL: gettext_lazy("“%(one)s” and “%(other)s” may be a name and its initial."),
    Kind.DROPPED: gettext_lazy("“%(lone)s” stands in one of the names only."),
    Kind.SLIP: gettext_lazy("“%(one)s” and “%(other)s” differ in one letter."),
    Kind.AFFILIATION: gettext_lazy("Both are printed with “%(one)s”."),
}


def in_words(evidence):
    """One sentence for each reason."""
    people = Person.objects.in_bulk([pk for reason in evidence for pk in reason.get("people", ())])
    return [sentence for reason in evidence if (sentence := _sentence(reason, people))]


def _sentence(reason, people):
    if reason["kind"] == Kind.COMPANY:
        names = ", ".join(people[pk].name for pk in reason["people"] if pk in people)
        return _("Both wrote with %(names)s.") % {"names": names} if names else ""
    words = {"one": _shown(reason["one"]), "other": _shown(reason["other"])}
    words["lone"] = words["one"] or words["other"]
    return SENTENCES[reason["kind"]] % words


def _shown(word):
    """Single words are kept folded."""
    return word.title() if word.islower() else word
