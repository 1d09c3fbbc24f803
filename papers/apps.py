from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"

    def ready(self):
        from papers import audiences  # noqa: F401, PLC0415 - registers itself; needs the app registry
