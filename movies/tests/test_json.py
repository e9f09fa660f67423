"""Files of JSON that nobody should read, and long ones that one should."""

import pytest

from .catalogues import Import, Refused

A_SHOW = '{"theater":"Rialto","movie":"Alien","starts_at":"2026-11-27 18:00"'
OBJECT = '{"a":'


@pytest.mark.parametrize(
    ("content", "explanation"),
    [
        (f'[{A_SHOW},"digits":{"9" * 5_000}}}]', "item 1: the number 99999999999999999999… has more than 18 digits"),
        (f'[{A_SHOW},"digits":-{"9" * 19}}}]', "item 1: the number -9999999999999999999 has more than 18 digits"),
        (f"[{A_SHOW}}},{'[' * 1_100}{']' * 1_100}]", "item 2: brackets stand in brackets in brackets"),
        (f"[{A_SHOW}}},{'[' * 200_000}{']' * 200_000}]", "item 2: brackets stand in brackets in brackets"),
        (f'[{A_SHOW},"address":{OBJECT * 1_100}1{"}" * 1_100}}}]', "item 1: brackets stand in brackets in brackets"),
        (f'[{A_SHOW},"address":"{"x" * 70_000}"}}]', "item 1 is longer than 65536 characters"),
        (f'[{A_SHOW},"address":"x', "item 1: Unterminated string"),
        (f"[{A_SHOW}}} {A_SHOW}}}]", "item 1: there is neither a comma nor ] behind it"),
        (f"[{A_SHOW}}}] [", "behind the list there is more"),
        (f"[{A_SHOW}}},]", "item 2: Expecting value"),
        (f"[{A_SHOW}}}", "item 1: there is neither a comma nor ] behind it"),
        (f'[{A_SHOW},"digits":NaN}}]', "item 1: NaN is no number"),
        (f'[{A_SHOW},"movie":"Heat"}}]', "item 1: there are two values for 'movie'"),
    ],
)
def test_json_that_nobody_should_read_is_refused_in_a_sentence(
    refused: Refused, content: str, explanation: str
) -> None:
    *_, sentence = refused(content)
    assert sentence.startswith(f"This is not JSON of showtimes: {explanation}")
    assert len(sentence) < 300


@pytest.mark.parametrize(
    "content",
    [
        f'[{{"theater":"Rialto","movie":"Alien","starts_at":"{"9" * 50_000}"}}]',
        f'[{{"theater":"Rialto","movie":"Alien","starts_at":"2026-11-27 18:00","digits":"{"9" * 50_000}"}}]',
        f'[{A_SHOW},"{"x" * 50_000}":1}}]',
        f"[[{'1,' * 20_000}1]]",
        f"theater,movie,starts_at\nRialto,Alien,{'9' * 50_000}\n",
        f"theater,movie,starts_at,{'x' * 50_000}\n",
    ],
    ids=["a time", "a number", "a name", "a list", "a cell", "a column"],
)
def test_a_wrong_value_is_not_printed_whole(refused: Refused, content: str) -> None:
    assert max(map(len, refused(content))) < 500


def test_a_long_list_is_read_in_pieces(run: Import) -> None:
    shows = [f'{{"theater":"Rialto","movie":"Movie {n}","starts_at":"2026-11-27 18:00"}}' for n in range(3_000)]
    assert run(f" [ {' , '.join(shows)} ]\n").endswith("Shows: 3,000 added, 0 removed.\n")
    assert run(f"[{','.join(shows)}]").endswith("Shows: 0 added, 0 removed.\n")


@pytest.mark.parametrize("content", ["[]", " [ ] "])
def test_an_empty_list_changes_nothing(run: Import, content: str) -> None:
    assert run(content) == "Shows: 0 added, 0 removed.\n"
