import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.notes import markup
from coachdesk.features.notes.markup import LineKind, ParsedNote
from coachdesk.features.notes.model import Person

TODAY = dt.date(2026, 11, 22)
PEOPLE = [
    Person(1, 10, "Anna Virtanen"),
    Person(2, 10, "Pekka Aho"),
    Person(3, 11, "Anni Rantala"),
    Person(4, 11, "Pekka Laine"),
]


def parse(body: str, language: str = "fi") -> ParsedNote:
    return markup.parse(body, TODAY, language, PEOPLE)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("# Nykytila", LineKind.HEADING, "Nykytila"),
        ("#tunniste ei otsikko", LineKind.PLAIN, "#tunniste ei otsikko"),
        ("[] soita", LineKind.TASK, "soita"),
        ("  - [x] soita", LineKind.TASK, "soita"),
        ("[ ]soita", LineKind.TASK, "soita"),
        ("[]", LineKind.PLAIN, "[]"),
        ("[1] viite", LineKind.PLAIN, "[1] viite"),
        ("! aloitetaan", LineKind.DECISION, "aloitetaan"),
        ("!aloitetaan", LineKind.DECISION, "aloitetaan"),
        ("!", LineKind.PLAIN, "!"),
        ("![kuva]", LineKind.PLAIN, "![kuva]"),
        ("hei! ei", LineKind.PLAIN, "hei! ei"),
        ("- kohta", LineKind.BULLET, "kohta"),
        ("12. kohta", LineKind.NUMBER, "kohta"),
        ("2026 alkaa", LineKind.PLAIN, "2026 alkaa"),
        ("", LineKind.PLAIN, ""),
    ],
)
def test_the_mark_at_the_start_says_what_a_line_is(line: str, kind: LineKind, text: str) -> None:
    read = markup.read_line(line)
    assert (read.kind, read.text) == (kind, text)


def test_a_task_line_tells_who_and_when() -> None:
    (task,) = parse("[] @Anna soittaa työterveyteen 24.11.").tasks
    assert task.title == "soittaa työterveyteen"
    assert (task.who_kind, task.member_rid, task.team_rid) == ("member", 1, 10)
    assert task.due == dt.date(2026, 11, 24)
    assert not task.done


@pytest.mark.parametrize(
    ("line", "who_kind", "member_rid", "who", "title"),
    [
        ("[] kysy @Annalta malli", "member", 1, "", "kysy Annalta malli"),
        ("[] malli @Pekka Laine", "member", 4, "", "malli"),
        ("[] @Pekka: malli", "other", None, "Pekka", "malli"),
        ("[] malli @minä", "coach", None, "", "malli"),
        ("[] me@posti.fi lista", "nobody", None, "", "me@posti.fi lista"),
        ("[x] **tärkeä** lista", "nobody", None, "", "tärkeä lista"),
    ],
)
def test_whom_a_name_means(
    line: str, who_kind: str, member_rid: int | None, who: str, title: str
) -> None:
    (task,) = parse(line).tasks
    assert (task.who_kind, task.member_rid, task.who, task.title) == (
        who_kind, member_rid, who, title,
    )  # fmt: skip


def test_a_longer_first_name_is_not_an_inflected_shorter_one() -> None:
    assert parse("@Annille terveiset").mentions == (PEOPLE[2],)
    assert parse("@Annalle terveiset").mentions == (PEOPLE[0],)
    assert parse("@Ann terveiset").mentions == ()


def test_decisions_and_tags_are_found() -> None:
    parsed = parse("! Aloitetaan kokeilu\nTeksti #Työparit ja #kiire, #työparit\nhttp://x/#osa #12")
    assert parsed.decisions == ("Aloitetaan kokeilu",)
    assert parsed.tags == ("työparit", "kiire")


def test_a_task_without_words_is_none_yet() -> None:
    assert parse("[] 24.11.\n[] @Anna").tasks == ()


