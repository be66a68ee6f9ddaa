"""Whether an organisation asks everybody for a second step at logging in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='policy',
            name='second_step',
            field=models.BooleanField(default=False, verbose_name='een tweede stap is verplicht'),
        ),
    ]
