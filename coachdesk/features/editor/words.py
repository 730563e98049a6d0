"""What the parts of a programme are called on screen."""

from collections.abc import Mapping
from enum import Enum

from coachdesk.features.editor.model import Group, Node, Place, part, title_of
from coachdesk.features.programmes.template import (
    Agenda,
    BlockKind,
    StageMeaning,
    SurveyLink,
    Template,
    TemplateWho,
)
from coachdesk.kernel.text import Message, msg

GROUPS: Mapping[str, Message] = {
    "phases": msg("editor", "Phases"),
    "events": msg("editor", "Events"),
    "items": msg("editor", "Checklist"),
    "kinds": msg("editor", "Stages of checklist items"),
    "tasks": msg("editor", "Tasks"),
    "agendas": msg("editor", "Agendas"),
    "questions": msg("editor", "Questions for coaching talks"),
    "advice": msg("editor", "Advice to the coach"),
    "roles": msg("editor", "Roles"),
    "fields": msg("editor", "What each team writes down"),
    "meetings": msg("editor", "Regular meetings"),
    "surveys": msg("editor", "Surveys"),
}
GROUP_HELP: Mapping[str, Message] = {
    "phases": msg(
        "editor",
        "The stretches of the programme in their order. Tasks, questions, advice and surveys "
        "belong to a phase.",
    ),
    "events": msg(
        "editor",
        "The days that are agreed for each run. Due dates are counted from them, and each day "
        "of an event may have an agenda.",
    ),
    "items": msg("editor", "What each team has to have in place. Everyone sees how far it is."),
    "kinds": msg(
        "editor",
        "How far an item has come, where ticking it is not enough: a question, and its stages.",
    ),
    "tasks": msg("editor", "What the team or the coach does in this phase, and by when."),
    "agendas": msg("editor", "The course of each day, in blocks with their lengths."),
    "questions": msg("editor", "What to ask the team in a coaching talk in this phase."),
    "advice": msg("editor", "What helps the coach in this phase."),
    "roles": msg("editor", "Who is responsible for what: shown side by side."),
    "fields": msg("editor", "What each team writes down about itself, such as why it joins."),
    "meetings": msg("editor", "Meetings of the team that are recommended, and how often."),
    "surveys": msg("editor", "Surveys that belong to this phase."),
}
KINDS: Mapping[str, Message] = {
    "": msg("editor", "The programme"),
    "phases": msg("editor", "Phase"),
    "events": msg("editor", "Event"),
    "items": msg("editor", "Checklist item"),
    "kinds": msg("editor", "Kind of item"),
    "stages": msg("editor", "Stage"),
    "tasks": msg("editor", "Task"),
    "agendas": msg("editor", "Agenda"),
    "blocks": msg("editor", "Block of an agenda"),
    "questions": msg("editor", "Question"),
    "advice": msg("editor", "Advice"),
    "roles": msg("editor", "Role"),
    "fields": msg("editor", "What each team writes down"),
    "meetings": msg("editor", "Regular meeting"),
    "surveys": msg("editor", "Survey"),
}
ADD: Mapping[str, Message] = {
    "phases": msg("editor", "Add a phase"),
    "events": msg("editor", "Add an event"),
    "items": msg("editor", "Add a checklist item"),
    "kinds": msg("editor", "Add a kind of item"),
    "stages": msg("editor", "Add a stage"),
    "tasks": msg("editor", "Add a task"),
    "agendas": msg("editor", "Add the agenda of a day"),
    "blocks": msg("editor", "Add a block"),
    "questions": msg("editor", "Add a question"),
    "advice": msg("editor", "Add advice"),
    "roles": msg("editor", "Add a role"),
    "fields": msg("editor", "Add something to write down"),
    "meetings": msg("editor", "Add a regular meeting"),
    "surveys": msg("editor", "Add a survey"),
}
CHOICES: Mapping[Enum, Message] = {
    TemplateWho.TEAM: msg("editor", "The team"),
    TemplateWho.COACH: msg("editor", "The coach"),
    StageMeaning.NOT_STARTED: msg("editor", "Not started"),
    StageMeaning.IN_PROGRESS: msg("editor", "In progress"),
    StageMeaning.DONE: msg("editor", "Done"),
    BlockKind.OPENING: msg("editor", "Opening"),
    BlockKind.TALK: msg("editor", "Talk"),
    BlockKind.GROUP_WORK: msg("editor", "Group work"),
    BlockKind.SHARING: msg("editor", "Sharing"),
    BlockKind.SPARRING: msg("editor", "Sparring"),
    BlockKind.EXERCISE: msg("editor", "Exercise"),
    BlockKind.BREAK: msg("editor", "Break"),
    BlockKind.LUNCH: msg("editor", "Lunch"),
    BlockKind.CLOSING: msg("editor", "Closing"),
}
EVENT_KINDS: Mapping[str, Message] = {
    "info": msg("editor", "Information session"),
    "workshop": msg("editor", "Workshop"),
    "session": msg("editor", "Session"),
    "meeting": msg("editor", "Meeting"),
    "visit": msg("editor", "Visit"),
    "peer_learning": msg("editor", "Peer learning"),
    "spreading": msg("editor", "Spreading"),
}
LANGUAGE_WORDS: Mapping[str, Message] = {
    "fi": msg("editor", "Finnish"),
    "sv": msg("editor", "Swedish"),
    "en": msg("editor", "English"),
}


def part_title(template: Template, node: Node, language: str) -> Message | str:
    """What a part is called in a list."""
    found = part(template, node)
    if found is None:
        return node.inner or node.key
    if not node.section:
        return msg("editor", "About the programme")
    if isinstance(found, Agenda):
        return msg("editor", "Day {day}", day=found.day)
    if isinstance(found, SurveyLink):
        return survey_name(found.survey, language)
    return title_of(found, node.kind, language) or msg("editor", "Untitled")


def survey_name(key: str, language: str) -> str:
    """The name of a survey; its key where there is none."""
    from coachdesk.features.surveys.definition import find_survey

    survey = find_survey(key)
    return survey.name.in_language(language) if survey else key


def place_title(template: Template, place: Place, language: str) -> Message | str:
    """What a list or a part is called where its kind has to be told too."""
    if isinstance(place, Group):
        return GROUPS[place.section]
    title = part_title(template, place, language)
    if not place.section:
        return title
    if isinstance(part(template, place), Agenda):
        event = template.event(place.key.partition(":")[0])
        name = event.name.in_language(language) if event else ""
        return msg("editor", "Agenda of {event}: {day}", event=name, day=title)
    return msg("editor", "{kind}: {title}", kind=KINDS[place.kind], title=title)
