"""The peer of the bench as an application; installed in the bench process alone."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "project.bench.stock"
    label = "stock"
    default_auto_field = "django.db.models.BigAutoField"
