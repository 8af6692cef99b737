"""Endpoints of people: who I am, tokens, accounts. Offices and units: offices_api.py."""

from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from permissions.api_fields import Page
from permissions.endpoints import Asks, Endpoints, SignedIn, read_form, seen_or_404
from permissions.keyset import page_of, with_words
from permissions.people import forms, queries, schemas, services, tokens
from permissions.people.models import ApiToken, User

router = Endpoints(tags=["people"])


# --- who I am ------------------------------------------------------------------------------------------
@router.get("/me", auth=SignedIn(), response=schemas.Me)
def me(request):
    """The person behind the session or token, with every office held today and its rights."""
    person = request.user
    return {
        "id": person.pk,
        "full_name": person.full_name,
        "username": person.username,
        "offices": request.held,
    }


@router.get("/tokens", auth=SignedIn(), response=list[schemas.TokenShort])
def own_tokens(request):
    """My tokens that still open the door."""
    return tokens.live_tokens(request.user, timezone.now())


@router.post("/tokens/{key}/revoke", auth=SignedIn(), response=schemas.TokenShort)
def revoke_token(request, key: schemas.Key):
    """End one of my tokens at once."""
    token = get_object_or_404(ApiToken, pk=key, user=request.user)
    return tokens.revoke(token=token, by=request.user)


@router.get("/people/{key}/tokens", auth=Asks("people.edit"), response=list[schemas.TokenShort])
def tokens_of(request, key: schemas.Key):
    """The live tokens of another person, to be revoked where they got into wrong hands."""
    return tokens.live_tokens(seen_or_404(request, User, pk=key), timezone.now())


@router.post("/people/{key}/tokens/{token}/revoke", auth=Asks("people.edit"), response=schemas.TokenShort)
def revoke_token_of(request, key: schemas.Key, token: schemas.Key, body: schemas.Deed):
    """End another person's token at once."""
    held = get_object_or_404(ApiToken, pk=token, user=seen_or_404(request, User, pk=key))
    return tokens.revoke(token=held, by=request.user, acting_as=body.acting_as)


# --- accounts ------------------------------------------------------------------------------------------
@router.get("/people", auth=Asks("people.view"), response=Page[schemas.PersonRow])
def people(request, query: Query[schemas.PeopleQuery]):
    """People in the order of their names, with the offices they hold today."""
    rows = with_words(queries.with_offices_now(request.user, request.held), query.q)
    return page_of(rows, ("sort_key", "pk"), query)


@router.get("/people/{key}", auth=Asks("people.view"), response=schemas.Person)
def person(request, key: schemas.Key):
    """One person: every appointment, and where the person is or has a deputy."""
    return _shown(seen_or_404(request, User, pk=key))


def _shown(person):
    person.offices, person.deputies = queries.offices_of(person), queries.deputies_of(person)
    return person


@router.post("/people", auth=Asks("people.edit"), response={201: schemas.Person})
def add_person(request, body: schemas.NewPerson):
    """Open an account; appoint the person to an office next."""
    form = read_form(forms.NewPersonForm(body.dict(exclude={"acting_as"})))
    return _shown(services.add_person(by=request.user, acting_as=body.acting_as, **form.cleaned_data))


@router.patch("/people/{key}", auth=Asks("people.edit"), response=schemas.Person)
def change_person(request, key: schemas.Key, body: schemas.PersonChange):
    """Change name, e-mail or telephone."""
    shown = seen_or_404(request, User, pk=key)
    said = {name: getattr(shown, name) for name in ("full_name", "email", "phone")}
    said |= body.dict(exclude_none=True, exclude={"acting_as"})
    form = read_form(forms.PersonForm(said, instance=shown))
    changed = services.change_person(user=shown, values=form.cleaned_data, by=request.user, acting_as=body.acting_as)
    return _shown(changed)


@router.post("/people/{key}/password", auth=Asks("people.edit"), response={204: None})
def set_password(request, key: schemas.Key, body: schemas.NewPassword):
    """Give a person a new password; sessions and tokens of the old one end."""
    shown = seen_or_404(request, User, pk=key)
    read_form(forms.PasswordForm({"password": body.password}))
    changed = services.set_password(user=shown, password=body.password, by=request.user, acting_as=body.acting_as)
    if changed.pk == request.user.pk and request.session.session_key:
        update_session_auth_hash(request, changed)


@router.post("/people/{key}/active", auth=Asks("people.edit"), response=schemas.Person)
def set_active(request, key: schemas.Key, body: schemas.ActiveChange):
    """Deactivate or reactivate an account, with the reason."""
    shown = seen_or_404(request, User, pk=key)
    read_form(forms.ActiveForm({"reason": body.reason}))
    changed = services.set_active(
        user=shown, is_active=body.is_active, reason=body.reason, by=request.user, acting_as=body.acting_as
    )
    return _shown(changed)
