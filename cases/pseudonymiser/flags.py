"""What the lexicon says about a folded word; the bits are those of lexicons/words.txt.gz."""

WORD = 1  # an ordinary Dutch word
FIRST = 2  # a first name
SURNAME = 4  # a surname, or a word of one
FRENCH = 8
ENGLISH = 16
PLACE = 32  # a Belgian municipality, locality or quarter
CITY = 64  # a town abroad, or a country few people here come from
PROPER = 128  # a Dutch proper noun that names no person: a brand, a language, a region
SEEN = 256  # seen in Dutch corpora, in no list: slang, a brand, a rare name

FOREIGN = FRENCH | ENGLISH
NAME = FIRST | SURNAME
