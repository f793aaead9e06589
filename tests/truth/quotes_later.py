"""More invented paragraphs with their quotations, written after the code and before it was run on them: figures over these are what one may
expect of texts that nobody has seen. Form as in quotes_blind.py.
"""

from quotes_blind import Text

TEXTS = [
    Text("en", "Council leader Priya Nair told reporters: “We inherited a leaking roof and an empty purse.”", [
        ("We inherited a leaking roof and an empty purse.", "direct", "Priya Nair")]),
    Text("en", "“This is not a victory for anybody,” the union’s secretary, Owen Pryce, told the crowd.", [
        ("This is not a victory for anybody,", "direct", "Owen Pryce")]),
    Text("en", "In a letter to the Herald, Dr. Salma Idris described the clinic as “a corridor with ambitions”.", [
        ("a corridor with ambitions", "direct", "Salma Idris")]),
    Text("en", "Residents have nicknamed the tower “the Chimney”.", [("the Chimney", "title", None)]),
    Text("en", "The minister denied that the figures were “massaged”, but said they had been “presented with care”.", [
        ("massaged", "scare", None), ("presented with care", "direct", "The minister")]),
    Text("en", "Asked whether he would stay, Martin Oakes replied, “Ask me on Friday.”", [("Ask me on Friday.", "direct", "Martin Oakes")]),
    Text("en", "“I have nothing to hide”, says Lucia Ferrante, who runs the bakery.", [("I have nothing to hide", "direct", "Lucia Ferrante")]),
    Text("en", "Joan and Peter Marsh grow pears. “We never spray,” says Joan. “We never have to,” says Peter.", [
        ("We never spray,", "direct", "Joan"), ("We never have to,", "direct", "Peter")]),
    Text("en", "The report, “Ten Years of Rain”, was written by Hugh Sand. In it he calls the drains “an insult to gravity”.", [
        ("Ten Years of Rain", "title", None), ("an insult to gravity", "direct", "Hugh Sand")]),
    Text("en", "Nobody believed the “experts”, as the paper called them.", [("experts", "scare", None)]),
    Text("en", "“We need boats,” said Amara Obi of the Relief Society, “not speeches.”", [
        ("We need boats,", "direct", "Amara Obi"), ("not speeches.", "direct", "Amara Obi")]),
    Text("en", "When the train stopped, a woman shouted, “Open the doors!” and everyone pushed.", [("Open the doors!", "direct", "a woman")]),
    Text("en", "Mr Blake’s speech was short. He thanked the cooks. “You fed an army,” he said.", [("You fed an army,", "direct", "Blake")]),
    Text("en", "“The lamp was lit,” Nora said. Her sister disagreed: “It was dark.”", [
        ("The lamp was lit,", "direct", "Nora"), ("It was dark.", "direct", "Her sister")]),
    Text("en", "Simon Keel wrote on his blog that the bridge is “a bridge in name only”.", [("a bridge in name only", "direct", "Simon Keel")]),
    Text("en", "The Millbrook Water Company said in a statement that it “regrets the smell”.", [("regrets the smell", "direct", "Millbrook Water Company")]),
    Text("en", "'I can't see the lads' boats,' said Old Tom, 'nor the girls'.'", [
        ("I can't see the lads' boats,", "direct", "Old Tom"), ("nor the girls'.", "direct", "Old Tom")]),
    Text("en", "He signed it \"Yours, a Friend\" and left.", [("Yours, a Friend", "scare", None)]),
    Text("en", "The word “weir” comes from an old word for fish trap.", [("weir", "scare", None)]),
    Text("en", "“No,” said the clerk.\n\n“Why not?” asked Ines Rocha.\n\n“Because it is Monday,” he said.", [
        ("No,", "direct", "the clerk"), ("Why not?", "direct", "Ines Rocha"), ("Because it is Monday,", "direct", None)]),
    Text("en", "Emeka Cole, chair of the allotment society, was blunt. “They lied,” he said.", [("They lied,", "direct", "Emeka Cole")]),
    Text("en", "As Ruth Amsel put it: “A canal is a road that forgives you.”", [("A canal is a road that forgives you.", "direct", "Ruth Amsel")]),
    Text("en", "Their exhibition, “Mud and Silver,” opens today, and “Tide Tables” follows in June.", [
        ("Mud and Silver,", "title", None), ("Tide Tables", "title", None)]),
    Text("en", "“If we lose the ferry, we lose the school,” warns head teacher Anders Holt, “and if we lose the school, we lose the island.”", [
        ("If we lose the ferry, we lose the school,", "direct", "Anders Holt"),
        ("and if we lose the school, we lose the island.", "direct", "Anders Holt")]),
    Text("fr", "« Nous n’avons plus d’eau », a expliqué le maire de la ville, Henri Blanc.", [
        ("Nous n’avons plus d’eau", "direct", "Henri Blanc")]),
    Text("fr", "Dans son livre « Les Quais du soir », elle raconte la crue.", [("Les Quais du soir", "title", None)]),
    Text("fr", "“C’est fini”, a dit Luc Martin.", [("C’est fini", "direct", "Luc Martin")]),
    Text("de", "„Wir haben kein Wasser mehr“, sagte der Bürgermeister, Heinz Kern.", [("Wir haben kein Wasser mehr", "direct", "Heinz Kern")]),
    Text("de", "In ihrem Buch „Der stille Kai“ erzählt sie von der Flut.", [("Der stille Kai", "title", None)]),
    Text("de", "Die Kapitänin betonte, das Schiff sei „so sicher wie ein Haus“.", [("so sicher wie ein Haus", "direct", "Die Kapitänin")]),
    Text("es", "“No tenemos agua”, explicó la alcaldesa, Carmen Soto.", [("No tenemos agua", "direct", "Carmen Soto")]),
    Text("es", "Pedro Luna dijo que el barco era “tan seguro como una casa”.", [("tan seguro como una casa", "direct", "Pedro Luna")]),
    Text("fa", "«ما آب نداریم»، رضا کریمی گفت.", [("ما آب نداریم", "direct", "رضا کریمی")]),
    Text("fa", "سارا احمدی، شهردار شهر، گفت: «ما آب نداریم.»", [("ما آب نداریم.", "direct", "سارا احمدی")]),
]
