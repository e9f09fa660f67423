"""Names, times and files as people bring them: spreadsheets of every make, and what their keyboards write."""

import codecs
import datetime as dt
import unicodedata

import pytest

from movies.models import Movie, Show, Theater
from step_defs.factories import MovieFactory, TheaterFactory

from .catalogues import Import, Refused, catalogue

IMPORTED = [(1, "Rialto", "", "UTC"), (1, "Alien"), ("Rialto", "Alien", "27 18:00 UTC")]
HEADER = "theater,movie,starts_at\n"
ROW = "Rialto,Alien,2026-11-27 18:00\n"
PLAIN = HEADER + ROW


@pytest.mark.parametrize(
    "content",
    [
        '"theater","movie","starts_at"\n"Rialto","Alien","2026-11-27 18:00"\n',
        '"Theater";"Movie";"Starts at"\r\n"Rialto";"Alien";"2026-11-27 18:00"\r\n',
        '"theater"\t"movie"\t"starts_at"\n"Rialto"\t"Alien"\t"2026-11-27 18:00"\n',
        'theater, "movie", "starts-at"\nRialto, "Alien", "2026-11-27 18:00"\n',
        '"theater","starts\nat","movie"\n"Rialto","2026-11-27 18:00","Alien"\n',
        "sep=;\r\ntheater;movie;starts_at\r\nRialto;Alien;2026-11-27 18:00\r\n",
        '"SEP=,",,\n' + PLAIN,
        "sep=\t\n" + PLAIN.replace(",", "\t"),
        "\ufeffsep=|\n" + PLAIN.replace(",", "|"),
        PLAIN.replace(",", "|"),
        "theater,movie,starts_at,,,\nRialto,Alien,2026-11-27 18:00,,,\n",
        "theater,,movie,starts_at\nRialto,,Alien,2026-11-27 18:00\n",
        HEADER + ROW.strip() + ",,,,\n",
        ",,\n\n" + PLAIN + ",,\n",
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\r\n\r\n"),
        "theater,movie,starts_at\rRialto,Alien,2026-11-27 18:00\nRialto,Alien,2026-11-27 18:00\r\n",
        codecs.BOM_UTF16_LE + PLAIN.replace(",", "\t").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"),
        "\ufeff\ufeff" + PLAIN,
        "theater,movie,starts_at\n\u200eRialto,\u00a0Alien\u200b,\u202a2026-11-27 18:00\u202c\n",
    ],
    ids=[
        "everything in quotes",
        "everything in quotes, with semicolons",
        "everything in quotes, with tabs",
        "spaces before quotes",
        "a line break in the header",
        "a hint",
        "a hint in quotes, padded",
        "a hint of a tab",
        "a hint behind a byte order mark",
        "bars",
        "columns without names at the end",
        "a column without a name in between",
        "a row that is padded further than the header",
        "empty rows above the header",
        "CR",
        "CRLF and empty lines",
        "all line ends at once",
        "UTF-16",
        "UTF-16, big end first",
        "UTF-32",
        "two byte order marks",
        "invisible characters around every cell",
    ],
)
def test_whatever_a_spreadsheet_saves_as_text_is_imported(run: Import, content: str | bytes) -> None:
    run(content)
    assert catalogue() == IMPORTED


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("theater,movie,starts_at,,\nRialto,Alien,2026-11-27 18:00,,x\n", "line 2, cell 5: "),
        ("theater,,movie,starts_at\nRialto,x,Alien,2026-11-27 18:00\n", "line 2, cell 2: "),
        ("sep=;\ntheater;movie;starts_at\nRialto;Alien;2026-11-27 18:00;x\n", "line 3, cell 4: "),
        (f"{HEADER}\r{ROW.strip()},x\r", "line 3, cell 4: "),
    ],
)
def test_a_value_below_no_name_is_a_problem_of_its_line(refused: Refused, content: str, problem: str) -> None:
    assert refused(content)[0] == f"{problem}the first line has no name for it"


