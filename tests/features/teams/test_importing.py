import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coachdesk.exchange.reading import read_table
from coachdesk.features.teams import service, store
from coachdesk.features.teams.importing import (
    Existing,
    ImportPreview,
    Verdict,
    preview,
)
from coachdesk.features.teams.model import Member, Role, Team
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import TODAY

KNOWN_TEAM = Team(7, "t", "Osasto 4")
KNOWN_MEMBER = Member(1, "m", 7, "Aino Malli")
NOBODY = Existing((), {}, TODAY, "fi")
SOMEBODY = Existing((KNOWN_TEAM,), {7: (KNOWN_MEMBER,)}, TODAY, "fi")


def read(text: str, existing: Existing = NOBODY, into: Team | None = None) -> ImportPreview:
    return preview(read_table(text), existing, into)


def table(*rows: str) -> str:
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)


def verdicts(result: ImportPreview) -> list[Verdict]:
    return [row.verdict for row in result.rows]


def remarks(result: ImportPreview) -> list[str]:
    texts = Texts.load("en")
    return [texts(remark) for row in result.rows for remark in row.remarks]


def test_bare_names_are_teams() -> None:
    result = read("Osasto 4\nKotihoito, etelä\nTeam 5\n")
    assert [each.fields["name"] for each in result.new] == [
        "Osasto 4",
        "Kotihoito, etelä",
        "Team 5",
    ]
    assert (result.teams, result.people) == (3, 0)


def test_a_first_team_called_team_is_not_taken_for_a_header() -> None:
    assert read("Team 5\nTeam 6").teams == 2


@pytest.mark.parametrize(
    "header",
    [
        "Tiimi | Työyksikkö | Hyvinvointialue | Kieli | Sähköposti",
        "TEAMETS NAMN | Enhet | Välfärdsområde | Språk | E-post",
        "Team name | Work unit | County | Language | E-mail",
        "Nimi | Yksikkö | Hyvinvointialue | Kieli | Yhteyshenkilön sähköposti",
    ],
)
def test_teams_by_header_in_three_languages(header: str) -> None:
    row = "Perhetiimi | Perhekeskus | Etelä-Savo | ruotsi | yht@example.fi"
    (new,) = read(table(header, row)).new
    assert new.fields == {
        "name": "Perhetiimi",
        "unit_name": "Perhekeskus",
        "county_code": 3,
        "language": "sv",
        "contact_email": "yht@example.fi",
    }


def test_one_sheet_with_a_row_for_each_member() -> None:
    result = read(
        table(
            "Tiimi | Paikkakunta | Nimi | Ammattiryhmä | Rooli | Puhelin | Alkaen",
            "Osasto 2 | Kuopio | Aino Malli | lääkäri | Esihenkilö | 040 123 | 1.9.2026",
            " | | Eino Esimerkki | hoitaja | jäsen | | ",
            "osasto  2 | | Väinö Varma | hoitaja | kehittäjäasiakas | | ",
            "Osasto 3 | Kuopio | Sisko Sana | hoitaja | | | ",
        )
    )
    first, second = result.new
    assert [each["name"] for each in first.members] == [
        "Aino Malli",
        "Eino Esimerkki",
        "Väinö Varma",
    ]
    assert first.members[0] == {
        "name": "Aino Malli",
        "occupational_group": "lääkäri",
        "role": Role.SUPERVISOR,
        "phone": "040 123",
        "active_from": dt.date(2026, 9, 1),
    }
    assert first.fields == {"name": "Osasto 2", "site": "Kuopio"}
    assert [each["name"] for each in second.members] == ["Sisko Sana"]
    assert (result.teams, result.people) == (2, 4)
    assert verdicts(result) == [Verdict.ADDED] * 4


def test_given_and_family_name_make_the_name() -> None:
    result = read(table("Team | First name | Last name", "A | Aino | Malli", "A | Eino | "))
    assert [each["name"] for each in result.new[0].members] == ["Aino Malli", "Eino"]


def test_people_without_a_team_are_refused_with_a_way_out() -> None:
    with pytest.raises(UserError, match="Members"):
        read(table("Nimi | Ammattiryhmä", "Aino | lääkäri"))


def test_people_of_one_team_with_and_without_header() -> None:
    rows = ["Eino | hoitaja | eino@example.fi | +358 40 123 456 | Supervisor"]
    bare = read(table(*rows), SOMEBODY, KNOWN_TEAM)
    headed = read(
        table("Name | Occupational group | Email | Phone | Role", *rows), SOMEBODY, KNOWN_TEAM
    )
    assert bare.new == headed.new
    (new,) = bare.new
    assert new.into == 7
    assert new.members[0] == {
        "name": "Eino",
        "occupational_group": "hoitaja",
        "email": "eino@example.fi",
        "phone": "+358 40 123 456",
        "role": Role.SUPERVISOR,
    }


def test_what_is_there_already_is_not_added_again() -> None:
    result = read(
        table("Tiimi | Jäsen", "OSASTO 4 | aino  malli", "Osasto 4 | Eino", "Osasto 4 | Eino"),
        SOMEBODY,
    )
    assert verdicts(result) == [Verdict.KNOWN, Verdict.ADDED, Verdict.KNOWN]
    assert (result.teams, result.people) == (0, 1)
    assert result.new[0].into == 7
    assert read("osasto 4", SOMEBODY).new == ()


