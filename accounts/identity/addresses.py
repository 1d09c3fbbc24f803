"""What an e-mail address says about who is who."""

import re
from itertools import combinations

from accounts.identity.folding import folded
from accounts.identity.likeness import likeness

FUNCTIONS = """
admin administrator admissions board chair chairs committee conference contact department dept editor editors
enquiries group hello help info inquiries lab mail mailbox mailer management media news noreply office organizers
organisers pc postmaster press program programme proceedings reception registration research secretariat secretary
service submissions support team webmaster workshop
"""
FREE_MAIL = """
126.com 139.com 163.com aol.com daum.net fastmail.com foxmail.com free.fr gmail.com gmx.at gmx.ch gmx.de gmx.net
googlemail.com hanmail.net hotmail.co.uk hotmail.com hotmail.fr hotmail.it icloud.com laposte.net libero.it live.com
mac.com mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.fr pm.me proton.me
protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com sina.cn sina.com sohu.com t-online.de tutanota.com
web.de wp.pl yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.cn yahoo.de yahoo.fr yandex.com yandex.ru
yeah.net ymail.com zoho.com
"""
OF_A_FUNCTION = frozenset(FUNCTIONS.split())
OF_EVERYBODY = frozenset(FREE_MAIL.split())
NO_LETTER = re.compile(r"[^a-z]")
MANY_SPELLINGS = 6


def normal(email):
    return email.strip().lower()


def domain_of(email):
    """Empty for what everybody may have an address at."""
    domain = normal(email).rpartition("@")[2]
    return "" if domain in OF_EVERYBODY else domain


def is_shared(email, names):
    """Whether an address is of a function, or stands beside names of clearly different people."""
    if _is_of_a_function(email.partition("@")[0]):
        return True
    spellings = list({folded(name): name for name in names}.values())
    return len(spellings) > MANY_SPELLINGS or any(likeness(*pair) is None for pair in combinations(spellings, 2))


def _is_of_a_function(local):
    """info@, no-reply@, chairs.2026@"""
    first_word = NO_LETTER.split(local)[0]
    return not OF_A_FUNCTION.isdisjoint({local, local.replace("-", ""), first_word})
