"""Cuts Dutch text into words, and knows which of them tell something of a service."""

import re

WORD = re.compile(r"[0-9a-zà-ÿ]+(?:[-'][0-9a-zà-ÿ]+)*", re.IGNORECASE)
STOP_WORDS = frozenset(
    """
    aan al alle alleen als altijd andere ben bij binnen daar dan dat de deze die dit doen doet door dus een
    eens eerst elke en er erg ervoor even ga gaan gaat geen gaf gebruikt goed graag haar had hebben heeft heel
    hem hen het hier hij hoe hun iemand iets ik in is ja je jij jong jonge jongen jongens jongere jongeren kan
    kind kinderen komen komt krijgen krijgt kunnen liefst maar maand mag meer meest meisje met mij mijn
    moest moet na naar niet niets nog nu of om omdat ons ook op over plaats plek samen sinds snel te terwijl tijd
    toch toe tot tussen uit van vanaf vandaag veel vinden voor vraag waar waarbij wanneer want wat we week
    weinig wel wie wij wil willen worden wordt zal ze zeer zelf zich zij zijn zo zoekt zoeken zonder zou jaar
    anders beter bijna dag dagen eigen elkaar groot grote hand hele iedereen klein kleine laat lang laten loopt
    lopen maak maakt maken maanden mee moeten neemt nemen nieuw nieuwe nodig per soms spreekt spreken staan staat
    tegen tweede twee vaak via weet weken weten zegt zeggen zelfs zichzelf zit zitten zoeken
    """.split()  # noqa: SIM905 (a list of 150 strings reads worse)
)
# Words that nearly every service uses: they may support a match, never carry one.
COMMON = frozenset(
    """
    begeleiding begeleiden begeleider dienst diensten gesprek gezin gezinnen groep huis hulp hulpverlening moeder
    ondersteuning ouder ouders papa mama probleem problemen school steun team thuis traject vader werking zoon
    dochter broer zus gezinsleden leven situatie
    """.split()  # noqa: SIM905
)


def words(text: str) -> list[str]:
    """All words, in lower case."""
    return [found.lower() for found in WORD.findall(text)]


def telling(text: str) -> list[str]:
    """The words that carry meaning, in lower case."""
    return [word for word in words(text) if word not in STOP_WORDS and not word.isdigit()]
