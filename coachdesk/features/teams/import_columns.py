"""The columns of tables of teams and people: their titles in use, and which column is what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachdesk.exchange.headers import Field, match_columns, with_header
from coachdesk.exchange.tables import Row, Table
from coachdesk.features.teams.county_words import county_meant
from coachdesk.features.teams.model import Role, looks_like_email
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

# Titles are as people write them above columns, in Finnish, Swedish and English.
TEAM_FIELDS = (
    Field("team", ("Tiimi", "Tiimin nimi", "Kehittämistiimi", "Team", "Teamets namn", "Team name",
                   "Utvecklingsteam", "Development team")),
    Field("unit_name", ("Työyksikkö", "Yksikkö", "Yksikön nimi", "Arbetsenhet", "Enhet",
                        "Enhetens namn", "Work unit", "Unit", "Unit name")),
    Field("unit_description", ("Yksikön kuvaus", "Mitä yksikkö tekee", "Toiminnan kuvaus",
                               "Beskrivning av enheten", "Vad enheten gör", "Unit description",
                               "What the unit does")),
    Field("county_code", ("Hyvinvointialue", "HVA", "Välfärdsområde", "County",
                          "Wellbeing services county")),
    Field("area", ("Yhteistyöalue", "YTA", "Samarbetsområde", "Collaborative area")),
    Field("site", ("Toimipiste", "Toimipaikka", "Paikkakunta", "Verksamhetsställe", "Ort", "Site",
                   "Location", "Place")),
    Field("language", ("Kieli", "Tiimin kieli", "Språk", "Teamets språk", "Language")),
    Field("contact_name", ("Yhteyshenkilö", "Kontaktperson", "Contact person", "Contact")),
    Field("contact_position", ("Yhteyshenkilön tehtävä", "Yhteyshenkilön nimike",
                               "Kontaktpersonens titel", "Contact position")),
    Field("contact_phone", ("Yhteyshenkilön puhelin", "Kontaktpersonens telefon",
                            "Contact phone")),
    Field("contact_email", ("Yhteyshenkilön sähköposti", "Kontaktpersonens e-post",
                            "Contact email", "Contact e-mail")),
    Field("reason", ("Miksi mukaan", "Miksi mukana", "Varför med", "Why it joins", "Reason")),
    Field("expectations", ("Odotukset", "Förväntningar", "Expectations")),
)  # fmt: skip
PERSON_FIELDS = (
    Field("name", ("Nimi", "Jäsen", "Jäsenen nimi", "Henkilö", "Namn", "Medlem", "Medlemmens namn",
                   "Person", "Name", "Full name", "Member", "Member name")),
    Field("given_name", ("Etunimi", "Förnamn", "First name", "Given name")),
    Field("family_name", ("Sukunimi", "Efternamn", "Last name", "Surname", "Family name")),
    Field("occupational_group", ("Ammattiryhmä", "Ammatti", "Ammattinimike", "Nimike",
                                 "Tehtävänimike", "Yrkesgrupp", "Yrke", "Yrkestitel",
                                 "Occupational group", "Occupation", "Profession", "Job title")),
    Field("role", ("Rooli", "Rooli tiimissä", "Roll", "Roll i teamet", "Role", "Role in the team")),
    Field("phone", ("Puhelin", "Puhelinnumero", "Puh", "Matkapuhelin", "Telefon", "Telefonnummer",
                    "Tel", "Mobil", "Phone", "Phone number", "Mobile")),
    Field("email", ("Sähköposti", "Sähköpostiosoite", "E-post", "E-postadress", "Email", "E-mail")),
    Field("active_from", ("Alkaen", "Mukana alkaen", "Alkoi", "Från", "Med från", "From",
                          "Active from", "Since")),
    Field("active_to", ("Asti", "Mukana asti", "Päättyi", "Till", "Med till", "To", "Until",
                        "Active to")),
)  # fmt: skip

# Words in use, without spaces.
_ROLE_WORDS: Mapping[Role, str] = {
    Role.SUPERVISOR: (
        "esihenkilö esimies lähiesihenkilö lähiesimies päällikkö chef närchef förman supervisor "
        "manager leader linemanager teamleader"
    ),
    Role.MEMBER: "jäsen tiiminjäsen medlem teammedlem member teammember",
    Role.SERVICE_USER_DEVELOPER: (
        "kehittäjäasiakas asiakas asiakasjäsen kokemusasiantuntija klientutvecklare klient "
        "erfarenhetsexpert serviceuserdeveloper serviceuser client expertbyexperience"
    ),
    Role.CONTACT: "yhteyshenkilö kontaktperson kontakt contact contactperson",
}
_LANGUAGE_WORDS: Mapping[str, str] = {
    "fi": "fi suomi finska finnish",
    "sv": "sv ruotsi svenska swedish",
    "en": "en englanti engelska english",
}
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./-]{4,}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column (from 0) holds which field; `unused` are titles of columns that hold none."""

    columns: Mapping[str, int]
    unused: tuple[str, ...] = ()

    @property
    def has_people(self) -> bool:
        """Whether the rows name persons."""
        return not {"name", "given_name", "family_name"}.isdisjoint(self.columns)

    def cell(self, row: Row, key: str) -> str:
        """The text of a field in a row; empty when there is no such column."""
        column = self.columns.get(key)
        return "" if column is None or column >= len(row.cells) else row.cells[column]


