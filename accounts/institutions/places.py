"""Countries and states in an address, so that two institutions of one name can be told apart."""

from functools import cache

from django.utils import translation
from django_countries import countries

from accounts.institutions.folding import fold

ALSO_CALLED = {
    "AE": "UAE",
    "BR": "Brasil",
    "CH": "Schweiz|Suisse|Svizzera",
    "CN": "China|PR China|P.R.C.|Peoples Republic of China|Mainland China",
    "CZ": "Czech Republic|Czechia",
    "DE": "Deutschland|Allemagne|Federal Republic of Germany",
    "ES": "España|Espagne",
    "GB": "UK|United Kingdom|England|Scotland|Wales|Northern Ireland|Great Britain|U.K.",
    "HK": "Hong Kong SAR|Hongkong",
    "IR": "Iran|Islamic Republic of Iran",
    "IT": "Italia|Italie",
    "JP": "Nippon",
    "KR": "Korea|South Korea|Republic of Korea|Korea Republic",
    "LA": "Laos",
    "MO": "Macau|Macao",
    "NL": "Holland|Netherlands",
    "RU": "Russia|Russian Federation",
    "SK": "Slovak Republic",
    "SY": "Syria",
    "TR": "Turkey|Türkiye",
    "TW": "Taiwan|Republic of China|Taiwan R.O.C.|R.O.C.",
    "TZ": "Tanzania",
    "US": "USA|U.S.A.|United States|United States of America|Etats-Unis|US",
    "VN": "Vietnam|Viet Nam",
}
STATES = (
    "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|Florida FL"
    "|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME"
    "|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS|Missouri MO|Montana MT|Nebraska NE"
    "|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|North Dakota ND|Ohio OH"
    "|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX"
    "|Utah UT|Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY|District of Columbia DC"
)
# Territories that ROR, or the people there, count as a country of their own or as part of another one.
TOGETHER = [{"US", "PR", "GU", "VI"}, {"CN", "HK", "MO"}, {"FR", "GP", "MQ", "GF", "RE", "NC", "PF"}]


@cache
def countries_called():
    """Country codes by folded name; “Georgia” is two."""
    called = {}
    with translation.override("en"):
        names = [(code, name) for code, name in countries]
    names += [(code, name) for code, also in ALSO_CALLED.items() for name in also.split("|")]
    names += [("US", state.rpartition(" ")[0]) for state in STATES.split("|")]
    for code, name in names:
        called.setdefault(fold(name), set()).add(code)
    return called


STATE_LETTERS = frozenset(state[-2:] for state in STATES.split("|"))


def country_at(words, start):
    """Codes and number of words of the country whose name begins at ``start``, the longest name first."""
    for length in (4, 3, 2, 1):
        codes = countries_called().get(" ".join(words[start : start + length]))
        if codes and start + length <= len(words):
            return codes, length
    return set(), 0


def in_one_country(code, codes):
    """Whether an organization of ``code``, if one is known, may be in one of ``codes``."""
    return not code or code in codes or any(code in group and codes & group for group in TOGETHER)
