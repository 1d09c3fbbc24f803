from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    """Pages and commands that look at all apps at once."""

    name = "config"


class DeskConfig(AdminConfig):
    default_site = "config.desk.Desk"
