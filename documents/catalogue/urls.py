"""Addresses of the catalogue, under catalogue/."""

from django.urls import path

from documents.catalogue import views
from documents.catalogue.amending import views as amending

app_name = "catalogue"

urlpatterns = [
    path("", views.index, name="index"),
    path("rule-sets/excel/", views.rule_sets_file, name="rule_sets_file"),
    path("rule-sets/<int:pk>/", views.rule_set, name="rule_set"),
    path("rule-sets/<int:pk>/limits/", views.limits, name="limits"),
    path("rule-sets/<int:pk>/limits/add/", amending.add_limit, name="add_limit"),
    path("rule-sets/<int:pk>/forms/<slug:code>/", views.award_form, name="award_form"),
    path("rule-sets/<int:pk>/forms/<slug:code>/money/add/", amending.add_multiplier, name="add_multiplier"),
    path("rule-sets/<int:pk>/copy/", amending.copy_rule_set, name="copy_rule_set"),
    path("rule-sets/<int:pk>/adopt/", amending.adopt_rule_set, name="adopt_rule_set"),
    path("rules/<slug:kind>/<int:pk>/amend/", amending.amend_rule, name="amend_rule"),
    path("form-rules/<int:pk>/papers/add/", amending.add_paper, name="add_paper"),
    path("papers/<int:pk>/remove/", amending.remove_paper, name="remove_paper"),
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/add/", amending.add_instrument, name="add_instrument"),
    path("instruments/<int:pk>/amend/", amending.amend_instrument, name="amend_instrument"),
    path("base-wages/", views.base_wages, name="base_wages"),
    path("base-wages/add/", amending.add_base_wage, name="add_base_wage"),
    path("base-wages/<int:pk>/amend/", amending.amend_base_wage, name="amend_base_wage"),
    path("grounds/", views.grounds, name="grounds"),
    path("grounds/add/", amending.add_ground, name="add_ground"),
    path("grounds/<int:pk>/amend/", amending.amend_ground, name="amend_ground"),
    path("holidays/", views.holidays, name="holidays"),
    path("holidays/open/", amending.open_holiday_year, name="open_holiday_year"),
    path("holidays/add/", amending.add_holiday, name="add_holiday"),
    path("holidays/<int:pk>/amend/", amending.amend_holiday, name="amend_holiday"),
    path("holidays/<int:pk>/remove/", amending.remove_holiday, name="remove_holiday"),
]
