"""The addresses of the installation, and beside them the bare page that others are measured against."""

from django.urls import path

from project import urls
from project.bench import bare

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [*urls.urlpatterns, path("bench/bare/", bare.page)]
