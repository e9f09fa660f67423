"""The files beside the features: where they are looked for, and what is said of what cannot be read."""

from pathlib import Path

import pytest

from pytest_ivr.beside_features import find_beside, read_words
from pytest_ivr.journeys.prompts import read_prompts, words


def test_the_nearest_file_counts_up_to_the_root(tmp_path: Path) -> None:
    feature = tmp_path / "features/inner/sales.feature"
    feature.parent.mkdir(parents=True)
    assert find_beside(feature, "prompts.txt", tmp_path) is None
    assert read_prompts(feature, tmp_path) == {}
    for folder in (tmp_path, tmp_path / "features", feature.parent):
        (folder / "prompts.txt").write_text("welcome.mp3: Welcome.\n")
        assert find_beside(feature, "prompts.txt", tmp_path) == folder / "prompts.txt"
    assert find_beside(feature, "prompts.txt", tmp_path / "elsewhere") == feature.parent / "prompts.txt"
    (feature.parent / "prompts.txt").unlink()
    assert find_beside(feature, "prompts.txt", feature.parent) is None


def test_names_have_words_behind_a_colon(tmp_path: Path) -> None:
    path = tmp_path / "prompts.txt"
    path.write_text("\ufeff# What the studio recorded\n\na.mp3:  One: two \nen/b.mp3: Zwölf\n", encoding="utf-8")
    assert read_words(path) == {"a.mp3": "One: two", "en/b.mp3": "Zwölf"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a.mp3\n", "prompts.txt:2: 'a.mp3' should be a name and its words, written `name: words`."),
        ("a.mp3:One\n", "prompts.txt:2: 'a.mp3:One' should be a name and its words"),
        ("a.mp3: \n", "prompts.txt:2: 'a.mp3:' should be a name and its words"),
        (": One\n", "prompts.txt:2: ': One' should be a name and its words"),
        ("a.mp3: One\na.mp3: Two\n", "prompts.txt:3: 'a.mp3' has words already; take one of the lines out."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "prompts.txt"
    path.write_text(f"# prompts\n{text}")
    with pytest.raises(ValueError, match=r"prompts\.txt:") as refusal:
        read_words(path)
    assert str(refusal.value).startswith(f"{tmp_path}/{complaint}")


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        ({"text": " For\n  sales "}, "For sales"),
        ({"digits": "1w2"}, "[tones 1w2]"),
        ({"url": "https://cdn.example/prompts/en/welcome%20all.mp3?v=1"}, "Welcome, all."),
        ({"url": "https://cdn.example/es/bye.mp3"}, "Hasta luego."),
        ({"url": "https://cdn.example/en/bye.mp3"}, "Goodbye."),
        ({"url": "https://cdn.example/unknown.mp3"}, "[unknown.mp3]"),
    ],
)
def test_a_played_file_is_heard_as_its_words(event: dict[str, str], heard: str) -> None:
    prompts = {"welcome all.mp3": "Welcome,\n all.", "es/bye.mp3": "Hasta luego.", "bye.mp3": "Goodbye."}
    assert words(event, prompts) == heard
