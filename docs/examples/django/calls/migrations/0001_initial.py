"""The table of callers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Create it."""

    initial = True
    operations = [
        migrations.CreateModel(
            "Caller",
            [("id", models.BigAutoField(primary_key=True)), ("number", models.CharField(max_length=20))],
        )
    ]
