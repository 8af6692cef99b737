"""Many hands at once: threads that start together, each with a connection of its own that is closed again."""

from threading import Barrier, Thread

from django.db import connections


def at_once(deeds):
    """Run the deeds in threads that start together; what each returned or raised, in order."""
    together, results = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            together.wait()
            results[place] = deed()
        except Exception as fault:  # a thread's fault would otherwise be silent
            results[place] = fault
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
