"""Headers matched to fields in three languages, and rows that are headers or not."""

import pytest

from coachdesk.exchange.headers import Field, has_header, match_columns, with_header
from coachdesk.exchange.reading import read_table
from coachdesk.kernel.text import Texts

NAME = Field("name", ("nimi", "jäsenen nimi", "namn", "name", "full name"))
ROLE = Field("role", ("rooli", "roll", "role"))
EMAIL = Field("email", ("sähköposti", "sähköpostiosoite", "e-post", "e-mail", "email address"))
PHONE = Field("phone", ("puhelin", "puh", "telefon", "tel", "phone", "mobile phone"))
FIELDS = (NAME, ROLE, EMAIL, PHONE)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Sähköposti", "email"),
        ("SÄHKÖPOSTI:", "email"),
        ("  sähkö-posti ", "email"),
        ("E-mail", "email"),
        ("email", "email"),
        ("E mail *", "email"),
        ("E-post", "email"),
        ("Sähköposti (ei pakollinen)", "email"),
        ("Jäsenen sähköposti", "email"),
        ("Puh.", "phone"),
        ("Mobile phone number", "phone"),
        ("NAMN", "name"),
        ("sa\u0308hko\u0308posti", "email"),
    ],
)
def test_forgiving_titles(header: str, key: str) -> None:
    assert match_columns([header], FIELDS).columns == {key: 0}


@pytest.mark.parametrize("header", ["Sahkoposti", "Huomautuksia", "", "Nimike", "—", "()"])
def test_other_words_are_unknown(header: str) -> None:
    match = match_columns([header], FIELDS)
    assert match.columns == {}
    assert match.unknown == ((header,) if header else ())


def test_each_field_takes_one_column_and_a_whole_title_wins() -> None:
    match = match_columns(["Esihenkilön nimi", "Nimi", "Email", "E-mail", "Ikä"], FIELDS)
    assert match.columns == {"name": 1, "email": 2}
    assert match.unknown == ("Esihenkilön nimi", "E-mail", "Ikä")


def test_a_cell_is_found_by_its_field() -> None:
    table = read_table("Rooli\tNimi\njäsen\tAnna", FIELDS)
    match = match_columns(table.header, FIELDS)
    assert match.cell(table.rows[0], "name") == "Anna"
    assert match.cell(table.rows[0], "phone") == ""


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Nimi", "Rooli", "Ikä"], True),
        (["Nimi"], True),
        (["Nimi", "Ikä"], True),
        (["Nimi", "Ikä", "Koko"], False),
        (["Anna", "jäsen", "anna@example.org"], False),
        (["Name", "Role", "anna@example.org"], False),
        (["Name", "Phone", "040 123 4567"], False),
        (["Puhelin nimi"], False),
        (["Anna", "Bo"], False),
        ([], False),
    ],
)
def test_rows_that_are_headers(cells: list[str], expected: bool) -> None:
    assert has_header(cells, FIELDS) is expected


def test_a_table_without_a_header_keeps_its_rows() -> None:
    table = read_table("Anna\tjäsen\nBo\tesihenkilö", FIELDS)
    assert table.header == ()
    assert len(table.rows) == 2


def test_rows_above_the_header_are_left_out_and_said() -> None:
    table = read_table("Tiimit 2026\t\n\t\nNimi\tRooli\nAnna\tjäsen", FIELDS)
    assert table.header == ("Nimi", "Rooli")
    assert [row.number for row in table.rows] == [4]
    (warning,) = table.warnings
    assert "(row 3) were left out" in Texts.load("en")(warning)


def test_a_header_alone_leaves_no_rows() -> None:
    assert with_header(read_table("Nimi\tRooli"), FIELDS).rows == ()