@pytest.mark.parametrize(
    ("beginning", "explanation"),
    [
        (b"PK\x03\x04\x14\x00", "This is a workbook (.xlsx, .ods, .numbers) or another ZIP archive: save it as"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old workbook (.xls): save it as “CSV UTF-8”"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x1f\x8b\x08", "This is compressed (.gz)"),
        (b"{\\rtf1", "This is a text document (.rtf)"),
        (b"\xef\xbb\xbf<?xml version", "This is a web page or XML, whatever its name says"),
        (b"\n <!DOCTYPE html>", "This is a web page or XML, whatever its name says"),
        (b'{"showtimes": []}', "This is JSON, but no list"),
        (PLAIN.encode("utf-16-le"), "This is no text in UTF-8"),
        ("[]".encode("utf-16"), "This is JSON in UTF-16-LE; save it in UTF-8."),
        (codecs.BOM_UTF16_BE + "[]".encode("utf-16-be"), "This is JSON in UTF-16-BE; save it in UTF-8."),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le") + b"\x00\xd8x", "line 3 is not UTF-16-LE"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(refused: Refused, beginning: bytes, explanation: str) -> None:
    assert refused(beginning)[-1].startswith(explanation)


# Names

SAME_TO_CALLERS = [
    ("Ciné Lumière", unicodedata.normalize("NFD", "Ciné Lumière")),
    (unicodedata.normalize("NFD", "Ciné Lumière"), "Ciné Lumière"),
    ("Grand Palace", "Grand\u00a0 Palace"),
    ("Grand Palace", "Grand\tPalace"),
    ("Grand Palace", "Grand\u200b Pal\u00adace\u2060"),
    ("Grand Palace", "GRAND PALACE"),
    ("Straße", "STRASSE"),
    ("Rialto", "\uff32\uff49\uff41\uff4c\uff54\uff4f"),
    ("Ciné 語", "Cine\u0301\ufe0f 語\U000e0100"),
    ("L'Étoile", "L\u2019Étoile"),
    ("Spider-Man", "Spider\u2013Man"),
]


@pytest.mark.parametrize(("first", "second"), SAME_TO_CALLERS)
def test_what_callers_cannot_hear_apart_is_one_theater_and_one_movie(run: Import, first: str, second: str) -> None:
    printed = run(f"{HEADER}{first},{first},2026-11-27 18:00\n{second},{second},2026-11-27 20:00\n".replace("\t", " "))
    assert printed.endswith("Shows: 2 added, 0 removed.\n")
    [theater], [movie] = Theater.objects.all(), Movie.objects.all()
    assert theater.name == movie.title == unicodedata.normalize("NFC", first)


@pytest.mark.parametrize("options", [[], ["--replace"]])
@pytest.mark.parametrize(("first", "second"), SAME_TO_CALLERS)
def test_a_theater_of_the_catalogue_is_found_and_keeps_its_spelling(
    run: Import, first: str, second: str, options: list[str]
) -> None:
    theater = TheaterFactory.create(name=first)
    movie = MovieFactory.create(title=first)
    assert run(f'{HEADER}"{second}","{second}",2026-11-27 18:00\n', *options) == "Shows: 1 added, 0 removed.\n"
    show = Show.objects.get()
    assert (show.theater, show.movie) == (theater, movie)
    assert (show.theater.name, show.movie.title) == (theater.name, movie.title)


@pytest.mark.parametrize("others", [("Ciné", "Cine"), ("Rex 1", "Rex 2"), ("Grand Palace", "GrandPalace")])
def test_what_callers_can_hear_apart_is_two(run: Import, others: tuple[str, str]) -> None:
    run(HEADER + "".join(f"{name},{name},2026-11-27 18:00\n" for name in others))
    assert set(Theater.objects.values_list("name", flat=True)) == set(others)
    assert set(Movie.objects.values_list("title", flat=True)) == set(others)


def test_numbers_go_to_one_theater_however_it_is_spelled(run: Import, refused: Refused) -> None:
    header = "theater,movie,starts_at,digits,movie_digits\n"
    run(f"{header}Rialto,Alien,2026-11-27 18:00,7,3\nRIALTO,ALIEN,2026-11-27 20:00,7,3\n")
    problem, _ = refused(f"{header}rialto,alien,2026-11-27 18:00,8,3\n")
    assert problem == "line 2, digits: the catalogue has 7; only --replace changes that"


def test_an_address_is_written_as_a_name_is(run: Import) -> None:
    run('theater,movie,starts_at,address\nRialto,Alien,2026-11-27 18:00,"State  Street,\r\nChica\u200bgo"\n')
    assert Theater.objects.get().address == "State Street, Chicago"


@pytest.mark.parametrize("name", ["\u200b", "\u00ad\u2060 \u200e"])
def test_a_name_of_invisible_characters_is_none(refused: Refused, name: str) -> None:
    assert refused(f"{HEADER}{name},Alien,2026-11-27 18:00\n")[0] == "line 2, theater: This field cannot be blank."


# Times

EVENING = dt.datetime(2026, 11, 28, 0, 0, tzinfo=dt.UTC)  # six o'clock in Chicago
MORNING = dt.datetime(2026, 11, 27, 15, 30, tzinfo=dt.UTC)  # half past nine


@pytest.mark.parametrize(
    ("text", "starts_at"),
    [
        ("2026-11-27 9:30", MORNING),
        ("2026-11-27 09:30 AM", MORNING),
        ("2026-11-27 9.30", MORNING),
        ("2026-11-27T18:00:00.000", EVENING),
        ("2026-11-27 6:00 PM", EVENING),
        ("2026-11-27 6:00\u202fp.m.", EVENING),
        ("2026-11-27 6pm", EVENING),
        ("2026/11/27 18h00", EVENING),
        ("2026.11.27 18:00", EVENING),
        ("2026\u201311\u201327 18:00", EVENING),
        ("20261127T1800", EVENING),
        ("20261127 180000", EVENING),
        ("27 November 2026 18:00", EVENING),
        ("27-Nov-2026 18:00", EVENING),
        ("Friday, November 27th, 2026 at 6:00 PM", EVENING),
        ("Fri, 27 Nov 2026 18:00:00", EVENING),
        ("2026-11-27T18:00-06:00", EVENING),
        ("2026-11-27 18:00:00-0600", EVENING),
        ("2026-11-28 00:00Z", EVENING),
        ("2026-11-28 1:00:00 +01", EVENING),
        ("2026-11-26 24:00", dt.datetime(2026, 11, 27, 6, tzinfo=dt.UTC)),
        ("2026-11-27 12:00 am", dt.datetime(2026, 11, 27, 6, tzinfo=dt.UTC)),
        ("2026-11-27 12:30 pm", dt.datetime(2026, 11, 27, 18, 30, tzinfo=dt.UTC)),
        ("2026-1-5 18:00", dt.datetime(2026, 1, 6, tzinfo=dt.UTC)),
        ("2026-11-01T01:30-06:00", dt.datetime(2026, 11, 1, 7, 30, tzinfo=dt.UTC)),  # the second one of that night
    ],
)
def test_a_time_that_means_one_thing_is_read(run: Import, text: str, starts_at: dt.datetime) -> None:
    run(f'theater;movie;starts_at;time_zone\nRialto;Alien;"{text}";America/Chicago\n')
    assert Show.objects.get().starts_at == starts_at


@pytest.mark.parametrize(
    "text",
    [
        "11/27/2026 6:00 PM",
        "27.11.2026 20.00",
        "46353.75",
        "05/11/2026 18:00",
        "27/11/26 18:00",
        "26-11-27 18:00",
        "2026-11-27",
        "2026-11-27 6",
        "2026-11-27 tonight",
        "2026-11-27 18:00 EST",
        "2026-11-27 9:00-11:00",
        "2026-11/27 18:00",
        "18:00",
    ],
)
def test_a_time_that_may_mean_two_things_is_refused_with_the_form_that_is_wanted(refused: Refused, text: str) -> None:
    problem, _ = refused(f'{HEADER}Rialto,Alien,"{text}"\n')
    assert problem == (
        f"line 2, starts_at: {text!r} is not a time on the theater's clock; write it like 2026-11-27 18:00"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-11-27 18:00 PM", "with am or pm, the hour is 1 to 12"),
        ("2026-11-27 0:30 am", "with am or pm, the hour is 1 to 12"),
        ("2026-11-27 24:30", "hour must be in 0..23"),
        ("2026-11-27 18:60", "minute must be in 0..59"),
        ("2026-27-11 18:00", "month must be in 1..12"),
        ("Saturday 27 November 2026 18:00", "that day is a Friday"),
        ("9999-12-31 24:00", "date value out of range"),
        ("9999-12-31T23:00-06:00", "date value out of range"),
    ],
)
def test_a_time_that_is_none_is_explained(refused: Refused, text: str, reason: str) -> None:
    problem, _ = refused(f'{HEADER}Rialto,Alien,"{text}"\n')
    assert problem == f"line 2, starts_at: {text!r}: {reason}; write it like 2026-11-27 18:00"


# Time zones


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("EST", "America/New_York"),
        ("est5edt", "America/New_York"),
        ("CEST", "Europe/Paris"),
        ("IST", "Asia/Kolkata"),
        ("GMT", "Europe/London"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("UTC-7", "America/Denver"),
        ("GMT+01:00", "Europe/Paris"),
        ("+0530", "Asia/Kolkata"),
        ("Etc/GMT+5", "America/New_York"),
        ("Etc/GMT-9", "Asia/Tokyo"),
        ("America/new_york", "America/New_York"),
        ("america/los angeles", "America/Los_Angeles"),
        ("Chicago", "America/Chicago"),
        ("Europe/Londn", "Europe/London"),
        ("Japan", "Asia/Tokyo"),
        ("Mars/Phobos", "America/New_York"),
    ],
)
def test_a_time_zone_is_a_place_and_the_nearest_is_named(refused: Refused, text: str, place: str) -> None:
    problem, _ = refused(f"theater,movie,starts_at,time_zone\nRialto,Alien,2026-07-09 18:00,{text}\n")
    assert problem == (
        f"line 2, time_zone: {text!r} is not a time zone: write a place as Area/Location, for example {place}."
    )
