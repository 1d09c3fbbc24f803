from workshops.admin import event_text, mail, mailing, pause, people, programme, workshop

__all__ = ["event_text", "mail", "mailing", "pause", "people", "programme", "workshop"]
