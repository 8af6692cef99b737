"""The server of the bench: gunicorn as an installation starts it, over the bench's database."""

import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ, kill
from time import monotonic, sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from project.bench.council.visitor import Unanswered, Visitor
from project.bench.database import SETTINGS
from project.settings import env

WORKERS, THREADS = 3, 4  # as deploy/bangvang.service starts them
BARE = "/bench/bare/"
_START_SECONDS = 60


def _address_of_database():
    """DATABASE_URL of the database the bench works in."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(env("DATABASE_URL"))._replace(path=f"/{name}").geturl()


@dataclass(slots=True)
class Server:
    """Gunicorn, its port, and how many workers it has."""

    port: int
    workers: int

    def process_that_answers(self, person):
        """Number of the process that answers this person's page; waits until one does."""
        started = monotonic()
        while monotonic() - started < _START_SECONDS:
            try:
                return int(Visitor(self.port, person).get(BARE).headers["X-Process"])
            except Unanswered:
                sleep(0.02)
        raise TimeoutError("the server of the bench does not answer")

    def kill_worker(self, number):
        """kill -9: nothing is tidied up."""
        kill(number, signal.SIGKILL)


@contextmanager
def served(person, *, workers=WORKERS):
    """Inside, a Server runs; it is stopped at the end. person: signs in to see whether it answers."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    command = [sys.executable, "-m", "gunicorn", "project.wsgi", "--workers", str(workers), "--threads", str(THREADS)]
    command += ["--no-control-socket", "--log-level", "critical", "--bind", f"fd://{listening.fileno()}"]
    told = {"DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": _address_of_database()}
    around = {name: value for name, value in environ.items() if name != "DATABASE_URL_FILE"}
    process = subprocess.Popen(
        command, cwd=settings.ROOT, env={**around, **told}, pass_fds=[listening.fileno()], stdout=subprocess.DEVNULL
    )
    try:
        server = Server(listening.getsockname()[1], workers)
        server.process_that_answers(person)
        yield server
    finally:
        listening.close()
        process.terminate()
        process.wait(timeout=_START_SECONDS)