def recognise(table: Table, *, into_team: bool) -> tuple[Table, Layout]:
    """The table without its header row, and what its columns hold.

    `into_team` means that all rows are people of one team. Without a header the columns are told by
    their place and content. Raises `UserError` when there is no column of names, or of teams.
    """
    fields = PERSON_FIELDS if into_team else TEAM_FIELDS + PERSON_FIELDS
    headed = with_header(table, fields)
    if not headed.header or not _is_sure(headed.header, fields):
        return table, Layout(_by_content(table, into_team=into_team))
    columns = match_columns(headed.header, fields).columns
    columns = _of_people(columns) if into_team else _of_teams(columns)
    unused = (t for n, t in enumerate(headed.header) if t and n not in columns.values())
    return headed, Layout(columns, tuple(unused))


def role_named(text: str) -> Role | None:
    """The role that a word means in any of the languages."""
    return next((role for role, words in _ROLE_WORDS.items() if _word(text) in words.split()), None)


def language_named(text: str) -> str | None:
    """The language ("fi") that a word means in any of the languages."""
    return next(
        (key for key, words in _LANGUAGE_WORDS.items() if _word(text) in words.split()), None
    )


def _is_sure(header: Sequence[str], fields: Sequence[Field]) -> bool:
    """Whether the row is titles indeed, not a team that happens to be called "Team 5"."""
    titles = {_word(title) for field in fields for title in field.titles}
    exact = any(_word(text) in titles for text in header if text)
    return exact or len(match_columns(header, fields).columns) >= 3


def _of_people(columns: Mapping[str, int]) -> Mapping[str, int]:
    if not Layout(columns).has_people:
        raise UserError(
            msg("teams", "No column of names was found. Give the column the title “Name”.")
        )
    return columns


def _of_teams(found: Mapping[str, int]) -> Mapping[str, int]:
    """Sort out titles that mean one thing beside people and another beside teams."""
    columns = dict(found)
    about_people = {"given_name", "family_name", "occupational_group", "role"} & set(columns)
    if "team" not in columns and not about_people and "name" in columns:
        columns["team"] = columns.pop("name")
    if "team" not in columns:
        raise UserError(
            msg(
                "teams",
                "No column says which team each row is about. Add a column with the title “Team”; "
                "people of one team can also be pasted on that team's page, under Members.",
            )
        )
    if not Layout(columns).has_people:
        for of_person, of_team in (("phone", "contact_phone"), ("email", "contact_email")):
            if of_person in columns:
                columns.setdefault(of_team, columns.pop(of_person))
        people = {field.key for field in PERSON_FIELDS}
        return {key: column for key, column in columns.items() if key not in people}
    return columns


def _by_content(table: Table, *, into_team: bool) -> Mapping[str, int]:
    """Columns without titles: the name first, what gives itself away, then by place."""
    kinds = _PERSON_CONTENT if into_team else _TEAM_CONTENT
    places = ["occupational_group"] if into_team else ["unit_name", "site"]
    columns = {"name" if into_team else "team": 0}
    for column in range(1, len(table.rows[0].cells) if table.rows else 0):
        filled = [row.cells[column] for row in table.rows if row.cells[column]]
        kind = next((key for key, fits in kinds if filled and all(map(fits, filled))), "")
        if kind and kind not in columns:
            columns[kind] = column
        elif places and filled:
            columns[places.pop(0)] = column
    return columns


_TEAM_CONTENT = (
    ("county_code", lambda text: county_meant(text) is not None),
    ("language", lambda text: language_named(text) is not None),
    ("contact_email", looks_like_email),
    ("contact_phone", lambda text: _PHONE.fullmatch(text) is not None),
)
_PERSON_CONTENT = (
    ("role", lambda text: role_named(text) is not None),
    ("email", looks_like_email),
    ("phone", lambda text: _PHONE.fullmatch(text) is not None),
)


def _word(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
