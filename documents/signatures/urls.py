"""Addresses of digital signatures and of the issuers that are trusted."""

from django.urls import path

from documents.signatures import issuer_views, program_views, views

app_name = "signatures"
urlpatterns = [
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/file/", views.current, name="current"),
    path("papers/<int:pk>/files/<int:signed>/", views.signed_file, name="signed_file"),
    path("papers/<int:pk>/sample/", views.sample, name="sample"),
    path("papers/<int:pk>/addresses/", program_views.begin, name="begin"),
    path("hand/<str:token>/", program_views.hand, name="hand"),
    path("back/<str:token>/", program_views.back, name="back"),
    path("issuers/", issuer_views.issuers, name="issuers"),
    path("issuers/<int:pk>/end/", issuer_views.end, name="end_issuer"),
]
