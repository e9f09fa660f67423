"""How many wrong passwords are too many: of one manager, and of one address, whomever it takes for a manager."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

GUESSES_OF_AN_ADDRESS = 20  # a theater's office may have one address for all of its managers


class GuessHandler(AxesDatabaseHandler):  # type: ignore[misc]  # axes publishes no types
    """Counts guesses as axes does. Whoever has guessed too often at other names has done so at this one, too."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return how many wrong passwords count against whoever asks."""
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address,  # type: ignore[attr-defined]  # axes adds it
            attempt_time__gt=get_cool_off_threshold(request),
        )
        guesses = recent.aggregate(guesses=Sum("failures_since_start"))["guesses"] or 0
        at_this_name: int = super().get_failures(request, credentials)
        return max(at_this_name, settings.AXES_FAILURE_LIMIT) if guesses >= GUESSES_OF_AN_ADDRESS else at_this_name
