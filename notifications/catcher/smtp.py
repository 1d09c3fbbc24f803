from aiosmtpd.controller import Controller


class Catch:
    """Takes whatever comes, but for addresses that nobody can have (RFC 2606): so a bounce can be looked at."""

    def __init__(self, inbox):
        self.inbox = inbox

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.lower().endswith(".invalid"):
            return "550 5.1.2 There is no such place"
        envelope.rcpt_tos.append(address)
        return "250 Go on"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd looks for this name
        self.inbox.add(envelope.original_content)
        return "250 Caught"


def smtp_server(inbox, host, port):
    return Controller(Catch(inbox), host, port, data_size_limit=None, enable_SMTPUTF8=True)
