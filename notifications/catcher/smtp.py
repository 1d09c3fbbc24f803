from aiosmtpd.controller import Controller


class Catch:
    """Takes whatever comes."""

    def __init__(self, inbox):
        self.inbox = inbox

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd looks for this name
        self.inbox.add(envelope.original_content)
        return "250 Caught"


def smtp_server(inbox, host, port):
    return Controller(Catch(inbox), host, port, data_size_limit=None, enable_SMTPUTF8=True)
