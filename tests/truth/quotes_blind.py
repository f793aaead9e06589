"""Invented paragraphs with their quotations: words between the marks, kind, speaker as printed, without
honorifics and of a common noun with its article (None: nobody is named).

Written before the code that is judged by them, after manuals of style and not after the founding page: marks of several languages, marks
that do not pair, nested ones, apostrophes, quotations over paragraphs, and words at a distance. `nested` is the kind of what stands
inside another quotation.
"""

from typing import NamedTuple


class Text(NamedTuple):
    language: str
    text: str
    quotes: list[tuple[str, str, str | None]]


TEXTS = [
    Text("en", "“The bridge will open in May,” said Anna Weber, the engineer. “We are late, but not very late.”", [
        ("The bridge will open in May,", "direct", "Anna Weber"), ("We are late, but not very late.", "direct", "Anna Weber")]),
    Text("en", "The mayor, Tom Hale, said: “Nobody will lose a garden.”", [("Nobody will lose a garden.", "direct", "Tom Hale")]),
    Text("en", "“I saw the water rise,” recalled Mrs Ida Brook. She added that it was “brown and very fast”.", [
        ("I saw the water rise,", "direct", "Ida Brook"), ("brown and very fast", "direct", "Ida Brook")]),
    Text("en", "Peter Lund arrived late. “The ferry broke down,” he explained, “and nobody told us.”", [
        ("The ferry broke down,", "direct", "Peter Lund"), ("and nobody told us.", "direct", "Peter Lund")]),
    Text("en", "The drivers’ union and the farmers’ market don’t share the ‘old’ hall; it’s the ’90s again.", [("old", "scare", None)]),
    Text("en", "The so-called “garden” is a car park.", [("garden", "scare", None)]),
    Text("en", "Her novel “The Lighthouse at Low Tide” was printed in Millbrook.", [("The Lighthouse at Low Tide", "title", None)]),
    Text("en", "He spoke at a conference called “Rivers and Their Towns” in spring.", [("Rivers and Their Towns", "title", None)]),
    Text("en", "\"We shall mend the roof,\" said Clara Moss.", [("We shall mend the roof,", "direct", "Clara Moss")]),
    Text("en", "'We shall mend the roof,' said Clara Moss. 'It won't take long.'", [
        ("We shall mend the roof,", "direct", "Clara Moss"), ("It won't take long.", "direct", "Clara Moss")]),
    Text("en", "“She told me, ‘Never sell the mill,’ and I never did,” said Jonas Reed.", [
        ("She told me, ‘Never sell the mill,’ and I never did,", "direct", "Jonas Reed"), ("Never sell the mill,", "nested", None)]),
    Text("en", "According to the warden, Lena Fox, the gate was “rusty beyond repair”.", [("rusty beyond repair", "direct", "Lena Fox")]),
    Text("en", "“The first day was hard,” Maria Stone wrote.\n\n“The second was harder.”", [
        ("The first day was hard,", "direct", "Maria Stone"), ("The second was harder.", "direct", "Maria Stone")]),
    Text("en", "Maria Stone wrote: “The first day was hard. We had no water.\n\n“The second was harder, and the third was worse.”", [
        ("The first day was hard. We had no water.", "direct", "Maria Stone"),
        ("The second was harder, and the third was worse.", "direct", "Maria Stone")]),
    Text("en", "The sign read “No Swimming” in red letters.", [("No Swimming", "title", None)]),
    Text("en", "A plank of 6' 2\" lay beside a 12\" pipe.", []),
    Text("en", "Rock 'n' roll isn't what the Smiths' boys play; 'tis folk.", []),
    Text("en", "“Is it safe?” asked the boy. “It is,” answered Captain Ruth Vale.", [
        ("Is it safe?", "direct", "the boy"), ("It is,", "direct", "Ruth Vale")]),
    Text("en", "The council called the plan “a gift to the town”, while Oskar Lind called it “a joke on all of us”.", [
        ("a gift to the town", "direct", "The council"), ("a joke on all of us", "direct", "Oskar Lind")]),
    Text("en", "In its letter the Harbour Board warned that “the pier may not last the winter”.", [
        ("the pier may not last the winter", "direct", "Harbour Board")]),
    Text("en", "“No comment,” said a spokesman for the Harbour Board.", [("No comment,", "direct", "a spokesman")]),
    Text("en", "They sell “fresh” fish on Mondays.", [("fresh", "scare", None)]),
    Text("en", "An opening mark “that nobody closes is found in old files.", [("that nobody closes is found in old files.", "direct", None)]),
    Text("en", "Nobody spoke” was all that the tape held.", []),
    Text("en", "“It is done,” she said. Nina Park and her sister had waited for years.", [("It is done,", "direct", None)]),
    Text("en", "“We will not move,” Karl Voss told the meeting, “and we will not pay,” he added.", [
        ("We will not move,", "direct", "Karl Voss"), ("and we will not pay,", "direct", "Karl Voss")]),
    Text("en", "Quoting Emma Gold, the report calls the dam “a wall of good intentions”.", [
        ("a wall of good intentions", "direct", "Emma Gold")]),
    Text("en", "Her brother, who asked not to be named, said the house was “always cold”.", [("always cold", "direct", "Her brother")]),
    Text("en", "“Let them come,” the old miller said quietly.", [("Let them come,", "direct", "the old miller")]),
    Text("en", "The film “Salt” and the song “Little Boats” were made here.", [("Salt", "title", None), ("Little Boats", "title", None)]),
    Text("en", "Anna Weber wrote to the board on Monday. “I resign with immediate effect,” the letter said.", [
        ("I resign with immediate effect,", "direct", "the letter")]),
    Text("en", "Rosa Diaz, 54, a baker from Millbrook, told the Gazette that the oven was “older than the town hall”.", [
        ("older than the town hall", "direct", "Rosa Diaz")]),
    Text("fr", "« Le pont ouvrira en mai », a déclaré Marie Dupont.", [("Le pont ouvrira en mai", "direct", "Marie Dupont")]),
    Text("fr", "Le maire, Jean Morel, a dit : « Personne ne perdra son jardin. »", [("Personne ne perdra son jardin.", "direct", "Jean Morel")]),
    Text("fr", "Selon Paul Girard, le quai est « trop vieux pour durer ».", [("trop vieux pour durer", "direct", "Paul Girard")]),
    Text("fr", "C’est l’« ancien » marché qu’on appelle aujourd’hui la halle.", [("ancien", "scare", None)]),
    Text("fr", "« Je pars demain », affirme-t-elle. Claire Petit n’a pas répondu.", [("Je pars demain", "direct", None)]),
    Text("de", "„Die Brücke wird im Mai geöffnet“, sagte Anna Weber.", [("Die Brücke wird im Mai geöffnet", "direct", "Anna Weber")]),
    Text("de", "Karl Voss erklärte: „Niemand verliert seinen Garten.“", [("Niemand verliert seinen Garten.", "direct", "Karl Voss")]),
    Text("de", "»Das ist der ›alte‹ Markt«, erzählte Eva Lang.", [("Das ist der ›alte‹ Markt", "direct", "Eva Lang"), ("alte", "nested", None)]),
    Text("de", "Laut Jonas Roth ist der Kai „zu alt, um zu halten“.", [("zu alt, um zu halten", "direct", "Jonas Roth")]),
    Text("de", "Der sogenannte „Garten“ ist ein Parkplatz.", [("Garten", "scare", None)]),
    Text("es", "«El puente se abrirá en mayo», dijo Ana Ruiz.", [("El puente se abrirá en mayo", "direct", "Ana Ruiz")]),
    Text("es", "El alcalde, Luis Vega, afirmó: “Nadie perderá su huerto”.", [("Nadie perderá su huerto", "direct", "Luis Vega")]),
    Text("es", "Según Marta Gil, el muelle es «demasiado viejo para durar».", [("demasiado viejo para durar", "direct", "Marta Gil")]),
    Text("fa", "آنا وبر گفت: «پل در ماه مه باز می‌شود.»", [("پل در ماه مه باز می‌شود.", "direct", "آنا وبر")]),
    Text("fa", "به گفته مریم کریمی، اسکله «برای ماندن بسیار کهنه» است.", [("برای ماندن بسیار کهنه", "direct", "مریم کریمی")]),
    Text("fa", "او آن را «باغ» می‌نامد.", [("باغ", "scare", None)]),
    Text("zh", "他说：「桥将在五月开放。」", [("桥将在五月开放。", "direct", None)]),
]
