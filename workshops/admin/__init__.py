from workshops.admin import mail, mailing, people, programme, workshop

__all__ = ["mail", "mailing", "people", "programme", "workshop"]
