"""What the image, the compose file and the manifest name is there. Nobody builds or starts them here."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from testbed.repository import ROOT

DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
LAST_STAGE = CONTAINERFILE.rpartition("FROM ")[2]
PYTHON = {"python": sys.executable}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The files that the image has of this repository."""
    for sources in re.findall(r"^COPY (?!--from)(.*)$", LAST_STAGE, re.MULTILINE):
        *names, to = sources.split()
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tmp_path / to, ignore=shutil.ignore_patterns("tests", "__pycache__"))
            else:
                shutil.copy(ROOT / name, tmp_path / to)
    return tmp_path


def test_the_files_in_the_image_are_all_that_the_line_needs(image: Path) -> None:
    [collect] = re.findall(r"^RUN (python .*)$", LAST_STAGE, re.MULTILINE)
    environment = {**os.environ, "STATIC_ROOT": str(image / "static"), "PYTHONPATH": ""}
    answer = "from ivr.wsgi import application; from django.test import Client; Client().get('/health/live').content"
    for command in (collect, f"python -c {shlex.quote(answer)}", "python -m gunicorn --check-config ivr.wsgi"):
        words = [PYTHON.get(word, word) for word in shlex.split(command)]
        secrets = {"SECRET_KEY": "x" * 50, "TWILIO_AUTH_TOKEN": "x"}
        subprocess.run(words, cwd=image, env=environment | secrets, check=True, stdout=subprocess.DEVNULL)
    assert (image / "static" / "admin" / "css" / "base.css").exists()


def test_what_is_copied_is_not_left_out_of_the_build() -> None:
    let_in = set(re.findall(r"^!(.*)$", (DEPLOY / "Containerfile.dockerignore").read_text(), re.MULTILINE))
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.MULTILINE)
    assert {name for names in copied for name in names.split()} == let_in


def test_every_setting_of_the_compose_file_is_explained() -> None:
    named = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    assert named == set(re.findall(r"^(\w+)=", (DEPLOY / "env.template").read_text(), re.MULTILINE))
