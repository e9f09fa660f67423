"""The pages on which theaters' managers edit the catalogue. Shows are entered and listed in local time."""

from typing import Any

from django import forms
from django.contrib import admin

from . import local_time
from .deleting import DeletedWithShows, delete_selected
from .models import Movie, Show, Theater

admin.site.site_header = admin.site.site_title = "Movie Info"
admin.site.site_url = None  # the line has no other pages


@admin.register(Theater)
class TheaterAdmin(DeletedWithShows):
    """Theaters, in the order in which callers hear them."""

    ordering = ("digits",)
    list_display = ("digits", "name", "address", "time_zone")
    list_display_links = ("name",)
    list_filter = ("time_zone",)
    search_fields = ("name", "address", "=digits")


@admin.register(Movie)
class MovieAdmin(DeletedWithShows):
    """Movies, in the order in which callers hear them."""

    ordering = ("digits",)
    list_display = ("digits", "title")
    list_display_links = ("title",)
    search_fields = ("title", "=digits")


class ShowForm(forms.ModelForm):
    """A show whose start is read on the clock of its theater."""

    starts_at = forms.SplitDateTimeField(
        label="Starts at (local time)",
        help_text="As the clock in the theater shows it.",
        # The browser's own pickers: the admin's "Now" would be the server's time.
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, date_format="%Y-%m-%d", time_attrs={"type": "time"}, time_format="%H:%M"
        ),
    )
    fold = forms.ChoiceField(
        label="If this time occurs twice",
        choices=[("", "---------"), ("first", "the first one"), ("second", "the second one")],
        required=False,
        help_text="Only for the night on which clocks go back.",
    )

    class Meta:
        model = Show
        fields = ("theater", "movie", "starts_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.local_start.replace(tzinfo=None)
            self.initial["fold"] = local_time.fold(self.instance.starts_at, self.instance.theater.time_zone)

    def clean(self) -> dict[str, Any]:
        """Replace the entered wall-clock time by the instant that it means in the chosen theater."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("theater") and data.get("starts_at"):
            entered = data["starts_at"].replace(tzinfo=None)
            try:
                data["starts_at"] = local_time.instant(entered, data["theater"].time_zone, data.get("fold") or None)
            except local_time.ImpossibleLocalTime as error:
                self.add_error("starts_at", str(error))
        return data


@admin.register(Show)
class ShowAdmin(admin.ModelAdmin):
    """Shows by day, theater and movie."""

    form = ShowForm
    actions = (delete_selected,)
    list_display = ("movie", "theater", "starts")
    list_filter = ("theater", "movie")
    list_select_related = ("movie", "theater")
    date_hierarchy = "starts_at"
    ordering = ("starts_at",)
    search_fields = ("movie__title", "theater__name")
    autocomplete_fields = ("theater", "movie")

    @admin.display(description="Starts at (local time)", ordering="starts_at")
    def starts(self, show: Show) -> str:
        """Return the start as the theater's own program would print it."""
        return f"{show.local_start:%a %d %b %Y, %I:%M%p %Z}"