def test_spans_lie_where_the_words_are() -> None:
    line = "Se on **tosi** tärkeä #kiire @Anna"
    shown = [(line[s.start : s.end], s.style) for s in markup.spans(line)]
    assert shown == [("**tosi**", "bold"), ("#kiire", "tag"), ("@Anna", "mention")]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(["[] a", "[x] b @Anna", "! c", "# d", "- [ ] e 24.11.", "f #g", "", "[]"]),
        st.text(st.sampled_from("[]x!#@ *-aä1.\t"), max_size=12),
    ),
    max_size=12,
)


@given(_LINES)
def test_only_lines_that_matter_tell_anything(lines: list[str]) -> None:
    body = "\n".join(lines)
    assert parse(body) == parse("\n".join(markup.lines_that_matter(body)))


@given(_LINES, _LINES)
def test_texts_tell_the_same_only_with_the_same_tasks_decisions_and_tags(
    old: list[str], new: list[str]
) -> None:
    before, after = "\n".join(old), "\n".join(new)
    if markup.tell_the_same(before, after):
        said, says = parse(before), parse(after)
        assert (said.tasks, said.decisions, said.tags) == (says.tasks, says.decisions, says.tags)


@given(_LINES, st.text(st.characters(exclude_characters="\n@#[!"), max_size=20), st.data())
def test_plain_words_do_not_matter(lines: list[str], words: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines)))
    longer = [*lines[:place], words, *lines[place:]]
    assert markup.tell_the_same("\n".join(longer), "\n".join(lines))


@given(st.text(max_size=200))
def test_reading_never_fails(text: str) -> None:
    parse(text)
    for line in text.split("\n"):
        read = markup.read_line(line)
        assert line[read.start :] == read.text
        assert all(0 <= span.start < span.end <= len(line) for span in markup.spans(line))


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- kohta", "- "),
        ("  * kohta", "  * "),
        ("[x] soita", "[] "),
        ("- [ ] soita", "- [] "),
        ("9. kohta", "10. "),
        ("1) kohta", "2) "),
        ("- ", ""),
        ("[] ", ""),
        ("3. ", ""),
        ("teksti", None),
        ("! päätös", None),
        ("# otsikko", None),
        ("2026 alkaa", None),
        ("", None),
    ],
)
def test_how_a_list_goes_on(line: str, following: str | None) -> None:
    assert markup.continuation(line) == following


def test_ticking_a_line_and_back() -> None:
    assert markup.toggled("  [] soita") == "  [x] soita"
    assert markup.toggled("- [X] soita") == "- [] soita"
    assert markup.toggled("soita [] ") is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## Nykytila", "Nykytila"),
        ("- **Tärkeää** ja *kursiivi*: **Anna**lle", "Tärkeää ja kursiivi: Annalle"),
        ("[x] @Anna soittaa", "Anna soittaa"),
        ("Kolme ei pääse lähtemään. #kuormitus #vuorot", "Kolme ei pääse lähtemään."),
        ("#kuormitus on suuri", "kuormitus on suuri"),
        ("#kuormitus", ""),
        ("2*3*4 = 24, huone #4", "2*3*4 = 24, huone #4"),
        ("a * b * c", "a * b * c"),
    ],
)
def test_plain_words_are_what_a_line_says(line: str, words: str) -> None:
    assert markup.plain_words(line) == words


@given(st.text(alphabet="ab #*@[]!-1. "))
def test_plain_words_are_words_of_the_line(line: str) -> None:
    words = markup.plain_words(line)
    assert words == words.strip()
    assert set(words) <= set(line)
    assert len(words) <= len(line)


@given(st.text(alphabet="ab #*@[]!-+•1. "))
def test_the_quick_look_misses_no_mark(line: str) -> None:
    if not markup.may_be_marked(line):
        assert markup.read_line(line).kind is LineKind.PLAIN
        assert markup.spans(line) == []
