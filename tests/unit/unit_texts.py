"""Invented texts for the unit tests."""

RECORDS = [
    {
        "title": "The old bridge opens again",
        "text": "The bridge over the river Orrel opened on 3 May 1921.\nRain fell. The bridge was wet.",
        "tags": ["Harbour", "Bridges"],
        "date": "2019-02-13",
        "author": "Ines Corvane",
        "id": 11,
    },
    {
        "title": "Ferry to run on Sundays",
        "text": "The ferry’s new bell rang. The harbour was full.",
        "tags": ["Harbour"],
        "date": "2019-03-01",
    },
    {
        "title": "Council votes",
        "text": "The council voted for the bridge.\nNobody spoke of the ferry.",
        "tags": ["Council"],
        "categories": ["News"],
    },
    {"title": "=SUM(A1) <script>alert(1)</script>", "text": "A hostile title about a lighthouse.", "tags": ["@x"]},
    {"text": "Ein Brief über die Brücke und den Hafen, und was der Rat dazu sagt.", "date": "2018-12-24"},
]

LISTING = """Posts Tagged ‘Harbour’

Bridges,Harbour

The old bridge opens again

The bridge over the river Orrel opened on Thursday, and three hundred people walked across it before noon. Rain fell.

Continue Reading

Ferry,Harbour

Ferry to run on Sundays

The ferry will run on Sundays from May. “It is time,” said the harbour master, who has waited for it since 1998.

Continue Reading

Council,Harbour

Council votes for a new quay

The council voted for a new quay on Monday. Nobody spoke against it, and the meeting was over in an hour.

Continue Reading

Copyright © 2019 The Orrel Bell
"""

# Paragraphs of six posts, and who wrote them.
PARAGRAPHS = [
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper was on the table.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the stones lie where the boats used to lie in the sun.",
    "Two volunteers carried it from the market to the mill on Sunday, and a third one followed them with the paint and the soup.",
    "There are eleven of them now, more than anybody has counted since the year when the mill burnt down and its pond was drained.",
    "It came in the wrong green, which the council will talk about on Tuesday, unless the painter finds the other tins before.",
]  # fmt: skip
WRITERS = ["Ann Vale", "Hugh Marsh", "Ada Quill", "Ann Vale", "Ned Lind", "Hugh Marsh"]
