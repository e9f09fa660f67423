"""The environments of strangers. They take a while to install, so all tests share them."""

from pathlib import Path

import pytest

from .strangers import README, Environment, blocks, check_out, new_environment, section

LINES_NEED = "flask fastapi python-multipart pytest-xdist"
VALIDATOR = "--no-deps twilio"  # the rest of that library has dependencies that take long, and nobody needs here


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a stranger works: the checkout of the kit lies in ``pytest-ivr``, projects lie beside it."""
    folder = tmp_path_factory.mktemp("desk")
    check_out(folder / "pytest-ivr")
    return folder


@pytest.fixture(scope="session")
def environment(desk: Path) -> Environment:
    """A fresh environment without Django, with what the lines need, and the kit installed as the README says."""
    made = new_environment(desk / "environment")
    project = desk / "nothing"
    project.mkdir()
    made.succeed(f"pip install {LINES_NEED}", project)
    made.succeed(f"pip install {VALIDATOR}", project)
    made.succeed(blocks(section(README, "Your own line"))[0], project)
    return made


@pytest.fixture(scope="session")
def environment_with_django(environment: Environment, desk: Path) -> Environment:
    """The same environment, with Django and pytest-django beside it."""
    folder = desk / "django"
    environment.succeed(f"pip install --target {folder} --no-deps django pytest-django asgiref sqlparse", desk)
    return Environment(environment.folder, {"PYTHONPATH": str(folder)})
