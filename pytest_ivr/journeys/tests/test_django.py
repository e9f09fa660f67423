"""With pytest-django, collected scenarios and their line work on the test database."""

import pytest

from testbed.repository import ROOT

FILES = {
    "pytest.ini": "[pytest]\nivr_line = mysite.wsgi:application\nDJANGO_SETTINGS_MODULE = mysite.settings\n",
    "manage.py": "",
    "mysite/__init__.py": "",
    "mysite/settings.py": """
from pathlib import Path

FOLDER = Path(__file__).parent.parent
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "production.sqlite3",
        "TEST": {"NAME": FOLDER / "testing.sqlite3"},
    }
}
INSTALLED_APPS = ["mysite"]
ROOT_URLCONF = "mysite.urls"
SECRET_KEY = "secret"
ALLOWED_HOSTS = ["ivr.example"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
""",
    "mysite/models.py": """
from django.db import models

class Offer(models.Model):
    text = models.TextField()
""",
    "mysite/urls.py": """
from pathlib import Path

from django.db import connection
from django.http import HttpResponse
from django.urls import path

from mysite.models import Offer

def voice(request):
    said = [Path(connection.settings_dict["NAME"]).name, *Offer.objects.values_list("text", flat=True)]
    verbs = "".join(f"<Say>{it}</Say>" for it in said)
    return HttpResponse(f"<Response>{verbs}</Response>", content_type="text/xml")

urlpatterns = [path("voice", voice)]
""",
    "mysite/wsgi.py": """
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
application = get_wsgi_application()
""",
    "features/conftest.py": """
from pathlib import Path

from django.db import connection
from pytest_bdd import given, parsers, then

@given(parsers.parse('there is an offer "{text}"'))
def there_is_an_offer(text):
    from mysite.models import Offer

    Offer.objects.create(text=text)

@then(parsers.parse("the database is {name}"))
def the_database_is(name):
    assert Path(connection.settings_dict["NAME"]).name == name
""",
    "features/offers.feature": """
Feature: Offers
  Scenario: A caller hears an offer
    Given there is an offer "Two for one"
    When the caller dials
    Then the caller hears:
      \"\"\"
      testing.sqlite3
      Two for one
      \"\"\"
    And the database is testing.sqlite3

  Scenario: The offer of another scenario is gone
    When the caller dials
    Then the caller hears:
      \"\"\"
      testing.sqlite3
      \"\"\"
    And the database is testing.sqlite3
""",
}


def test_a_collected_scenario_sees_the_test_database(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in FILES.items():
        (pytester.path / name).parent.mkdir(exist_ok=True)
        (pytester.path / name).write_text(text)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    plugins = [part for name in ("django", "bdd", "ivr") for part in ("-p", f"pytest_{name}.plugin")]
    pytester.runpytest_subprocess("-p", "no:cacheprovider", *plugins).assert_outcomes(passed=2)
    assert not (pytester.path / "production.sqlite3").exists()
