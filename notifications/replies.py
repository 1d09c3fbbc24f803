"""What the words of a mail server say about the address, and when they only concern the mail, the mailbox or us."""

import re
import smtplib

ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
# Not 5.1.7 and 5.1.8: they are about the sender, and would be true of everybody.
GONE = re.compile(r"5\.1\.(?!7$|8$)\d+|5\.2\.1")
KEPT = re.compile(r"[24]\.\d+\.\d+|5\.7\.\d+|5\.2\.2|5\.1\.[78]")
GONE_IF_BARE = {550, 551, 553}
# What a relay says to whomever it does not serve, or takes for a sender of spam; no address is gone because of that.
ABOUT_US = re.compile(
    r"relay|rcpthosts|authenti|sender|denied|permitted|block|black|spam|polic|reputation|quota|full|"
    r"listed|rate|too many|limit|abuse|spf|dkim|dmarc|reverse|helo|virus|content|tls",
    re.IGNORECASE,
)


def refused_recipient(error):
    """(code, text) of a refusal at RCPT, or None."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return None
    code, text = next(iter(error.recipients.values()))
    return code, _decoded(text)


def in_words(error):
    """“550 5.1.1 nobody here” and not how Python would write it."""
    refused = refused_recipient(error)
    if refused is None and isinstance(error, smtplib.SMTPResponseException):
        refused = error.smtp_code, _decoded(error.smtp_error)
    return " ".join(map(str, refused)) if refused else str(error)


def says_gone(code, text):
    """Whether a refusal of the recipient means that the address does not exist, and not only that it got no mail."""
    if 500 <= code < 600 and code != 554 and (known := by_enhanced_code(text)) is not None:
        return known
    return code in GONE_IF_BARE and not ENHANCED.search(text) and not ABOUT_US.search(text)


def by_enhanced_code(text):
    """True if the address is gone, False if certainly not, None where the codes leave it open."""
    for code in ENHANCED.findall(text):
        if GONE.fullmatch(code):
            return not re.search("sender", text, re.IGNORECASE)
        if KEPT.fullmatch(code):
            return False
    return None


def _decoded(text):
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)
