"""What the line keeps."""

from django.db import models


class Caller(models.Model):
    """Somebody who has called, by number."""

    number = models.CharField(max_length=20)
