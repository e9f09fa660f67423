"""The page and the summary of a stream with everything in it that they can show, against files that were reviewed."""

from difflib import unified_diff
from pathlib import Path

import pytest

from pytest_ivr.__main__ import main
from testbed.repository import ROOT

GOLD = Path(__file__).parent / "gold"
TITLE = "The gold line"
RENEW = (
    f"If this is meant, renew the gold files and review their diff: python -m pytest_ivr docs build "
    f'{(GOLD / "messages.ndjson").relative_to(ROOT)} --out {(GOLD / "site").relative_to(ROOT)} --title "{TITLE}"'
)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what is made of the stream today."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert (
        main(["docs", "build", str(GOLD / "messages.ndjson"), "--out", str(tmp_path / "site"), "--title", TITLE]) == 0
    )
    return tmp_path


@pytest.mark.parametrize("name", ["site/index.html", "summary.md"])
def test_nothing_has_changed_unseen(built: Path, name: str) -> None:
    old, new = ((folder / name).read_text().splitlines(keepends=True) for folder in (GOLD, built))
    assert old == new, "".join(unified_diff(old, new, f"gold/{name}", f"built/{name}", n=0)) + RENEW
