"""How managers delete theaters and movies: with their shows, which may be hundreds of thousands."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from .models import Show

SHOWS_AT_ONCE = 10_000  # each statement has a time limit


class DeletedWithShows(admin.ModelAdmin):  # type: ignore[type-arg]  # generic for mypy alone
    """Theaters, or movies: a manager is told how many shows go with them, where Django would list and load each."""

    def shows_of(self, rows: Iterable[Any]) -> QuerySet[Show]:
        """Return the shows that go with theaters or movies."""
        return Show.objects.filter(**{f"{self.opts.model_name}__in": [row.pk for row in rows]})

    def get_deleted_objects(  # type: ignore[override]  # what Django's own returns is not typed
        self, objs: Sequence[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Return what is to be deleted, how much that is, what the manager may not delete, and what nobody may."""
        shows = self.shows_of(objs).count()
        counts = {str(self.opts.verbose_name_plural): len(objs), str(Show._meta.verbose_name_plural): shows}
        rows = [f"{capfirst(self.opts.verbose_name)}: {row}" for row in objs]
        admins = {self.opts: self, **({Show._meta: self.admin_site.get_model_admin(Show)} if shows else {})}
        forbidden = {str(it.verbose_name) for it, of in admins.items() if not of.has_delete_permission(request)}
        return rows, counts, forbidden, []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete a theater or movie."""
        self.delete_queryset(request, self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete theaters or movies, after their shows, and all of them or none."""
        with transaction.atomic():
            some = self.shows_of(queryset)[:SHOWS_AT_ONCE]
            while Show.objects.filter(pk__in=some.values("pk")).delete()[0]:
                pass
            queryset.delete()
