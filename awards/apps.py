from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self):
        from awards import discretion  # noqa: F401, PLC0415 - registers itself; needs the app registry
