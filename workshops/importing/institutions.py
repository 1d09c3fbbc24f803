"""Which institutions the printed affiliations of an import mean, asked once for all of them."""

from accounts.institutions.linking import resolve


class Institutions:
    def __init__(self):
        self.meant = {}

    def resolve(self, printed):
        """Certain ones only. Institutions that were in the table of ROR alone are added and stay: all editions share them."""
        found = resolve({text for text in printed if text}, create=True)
        self.meant = {text: [each.pk for each in one.affiliations] for text, one in found.items() if one.certain}

    def meant_by(self, printed):
        return self.meant.get(printed, [])
