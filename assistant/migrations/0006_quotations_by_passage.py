"""Answers that quote a passage are found by it, when its source is withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assistant', '0005_keys_are_held'),
        ('organisations', '0006_second_step'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='quotation',
            index=models.Index(fields=['organisation', 'chunk_id'], name='assistant_q_organis_480ed5_idx'),
        ),
    ]
