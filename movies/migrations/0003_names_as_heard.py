"""Names are written in one way, and what callers hear as one name is one theater or movie.

Of theaters or movies with one name the first on callers' keypads stays, with the shows of all. Two theaters with one
name are two where address or time zone differ: the later one's address, else its number, becomes part of its name.
A time zone that is no place becomes a place with the same clock, so that callers hear what they heard before.

Going back keeps the data as it is: nothing tells any more what was merged, and the older line can use it.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

import django.core.validators
from django.db import migrations
from django.db.models import Exists, OuterRef

import movies.models
from movies.names import as_heard, composed
from movies.places import names, with_the_clock_of

LONGEST_NAME = 100
speakable = django.core.validators.RegexValidator(
    "^[^\\x00-\\x1f\\x7f-\\x9f\\ufffe\\uffff]*\\Z", "This cannot be spoken: it has a control character in it."
)


def tidy(apps: Any, schema_editor: Any) -> None:
    """Bring the catalogue into the order that its constraints will hold."""
    theater, movie, show = (apps.get_model("movies", name) for name in ("Theater", "Movie", "Show"))
    for row in theater.objects.exclude(time_zone__in=names()):
        place = with_the_clock_of(row.time_zone)
        if place:
            print(f"  The theater {row.name}: {row.time_zone} becomes {place}, whose clock is the same.")
            theater.objects.filter(pk=row.pk).update(time_zone=place)
    for row in theater.objects.all():
        theater.objects.filter(pk=row.pk).update(address=composed(row.address))
    tidy_names(theater, "name", show)
    tidy_names(movie, "title", show)
    if schema_editor.connection.vendor == "postgresql":  # else the tables have events pending, and cannot be altered
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def tidy_names(model: Any, field: str, show: Any) -> None:
    """Write all names in one way, merge rows that are one, and rename those that are not."""
    rows = list(model.objects.order_by("digits"))
    taken = {as_heard(getattr(row, field)) for row in rows}
    kept: dict[str, Any] = {}
    for row in rows:
        name = composed(getattr(row, field))
        first = kept.get(as_heard(name))
        if first and is_the_same(first, row):
            merge(row, first, show, model._meta.model_name)
            continue
        if first:
            name = next(it for it in other_names(name, row) if len(it) <= LONGEST_NAME and as_heard(it) not in taken)
            print(f"  The {model._meta.model_name} {first} has the same name as number {row.digits}, now {name}.")
        taken.add(as_heard(name))
        kept[as_heard(name)] = row
        model.objects.filter(pk=row.pk).update(**{field: name, "heard_as": as_heard(name)})


def is_the_same(first: Any, other: Any) -> bool:
    """Whether nothing tells two rows with one name apart: not the address, if both have one, nor the clock."""
    addresses = {as_heard(getattr(row, "address", "")) for row in (first, other)} - {""}
    return len(addresses) < 2 and getattr(first, "time_zone", "") == getattr(other, "time_zone", "")


def merge(row: Any, into: Any, show: Any, relation: str) -> None:
    """Give a row's shows, and its address if the other has none, to another row, and delete it."""
    other = "movie" if relation == "theater" else "theater"
    twin = show.objects.filter(**{relation: into, other: OuterRef(other), "starts_at": OuterRef("starts_at")})
    show.objects.filter(Exists(twin), **{relation: row}).delete()
    show.objects.filter(**{relation: row}).update(**{relation: into})
    if getattr(row, "address", "") and not into.address:
        into.address = composed(row.address)
        type(into).objects.filter(pk=into.pk).update(address=into.address)
    print(f"  The {relation} with number {row.digits} is the same as number {into.digits}, and goes up in it.")
    row.delete()


def other_names(name: str, row: Any) -> Iterator[str]:
    """Yield names by which callers can tell a theater from one of the same name."""
    if row.address:
        yield f"{name}, {composed(row.address)}"
    for number in count(row.digits):
        yield f"{name[: LONGEST_NAME - 20]} {number}"


class Migration(migrations.Migration):
    dependencies = [("movies", "0002_names_and_addresses")]

    operations = [
        migrations.AlterField(
            "movie", "title", movies.models.SpokenField(max_length=LONGEST_NAME, validators=[speakable])
        ),
        migrations.AlterField(
            "theater", "name", movies.models.SpokenField(max_length=LONGEST_NAME, validators=[speakable])
        ),
        migrations.AlterField(
            "theater", "address", movies.models.SpokenField(blank=True, max_length=200, validators=[speakable])
        ),
        migrations.AlterField(
            "theater",
            "time_zone",
            movies.models.TimeZoneField(choices=movies.models.time_zones, default="UTC", max_length=64),
        ),
        migrations.AddField(
            "movie", "heard_as", movies.models.HeardField(default="", editable=False, of="title"), preserve_default=False
        ),
        migrations.AddField(
            "theater", "heard_as", movies.models.HeardField(default="", editable=False, of="name"), preserve_default=False
        ),
        migrations.RunPython(tidy, migrations.RunPython.noop),
        migrations.AlterField("movie", "heard_as", movies.models.HeardField(editable=False, of="title", unique=True)),
        migrations.AlterField("theater", "heard_as", movies.models.HeardField(editable=False, of="name", unique=True)),
    ]
