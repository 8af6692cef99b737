"""What the Containerfile copies is enough to start the program and to offer its whole source. No engine is needed."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from fnmatch import fnmatch

import pytest

from tests.architecture.sources import ROOT, files, name_of

# Asks a page, and the archive that the licence promises, of the program as it stands in the folder.
ASK = """
import sys
import project.wsgi
from django.test import Client
client = Client(HTTP_HOST="localhost")
page, archive = (client.get(address, secure=True) for address in ("/source/", "/source/archive/"))
assert page.status_code == 200, page.status_code
sys.stdout.buffer.write(archive.content)
"""


def _instructions(word):
    """The arguments of every instruction of this kind; the lines of one that goes on are joined."""
    text = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"(?m)^{word}\s+(.+)$", text)


def _is_ignored(name):
    """Does .dockerignore keep the file, or a folder above it, out of the image?"""
    above = ["/".join(name.split("/")[:count]) for count in range(1, name.count("/") + 2)]
    for pattern in (ROOT / ".dockerignore").read_text(encoding="utf-8").split():
        anywhere = pattern.removeprefix("**/")
        for each in above:
            if fnmatch(each, pattern) or (anywhere != pattern and fnmatch(each.rpartition("/")[2], anywhere)):
                return True
    return False


def _copy(source, target, into):
    """As COPY does: a folder's content into the target, a file into or as the target."""
    names = [name_of(path) for path in files() if name_of(path) == source or name_of(path).startswith(f"{source}/")]
    assert names, f"COPY {source}: there is no such thing"
    for name in filter(lambda name: not _is_ignored(name), names):
        inside = name.removeprefix(source).lstrip("/") or source.rpartition("/")[2]
        place = into / target / inside
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place)


@pytest.fixture
def image(tmp_path):
    """The folder /app of the image, and its environment."""
    for arguments in _instructions("COPY"):
        *sources, target = arguments.split()
        for source in sources:
            _copy(source, target, tmp_path / "app")
    lines = " ".join(_instructions("ENV")).replace("=/", f"={tmp_path}/")
    told = dict(pair.split("=", 1) for pair in lines.split())
    return tmp_path / "app", {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, **told}


def run(image, *arguments):
    folder, environment = image
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_image_starts_and_offers_its_whole_source(image):
    _gunicorn, *options = json.loads(_instructions("CMD")[0])

    run(image, "manage.py", "check")
    run(image, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    run(image, "-m", "gunicorn", *options, "--check-config")
    archive = run(image, "-c", ASK)

    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        offered = {name.removeprefix("bang-vang/") for name in tar.getnames()}
    assert sorted({name_of(path) for path in files()} - offered) == []


@pytest.mark.parametrize(
    "name",
    ["deploy/secrets/secret_key", "deploy/.env", "deploy/env", ".env", ".env.production", "var/a", "project/x.sqlite3"],
)
def test_nothing_of_the_installation_comes_into_the_image(name):
    assert _is_ignored(name)
