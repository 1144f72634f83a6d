import uuid

import django.db.models.deletion
from django.db import migrations, models

import assessments.responses.models
import core.storage
import core.validators


class Migration(migrations.Migration):
    dependencies = [("responses", "0002_following")]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question_code", models.CharField(max_length=200, verbose_name="question")),
                ("kind", models.CharField(choices=[("pdf", "PDF document"), ("png", "PNG picture"), ("jpeg", "JPEG picture")], max_length=4, verbose_name="kind")),
                ("name", models.CharField(max_length=120, validators=[core.validators.one_line], verbose_name="name")),
                ("file", models.FileField(storage=core.storage.private_storage, upload_to=assessments.responses.models.evidence_path, verbose_name="file")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                ("assessment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="responses.assessment")),
            ],
            options={"verbose_name": "evidence", "verbose_name_plural": "pieces of evidence", "ordering": ("given_at", "id")},
        ),
    ]
