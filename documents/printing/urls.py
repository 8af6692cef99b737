"""URLs of the stock for certificates."""

from django.urls import path

from documents.printing import stock_views

app_name = "stocks"
urlpatterns = [
    path("", stock_views.index, name="list"),
    path("new/", stock_views.new, name="new"),
    path("<int:pk>/", stock_views.change, name="change"),
    path("<int:pk>/preview/", stock_views.preview, name="preview"),
    path("<int:pk>/test-print/", stock_views.trial, name="trial"),
]
