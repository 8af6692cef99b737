"""URLs of the registers of numbers."""

from django.urls import path

from workflows.registers import views

app_name = "registers"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/book.pdf", views.book_pdf, name="book_pdf"),
    path("<int:pk>/book.docx", views.book_docx, name="book_docx"),
    path("numbers/<int:pk>/void/", views.void, name="void"),
]
