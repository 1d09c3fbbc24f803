from django.utils.translation import gettext_lazy as _

NOUNS = {
    "paper": _("papers"),
    "edition": _("the edition"),
    "date": _("dates"),
    "sponsor": _("sponsors"),
    "page": _("pages"),
    "role": _("roles"),
    "slot": _("programme"),
    "presentation": _("papers in the programme"),
    "award": _("awards"),
    "candidate": _("award candidates"),
    "grant": _("grants"),
    "note": _("notes of the reader"),
}
