from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    """Pages and commands that look at all apps at once."""

    name = "config"


class DeskConfig(AdminConfig):
    default_site = "config.desk.Desk"

    def ready(self):
        super().ready()
        admin.site.unregister(apps.get_model("auth", "Group"))  # roles of an edition are the only groups here
