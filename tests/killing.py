"""A process that is killed in the middle of a deed: forked, with a connection of its own, and cut by kill -9."""

import os
import signal
import warnings
from time import sleep

from django.db import connections


def killed_after(seconds, deed):
    """Run `deed(tell)` in a process of its own and kill it; returns what it told before, line by line.

    tell(text): what a caller would have been answered. seconds: how long the process may live; it may end earlier.
    """
    connections.close_all()  # a forked connection would be one line to the database used by two
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Newer Pythons warn where threads run beside, as in a parallel run; the child touches nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            deed(lambda text: os.write(writing, f"{text}\n".encode()))
        finally:
            os._exit(0)
    os.close(writing)
    sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(reading) as pipe:
        return pipe.read().splitlines()
