"""``manage.py import_showtimes`` and ``prune_shows``: what files do to the catalogue, and what they cannot do."""

import datetime as dt
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from movies.imports.importing import BadFile, import_showtimes
from movies.imports.reading import Entry, Problem
from movies.models import Movie, Show, Theater
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory
from testbed.repository import ROOT

from .catalogues import Import, Refused, catalogue

CHICAGO = """\
theater,movie,starts_at,address,digits,time_zone,movie_digits
Rialto,Alien,2026-11-27 18:00,State Street,7,America/Chicago,3
Rialto,Heat,2026-11-27T20:00,,,,
Lux,Heat,2026-11-27 20:00:00,Rue du Port,,Europe/Paris,
"""
COLUMNS = "theater, movie, starts_at, address, digits, time_zone, movie_digits"


def test_a_file_fills_an_empty_catalogue(run: Import) -> None:
    assert run(CHICAGO) == (
        "The theater Rialto is new: number 7, in the time zone America/Chicago.\n"
        "The theater Lux is new: number 1, in the time zone Europe/Paris.\n"
        "The movie Alien is new: number 3.\n"
        "The movie Heat is new: number 1.\n"
        "Shows: 3 added, 0 removed.\n"
    )
    assert catalogue() == [
        (1, "Lux", "Rue du Port", "Europe/Paris"),
        (7, "Rialto", "State Street", "America/Chicago"),
        (1, "Heat"),
        (3, "Alien"),
        ("Lux", "Heat", "27 20:00 CET"),
        ("Rialto", "Alien", "27 18:00 CST"),
        ("Rialto", "Heat", "27 20:00 CST"),
    ]


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_the_same_file_again_changes_nothing(run: Import, options: list[str]) -> None:
    run(CHICAGO)
    before = (catalogue(), set(Show.objects.values_list("pk", flat=True)))
    assert run(CHICAGO, *options) == "Shows: 0 added, 0 removed.\n"
    assert (catalogue(), set(Show.objects.values_list("pk", flat=True))) == before


def test_a_show_that_a_file_has_twice_is_there_once(run: Import) -> None:
    assert run("theater,movie,starts_at\n" + 2 * "Rialto,Alien,2026-11-27 18:00\n").endswith(
        "Shows: 1 added, 0 removed.\n"
    )


def test_json_says_the_same(run: Import) -> None:
    header, *lines = CHICAGO.splitlines()
    items: list[dict[str, object]] = [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]
    items[0]["digits"] = 7
    items[1] |= {"address": None, "digits": None}
    run("\ufeff \n" + json.dumps(items))
    before = catalogue()
    Theater.objects.all().delete()
    Movie.objects.all().delete()
    run(CHICAGO)
    assert catalogue() == before


@pytest.mark.parametrize(
    "content",
    [
        "Theater;Movie;Starts at\r\nRialto;Alien;2026-11-27 18:00\r\n\r\n",
        "\ufefftheater\tmovie\tstarts_at\n Rialto \tAlien\t2026-11-27 18:00",
        'theater,movie,starts_at\n"Rialto","Alien","2026-11-27 18:00"\n,,\n',
        "theater,starts_at,movie,address\nRialto,2026-11-27 18:00,Alien\n",
    ],
    ids=["semicolons of Windows", "tabs and a byte order mark", "quotes and empty cells", "another order, cut short"],
)
def test_spreadsheets_write_csv_in_many_ways(run: Import, content: str) -> None:
    run(content)
    assert catalogue() == [(1, "Rialto", "", "UTC"), (1, "Alien"), ("Rialto", "Alien", "27 18:00 UTC")]


