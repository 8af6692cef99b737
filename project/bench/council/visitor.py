"""A person with a browser: session cookie, proof of the form, a connection that is kept."""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import monotonic, perf_counter
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

_KEPT_SECONDS = 1  # gunicorn closes what was idle for two
_PROOF = "b" * 32
_TIMEOUT_SECONDS = 60


class Unanswered(Exception):
    """The connection broke before the answer came: whether the deed was done is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ms: milliseconds until the last byte."""

    status: int
    headers: dict
    text: str
    ms: float


def session_of(person):
    """The key of a session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


class Visitor:
    """Asks as one signed-in person; for one thread. session: of another window of the same browser."""

    def __init__(self, port, person, *, session=""):
        self.port, self.person = port, person
        self.session = session or session_of(person)
        self.connection, self.used_at = None, 0.0
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={_PROOF}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": _PROOF}

    def again(self):
        """Another window of the same browser."""
        return Visitor(self.port, self.person, session=self.session)

    def get(self, address, *, tag=""):
        """tag: of what is known already; the answer is 304 where nothing has changed."""
        return self._ask("GET", address, None, {"HX-Request": "true", "If-None-Match": tag} if tag else {})

    def post(self, address, values, **headers):
        """On a connection of its own: a kept one may just be closed by a server that is busy."""
        self.close()
        told = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", address, urlencode(values), told)

    def _ask(self, method, address, body, headers):
        started = perf_counter()
        if self.connection is None or monotonic() - self.used_at > _KEPT_SECONDS:
            self.close()
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_SECONDS)
        try:
            self.connection.request(method, address, body, {**self.headers, **headers})
            found = self.connection.getresponse()
            text = found.read().decode()
        except (OSError, HTTPException) as fault:
            self.close()
            raise Unanswered(str(fault)) from fault
        self.used_at = monotonic()
        return Answer(found.status, dict(found.headers), text, (perf_counter() - started) * 1000)

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
