"""What a relay can do wrong: a line for each, with its answers; in capitals settings, and `LONG` a mail of some megabytes.

All is kept up for a whole attempt. `TAKES` is what follows the dot; whoever is cut off there cannot see whether the
relay took the mail, so that there are two lines for it.
"""

import time

from tests.notifications.relay import CUT, HANG


def late():
    time.sleep(0.6)
    return "250 accepted, in the end"


TLS = {"EMAIL_USE_TLS": True}
PASSWORD = {"EMAIL_HOST_USER": "laurel", "EMAIL_HOST_PASSWORD": "secret"}
SHORT = {"EMAIL_TIMEOUT": 0.25}

FAULTS = {
    "it refuses the connection": {"EMAIL_PORT": 1},
    "it hangs without a greeting": {"connect": HANG, **SHORT},
    "it greets with 554": {"connect": "554 no service"},
    "it greets with 421": {"connect": "421 too many"},
    "it cuts instead of a greeting": {"connect": CUT},
    "it refuses EHLO and HELO": {"EHLO": "550 no", "HELO": "550 no"},
    "it has no STARTTLS": TLS,
    "it breaks TLS in the handshake": {"EHLO": "250 STARTTLS", "STAR": "220 go", "handshake": "500 what", **TLS},
    "it refuses the password with 535": {"EHLO": "250 AUTH PLAIN", "AUTH": "535 wrong", **PASSWORD},
    "it answers MAIL with 451": {"MAIL": "451 busy"},
    "it answers MAIL with 550": {"MAIL": "550 no"},
    "it greylists with 450": {"RCPT": "450 greylisted"},
    "it answers RCPT with 421": {"RCPT": "421 shutting down"},
    "it cuts at RCPT": {"RCPT": CUT},
    "it refuses one with 550": dict.fromkeys(
        ("RCPT TO:<ONE@RESEND.EXAMPLE>", "RCPT TO:<ONE@PARK.EXAMPLE>"), "550 nobody here"
    ),
    "it answers DATA with 451": {"DATA": "451 disk full"},
    "it answers DATA with 554": {"DATA": "554 no"},
    "it cuts before DATA": {"DATA": CUT},
    "it hangs at DATA": {"DATA": HANG, **SHORT},
    "it cuts in the middle of a long mail": {"body": CUT, "LONG": True},
    "it cuts at the dot, before it has read it": {"body": CUT},
    "it cuts after the dot, and has the mail": {"dot": CUT},
    "it hangs after the dot": {"dot": HANG, **SHORT},
    "it answers later than we wait": {"dot": late, **SHORT},
    "it answers the dot with 451": {"dot": "451 later"},
    "it answers the dot with 554": {"dot": "554 spam"},
    "it answers the dot with garbage": {"dot": "garbage"},
    "it cuts at QUIT": {"QUIT": CUT},
    "it hangs at QUIT": {"QUIT": HANG, **SHORT},
}


def misbehave(relay, settings, fault):
    """All of the fault but the length of the mails."""
    for name, value in fault.items():
        if name.startswith("EMAIL_"):
            setattr(settings, name, value)
        else:
            relay.replies[name] = value


def behave(relay, settings):
    relay.recover()
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = relay.port, 5
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