def test_standard_input_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(CHICAGO.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    call_command("import_showtimes", "-")
    assert capsys.readouterr().out.endswith("Shows: 3 added, 0 removed.\n")


def test_a_dry_run_tells_the_same_and_changes_nothing(run: Import) -> None:
    TheaterFactory.create(rialto=True)
    before = catalogue()
    dry = run(CHICAGO, "--dry-run", "--replace")
    assert catalogue() == before
    assert dry == run(CHICAGO, "--replace") + "This was a dry run: nothing was changed.\n"


def test_new_ones_get_the_lowest_numbers_that_nobody_has_or_gets(run: Import) -> None:
    TheaterFactory.create(digits=2)
    MovieFactory.create(digits=1)
    run(
        "theater,movie,starts_at,digits,movie_digits\n"
        "A,M,2026-11-27 18:00,,\nB,N,2026-11-27 18:00,1,3\nC,O,2026-11-27 18:00,,\nD,P,2026-11-27 18:00,5,\n"
    )
    assert dict(Theater.objects.exclude(digits=2).values_list("name", "digits")) == {"A": 3, "B": 1, "C": 4, "D": 5}
    assert dict(Movie.objects.exclude(digits=1).values_list("title", "digits")) == {"M": 2, "N": 3, "O": 4, "P": 5}


def test_what_is_there_stays_and_what_is_new_is_added(run: Import) -> None:
    kept = ShowFactory.create(theater=TheaterFactory.create(name="Rialto", digits=7, time_zone="America/Chicago"))
    assert run(CHICAGO.replace("State Street", kept.theater.address)) == (
        "The theater Lux is new: number 1, in the time zone Europe/Paris.\n"
        "The movie Alien is new: number 3.\n"
        "The movie Heat is new: number 1.\n"
        "Shows: 3 added, 0 removed.\n"
    )
    assert Show.objects.filter(pk=kept.pk).exists()


def test_a_file_may_win_over_the_catalogue(run: Import) -> None:
    run(CHICAGO)
    elsewhere = ShowFactory.create()
    printed = run(
        "theater,movie,starts_at,address,digits,time_zone,movie_digits\n"
        "Rialto,Heat,2026-11-27 20:00,,1,,3\n"
        "Lux,Alien,2026-11-27 20:00,Rue de Lyon,7,Europe/London,1\n"
        "Rialto,Dune,2026-11-28 20:00,,,,\n",
        "--replace",
    )
    assert printed == (
        "The theater Rialto changes: digits 7 becomes 1.\n"
        "The theater Lux changes: address Rue du Port becomes Rue de Lyon, digits 1 becomes 7, "
        "time_zone Europe/Paris becomes Europe/London.\n"
        "The movie Heat changes: digits 1 becomes 3.\n"
        "The movie Alien changes: digits 3 becomes 1.\n"
        "The movie Dune is new: number 2.\n"
        "Shows: 2 added, 2 removed.\n"
    )
    Theater.objects.get(pk=elsewhere.theater.pk)
    assert Show.objects.filter(pk=elsewhere.pk).delete()[0] == 1
    assert [row for row in catalogue() if row[0] in ("Rialto", "Lux")] == [
        ("Lux", "Alien", "27 20:00 GMT"),
        ("Rialto", "Heat", "27 20:00 CST"),
        ("Rialto", "Dune", "28 20:00 CST"),
    ]


@pytest.mark.parametrize(("fold", "hour"), [("first", 6), ("second", 7)])
def test_a_time_that_occurs_twice_is_chosen(run: Import, fold: str, hour: int) -> None:
    run("theater,movie,starts_at,time_zone\nRialto,Alien,2026-11-01 01:30,America/Chicago\n", "--fold", fold)
    assert Show.objects.get().starts_at.hour == hour


FIRST = "theater,movie,starts_at,address,digits,time_zone\n"
TWICE = (
    "01:30 on 01 November 2026 occurs twice in America/Chicago, because clocks go back: "
    "say whether the first or the second is meant. Choose with --fold first or --fold second."
)
NO_TIME = "is not a time on the theater's clock; write it like 2026-11-27 18:00"


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (["Rialto,,2026-11-27 18:00"], ["line 2, movie: is missing"]),
        (
            [",,,", " , ,soon"],
            ["line 3, theater: is missing", "line 3, movie: is missing", f"line 3, starts_at: 'soon' {NO_TIME}"],
        ),
        (["Rialto,Alien"], ["line 2, starts_at: is missing"]),
        (["Rialto,Alien,2026-11-27"], [f"line 2, starts_at: '2026-11-27' {NO_TIME}"]),
        (["Rialto,Alien,2026-11-27 18"], [f"line 2, starts_at: '2026-11-27 18' {NO_TIME}"]),
        (
            ["Rialto,Alien,2026-02-30 18:00"],
            ["line 2, starts_at: '2026-02-30 18:00': day is out of range for month; write it like 2026-11-27 18:00"],
        ),
        (["Rialto,Alien,2026-11-01 01:30,,,America/Chicago"], [f"line 2, starts_at: {TWICE}"]),
        (
            ["Rialto,Alien,2027-03-14 02:30,,,America/Chicago"],
            [
                "line 2, starts_at: 02:30 on 14 March 2027 does not exist in America/Chicago: "
                "clocks go forward then.",
            ],
        ),
        (["Rialto,Alien,2026-11-27 18:00,,x"], ["line 2, digits: “x” value must be an integer."]),
        (["Rialto,Alien,2026-11-27 18:00,,0"], ["line 2, digits: Ensure this value is greater than or equal to 1."]),
        (["Rialto,Alien,2026-11-27 18:00,,,Paris"], [
            "line 2, time_zone: 'Paris' is not a time zone: write a place as Area/Location, for example Europe/Paris."
        ]),
        (
            ["Rialto,Al\x01ien,2026-11-27 18:00"],
            ["line 2, movie: This cannot be spoken: it has a control character in it."],
        ),
        (
            ["x" * 101 + ",Alien,2026-11-27 18:00"],
            ["line 2, theater: Ensure this value has at most 100 characters (it has 101)."],
        ),
        (["Rialto,Alien,2026-11-27 18:00,,,,x"], ["line 2, cell 7: the first line has no name for it"]),
        (
            ["Lux,Alien,2026-11-27 18:00,,7", "Grand,Alien,2026-11-27 18:00,,7"],
            ["line 3, digits: Lux has this number in line 2"],
        ),
        (["Lux,Alien,2026-11-27 18:00,,2"], ["line 2, digits: the catalogue has the number 2 for Odeon"]),
        (
            ["Odeon,Alien,2026-11-27 18:00,,3,UTC"],
            [
                "line 2, digits: the catalogue has 2; only --replace changes that",
                "line 2, time_zone: the catalogue has Europe/London; only --replace changes that",
            ],
        ),
        (
            ["Lux,Alien,2026-11-27 18:00,A,8,UTC", "Lux,Alien,2026-11-27 19:00,B,9,Europe/Paris"],
            [
                "line 3, address: B here, but A in line 2",
                "line 3, digits: 9 here, but 8 in line 2",
                "line 3, time_zone: Europe/Paris here, but UTC in line 2",
            ],
        ),
        (
            ["Lux,Alien,2026-11-27 18:00", "Lux,Alien,2026-11-27 19:00,,,Europe/Paris"],
            ["line 3, time_zone: Europe/Paris here, but UTC in line 2"],
        ),
        (
            ["Rialto,Alien,x", "Rialto,Alien,2026-11-27 18:00", "Rialto,Alien,y"],
            [f"line 2, starts_at: 'x' {NO_TIME}", f"line 4, starts_at: 'y' {NO_TIME}"],
        ),
        (['"Ri\valto\x01",Alien,x'], [
            "line 2, theater: This cannot be spoken: it has a control character in it.",
            f"line 2, starts_at: 'x' {NO_TIME}",
        ]),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_listed_and_nothing_is_changed(
    refused: Refused, lines: list[str], problems: list[str]
) -> None:
    TheaterFactory.create(odeon=True)
    *problems_found, last = refused(FIRST + "\n".join(lines) + "\n")
    assert problems_found == problems
    count = "1 problem" if len(problems_found) == 1 else f"{len(problems_found)} problems"
    assert last == f"{count} found; nothing was imported."


def test_items_of_json_that_are_wrong_are_listed(refused: Refused) -> None:
    good = {"theater": "Rialto", "movie": "Alien", "starts_at": "2026-11-27 18:00"}
    items = [good, 5, {}, good | {"start": "x"}, good | {"digits": True, "address": ["x"]}, good | {"movie": "\ud83c"}]
    assert refused(json.dumps(items)) == [
        "item 2, the item: 5 is not an object",
        "item 3, theater: is missing",
        "item 3, movie: is missing",
        "item 3, starts_at: is missing",
        f"item 4, start: there is no such column; the columns are {COLUMNS}",
        "item 5, digits: True is not text",
        "item 5, address: ['x'] is not text",
        "item 6, movie: '\\ud83c' is not text",
        "item 6, movie: is missing",
        "9 problems found; nothing was imported.",
    ]


def test_even_a_file_that_wins_cannot_take_a_number_from_a_theater_that_it_does_not_name(
    refused: Refused,
) -> None:
    TheaterFactory.create(odeon=True)
    TheaterFactory.create(rialto=True)
    problem, _ = refused(f"{FIRST}Rialto,Alien,2026-11-27 18:00,,2\n", "--replace")
    assert problem == "line 2, digits: the catalogue has the number 2 for Odeon"


@pytest.mark.parametrize(
    ("content", "explanation"),
    [
        ("", "line 1 has no column 'theater'; it must have theater, movie, starts_at."),
        ("theater,movie\n", "line 1 has no column 'starts_at'; it must have theater, movie, starts_at."),
        (
            "theater,movie,starts_at,digit\n",
            f"line 1 has an unexpected column 'digit'; the columns may be {COLUMNS}, each once.",
        ),
        (
            "theater,movie,movie,starts_at\n",
            f"line 1 has an unexpected column 'movie'; the columns may be {COLUMNS}, each once.",
        ),
        (FIRST + 'Rialto,Alien,2026-11-27 18:00\n"Rialto,Alien\n\n', "line 3 is not CSV: unexpected end of data."),
        (
            FIRST.encode() + b"Caf\xe9,Alien,2026-11-27 18:00\n",
            "line 2 is not UTF-8 ('utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte); "
            "save the file as “CSV UTF-8”.",
        ),
        (FIRST + "x" * 65_536, "line 2 is longer than 65536 characters: this is not CSV."),
    ],
)
def test_a_file_that_is_not_csv_is_explained(refused: Refused, content: str | bytes, explanation: str) -> None:
    assert refused(content) == [explanation]


@pytest.mark.parametrize("content", ["[", "[5", '[{"theater": "Rialto"} {}]', b'[{"theater": "\xff"}]'])
def test_a_file_that_is_not_json_is_explained(refused: Refused, content: str | bytes) -> None:
    assert refused(content)[-1].startswith("This is not JSON of showtimes: ")


@pytest.mark.parametrize(("name", "reason"), [("none.csv", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_opened_is_explained(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("import_showtimes", str(tmp_path / name))


def test_a_catalogue_that_changes_meanwhile_is_left_alone() -> None:
    def entries() -> Iterator[Entry]:
        texts = {"theater": "Lux", "movie": "Alien", "starts_at": "2026-11-27 18:00"}
        yield Entry("line 2", texts, [])
        TheaterFactory.create(name="Rialto", digits=1)
        yield Entry("line 3", texts, [])

    with pytest.raises(IntegrityError):
        import_showtimes(entries(), report_problem=lambda _: None)
    assert catalogue() == [(1, "Rialto", "Rialto Street", "UTC")]


def test_many_shows_are_staged_in_parts(monkeypatch: pytest.MonkeyPatch, run: Import) -> None:
    monkeypatch.setattr("movies.imports.staging.SHOWS_AT_ONCE", 2)
    assert run(CHICAGO).endswith("Shows: 3 added, 0 removed.\n")


def test_a_problem_refuses_what_was_staged_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("movies.imports.staging.SHOWS_AT_ONCE", 1)
    good = Entry("line 2", {"theater": "Lux", "movie": "Alien", "starts_at": "2026-11-27 18:00"}, [])
    problems: list[Problem] = []
    with pytest.raises(BadFile):
        import_showtimes([good, Entry("line 3", {"theater": "Lux"}, [])], problems.append)
    assert len(problems) == 2
    assert catalogue() == []


def test_a_person_who_waits_sees_a_bar(tmp_path: Path) -> None:
    (tmp_path / "showtimes.csv").write_text(
        "theater,movie,starts_at\n"
        + "".join(f"Rialto,Alien,2026-11-27 {n // 60:02}:{n % 60:02}\n" for n in range(1001))
        + "Rialto,Alien,x\n"
    )
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'line.sqlite3'}"}
    printed = ""
    for command in ("migrate", "import_showtimes"):
        file = [str(tmp_path / "showtimes.csv")] if command == "import_showtimes" else []
        child = pexpect.spawn(
            sys.executable, ["manage.py", command, *file], cwd=ROOT, env=environment, encoding="utf-8", timeout=60
        )
        printed = child.read()
    assert "100%" in printed
    assert f"line 1003, starts_at: 'x' {NO_TIME}\r\n" in printed


@time_machine.travel("2026-11-27T18:00:00Z", tick=False)
def test_shows_of_the_past_can_be_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    now = timezone.now()
    theater = TheaterFactory.create()
    for days, seconds in ((-1, 0), (0, 0), (30, 0), (30, 1), (31, 0)):
        ShowFactory.create(theater=theater, starts_at=now - dt.timedelta(days=days, seconds=seconds))
    call_command("prune_shows", "--older-than", "30d")
    assert capsys.readouterr().out == "Shows: 2 removed.\n"
    assert Show.objects.count() == 3
    assert Movie.objects.count() == 5


@pytest.mark.parametrize("age", ["30", "d", "-1d", "1.5d", "x", "999999d", "30D"])
def test_an_age_is_a_number_of_days(age: str) -> None:
    with pytest.raises(CommandError, match="is not a number of days; write it like 30d"):
        call_command("prune_shows", f"--older-than={age}")
