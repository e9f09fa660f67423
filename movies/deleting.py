"""How managers delete theaters and movies: with their shows, which may be hundreds of thousands."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import capfirst

from .database import SECONDS_FOR_ANYTHING, let_statements_take
from .models import Show

CHOSEN_AT_ONCE = 900  # the page that asks sends each back, and Django reads no form of more than 1,000 fields
TOO_MANY = (
    f"Nothing was deleted: %s are too many. Choose at most {CHOSEN_AT_ONCE} at a time. "
    "Shows of the past are deleted by manage.py prune_shows, and theaters and movies take their shows with them."
)


@admin.action(permissions=["delete"], description=actions.delete_selected.short_description)  # type: ignore[attr-defined]  # Django's has one
def delete_selected(
    page: "admin.ModelAdmin[Any]", request: HttpRequest, chosen: QuerySet[Any]
) -> HttpResponseBase | None:
    """Ask whether to delete what is chosen, and delete it; if that is too much, say so in place of a bare HTTP 400."""
    if (number := chosen.count()) > CHOSEN_AT_ONCE:
        page.message_user(request, TOO_MANY % f"{number:,}", messages.ERROR)
        return None
    return actions.delete_selected(page, request, chosen)


class DeletedWithShows(admin.ModelAdmin):  # type: ignore[type-arg]  # generic for mypy alone
    """Theaters, or movies: a manager is told how many shows go with them, where Django would list and load each."""

    actions = (delete_selected,)

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
        """Delete theaters or movies with their shows, and all of them or none.

        Django deletes the shows by one statement. Whoever adds another meanwhile waits, and finds no theater or movie.
        """
        with transaction.atomic():
            list(queryset.select_for_update())  # from here on nobody can add a show to them
            let_statements_take(SECONDS_FOR_ANYTHING)
            queryset.delete()