def test_cells_that_mean_nothing_are_left_out_and_said() -> None:
    result = read(
        table(
            "Tiimi | Hyvinvointialue | Jäsen | Rooli | Sähköposti | Alkaen | Asti",
            "A | Atlantis | Aino | keisari | ei-osoite | 31.11.2026 | vko 54",
        )
    )
    assert verdicts(result) == [Verdict.ADDED_WITH_REMARKS]
    assert result.new[0].fields == {"name": "A"}
    assert result.new[0].members[0] == {"name": "Aino", "email": "ei-osoite"}
    said = " ".join(remarks(result))
    assert len(remarks(result)) == 5
    assert all(word in said for word in ("Atlantis", "keisari", "e-mail", "day 31", "54"))


def test_leaving_before_coming_is_left_out() -> None:
    result = read(table("Tiimi | Jäsen | Alkaen | Asti", "A | Aino | 2.9.2026 | 1.9.2026"))
    assert result.new[0].members[0] == {"name": "Aino", "active_from": dt.date(2026, 9, 2)}
    assert verdicts(result) == [Verdict.ADDED_WITH_REMARKS]


def test_rows_that_differ_about_their_team_say_so() -> None:
    result = read(table("Tiimi | Toimipiste | Jäsen", "A | Kuopio | Aino", "A | Turku | Eino"))
    assert result.new[0].fields == {"name": "A", "site": "Kuopio"}
    assert remarks(result) == ["“Turku” differs from an earlier row of the team."]


def test_too_long_names_are_refused_and_their_people_do_not_go_elsewhere() -> None:
    long = "x" * 10_000
    result = read(table("Tiimi | Jäsen", "A | Aino", f"{long} | Eino", " | Sisko", f"A | {long}"))
    assert verdicts(result) == [Verdict.ADDED] + [Verdict.REFUSED] * 3
    assert [each["name"] for each in result.new[0].members] == ["Aino"]


def test_formulas_and_right_to_left_names_are_text(tmp_path: Path) -> None:
    result = read("=1+1\n@cmd\nفريق\n🩺")
    assert [each.fields["name"] for each in result.new] == ["=1+1", "@cmd", "فريق", "🩺"]


def test_other_columns_are_named() -> None:
    result = read(table("Tiimi | Budjetti | Jäsen", "A | 100 | Aino"))
    assert result.unused == ("Budjetti",)


def test_person_cells_without_a_name_are_said() -> None:
    result = read(table("Tiimi | Jäsen | Rooli", "A | | jäsen"))
    assert remarks(result) == ["The row has no name of a person."]
    assert (result.teams, result.people) == (1, 0)


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_workbook_and_csv_give_the_same(tmp_path: Path) -> None:
    header = ["Tiimi", "Jäsen", "Asti"]
    rows = [header, ["Äänekoski", "Šárá", "2026-12-31"]]
    in_cells: list[object] = ["Äänekoski", "Šárá", dt.date(2026, 12, 31)]
    xlsx = workbook(tmp_path / "a.xlsx", [list(header), in_cells])
    latin = tmp_path / "b.csv"
    latin.write_bytes("\n".join(";".join(row) for row in rows).encode("cp1252", "replace"))
    utf16 = tmp_path / "c.csv"
    utf16.write_text("\n".join(";".join(row) for row in rows), encoding="utf-16")
    first = preview(read_table(xlsx), NOBODY)
    assert first.new[0].members[0]["active_to"] == dt.date(2026, 12, 31)
    assert preview(read_table(utf16), NOBODY).new == first.new
    assert preview(read_table(latin), NOBODY).new[0].fields == {"name": "Äänekoski"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, b"a\n" * 100_000]
)
def test_files_that_are_no_table_are_refused_with_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "teams.csv"
    path.write_bytes(content)
    with pytest.raises(UserError):
        preview(read_table(path), NOBODY)


def test_preview_can_be_imported_and_then_all_is_known(ws: Workspace) -> None:
    text = table("Tiimi | Hyvinvointialue | Jäsen", "A | 3 | Aino", "B | Kainuu | Eino")
    result = read(text)
    service.import_teams(ws, result.new)
    teams = store.list_teams(ws.read)
    assert [(each.name, each.area) for each in teams] == [
        ("A", "Itä-Suomi"),
        ("B", "Pohjois-Suomi"),
    ]
    people = store.members_of(ws.read, [each.rid for each in teams])
    again = read(text, Existing(teams, people, TODAY, "fi"))
    assert again.new == ()
    assert verdicts(again) == [Verdict.KNOWN] * 2


cells = st.text(st.characters(codec="utf-8", exclude_characters="\t\n\r"), max_size=12)
headers = st.lists(
    st.sampled_from(["Tiimi", "Jäsen", "Rooli", "Asti", "Kieli", "Hyvinvointialue", "Muu", ""]),
    min_size=1,
    max_size=5,
)


@given(st.one_of(st.just([]), headers), st.lists(st.lists(cells, max_size=5), max_size=6))
def test_every_row_gets_a_verdict_and_what_is_new_can_be_stored(
    header: list[str], body: list[list[str]]
) -> None:
    text = "\n".join("\t".join(row) for row in [header, *body])
    try:
        result = read(text, SOMEBODY)
    except UserError:
        return
    numbers = [row.number for row in result.rows]
    assert numbers == sorted(set(numbers))
    added = [r for r in result.rows if r.verdict in {Verdict.ADDED, Verdict.ADDED_WITH_REMARKS}]
    assert len(added) <= result.teams + result.people
    for each in result.new:
        assert re.search(r"\S", each.fields["name"])
        assert each.into is None or each.members
