"""The two tables of the pre-survey of 2023 as they were published, and answers that make them."""

import csv
import datetime as dt
import io

from coachdesk.features.surveys.model import Answer, Sheet

TODAY = dt.date(2026, 11, 22)

PUBLISHED = """\
question,option,code,count,percent
county,Etelä-Karjalan hyvinvointialue,1,0,0.00
county,Etelä-Pohjanmaan hyvinvointialue,2,0,0.00
county,Etelä-Savon hyvinvointialue,3,2,4.76
county,Helsingin kaupunki,4,5,11.90
county,HUS-yhtymä,5,0,0.00
county,Itä-Uudenmaan hyvinvointialue,6,0,0.00
county,Kainuun hyvinvointialue,7,5,11.90
county,Kanta-Hämeen hyvinvointialue,8,0,0.00
county,Keski-Pohjanmaan hyvinvointialue,9,5,11.90
county,Keski-Suomen hyvinvointialue,10,8,19.05
county,Keski-Uudenmaan hyvinvointialue,11,0,0.00
county,Kymenlaakson hyvinvointialue,12,0,0.00
county,Lapin hyvinvointialue,13,0,0.00
county,Länsi-Uudenmaan hyvinvointialue,14,3,7.14
county,Pirkanmaan hyvinvointialue,15,0,0.00
county,Pohjanmaan hyvinvointialue,16,4,9.52
county,Pohjois-Karjalan hyvinvointialue,17,4,9.52
county,Pohjois-Pohjanmaan hyvinvointialue,18,2,4.76
county,Pohjois-Savon hyvinvointialue,19,2,4.76
county,Päijät-Hämeen hyvinvointialue,20,0,0.00
county,Satakunnan hyvinvointialue,21,0,0.00
county,Vantaan ja Keravan hyvinvointialue,22,0,0.00
county,Varsinais-Suomen hyvinvointialue,23,2,4.76
risk_assessment_stage,planned,1,9,21.95
risk_assessment_stage,started,2,15,36.59
risk_assessment_stage,done,3,8,19.51
risk_assessment_stage,done and used in the workplace survey,4,9,21.95
"""


def presurvey_sheets() -> list[Sheet]:
    """42 units, one of which skipped the question on risk assessment."""
    counties, stages = _codes("county"), _codes("risk_assessment_stage")
    answers = [{"county": Answer((code,))} for code in counties]
    for sheet, code in zip(answers, stages, strict=False):
        sheet["risk_assessment_stage"] = Answer((code,))
    return [Sheet(one, f"Unit {number}") for number, one in enumerate(answers, start=1)]


def _codes(key: str) -> list[int]:
    """The code of each answer to a question."""
    return [
        int(row["code"])
        for row in csv.DictReader(io.StringIO(PUBLISHED))
        if row["question"] == key
        for _ in range(int(row["count"]))
    ]
