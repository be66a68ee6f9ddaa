"""What the organisation chooses about ages and dates in its texts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_statistics'),
    ]

    operations = [
        migrations.AddField(
            model_name='policy',
            name='ages',
            field=models.CharField(choices=[('keep', 'blijft leesbaar (14 jaar)'), ('band', 'wordt een band van drie jaar (12-14)'), ('hide', 'wordt vervangen')], default='keep', max_length=4, verbose_name='een leeftijd in een tekst'),
        ),
        migrations.AddField(
            model_name='policy',
            name='dates',
            field=models.CharField(choices=[('relative', 'tegenover de aanmelding (3 weken voor aanmelding)'), ('month', 'maand en jaar (maart 2026)')], default='relative', max_length=8, verbose_name='een datum in een tekst'),
        ),
    ]
