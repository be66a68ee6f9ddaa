"""The check digits of Belgian national numbers and of IBANs."""

import string

# Length of an IBAN by country; the checksum alone would accept one in 97 strings.
IBAN_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26,
    "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
}  # fmt: skip


def is_national_number(digits: str) -> bool:
    """Whether eleven digits are a national or BIS number: the last two are 97 minus the rest modulo 97.

    Born since 2000, the nine digits are read with a 2 before them.
    """
    if len(digits) != 11 or not digits.isdecimal():
        return False
    head, check = int(digits[:9]), int(digits[9:])
    return check in (97 - head % 97, 97 - (2_000_000_000 + head) % 97)


def is_iban(code: str) -> bool:
    """Whether letters and digits without spaces are an IBAN: its country's length, modulo 97 equal to 1."""
    code = code.upper()
    if not code.isascii() or not code.isalnum() or IBAN_LENGTHS.get(code[:2]) != len(code):
        return False
    values = {letter: str(number) for number, letter in enumerate(string.digits + string.ascii_uppercase)}
    return int("".join(values[c] for c in code[4:] + code[:4])) % 97 == 1
