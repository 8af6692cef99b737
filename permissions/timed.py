"""Work that the clock asks for: each topic registers its own, `manage.py tick` does what is due."""

_jobs = {}


def timed(job):
    """Register `job(now) -> int`: how many things were done. Safe to run twice at once: it locks what it takes."""
    _jobs[f"{job.__module__}.{job.__name__}"] = job
    return job


def jobs():
    """Every registered job, by its name: {name: job}."""
    return dict(sorted(_jobs.items()))
