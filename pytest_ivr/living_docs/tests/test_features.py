"""Feature files, read for a guard of their language."""

from pathlib import Path

from pytest_ivr.living_docs.stream.features import read_features


def test_features_are_read_by_name_from_all_folders_below(tmp_path: Path) -> None:
    for name in ("sales.feature", "billing/refunds.feature", "billing/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Feature: One\n", encoding="utf-8")
    assert [feature.uri for feature in read_features(tmp_path)] == ["billing/refunds.feature", "sales.feature"]
