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
    # Written when what the first of these had shown was mended.
    Text("en", "“We are closing the road until further notice,” Sergeant Ola Berg told residents on Tuesday.", [
        ("We are closing the road until further notice,", "direct", "Ola Berg")]),
    Text("en", "The school’s head, Fiona Marsh, has described the repairs as “long overdue”, and parents agree.", [
        ("long overdue", "direct", "Fiona Marsh")]),
    Text("en", "In 1998 the poet Lars Eide published “Harbour Lights”, a collection of short verse.", [
        ("Harbour Lights", "title", None)]),
    Text("en", "“You can’t stop the tide,” laughs Edna Crane, 81. “You can only move your chair.”", [
        ("You can’t stop the tide,", "direct", "Edna Crane"), ("You can only move your chair.", "direct", "Edna Crane")]),
    Text("en", "Councillors rejected the plan as “unaffordable”.", [
        ("unaffordable", "scare", None)]),
    Text("en", "Jim Pike and Ana Solis run the café together. “He cooks, I complain,” Solis says.", [
        ("He cooks, I complain,", "direct", "Solis")]),
    Text("en", "The inquiry found that staff had “no clear instructions” and that managers “failed to act”.", [
        ("no clear instructions", "direct", "The inquiry"), ("failed to act", "direct", "The inquiry")]),
    Text("en", "“This is our home,” she told me, pointing at the boats. Her name is Mina Rao.", [
        ("This is our home,", "direct", None)]),
    Text("en", "A spokeswoman for the rail company said: “We apologise for the delay.”", [
        ("We apologise for the delay.", "direct", "A spokeswoman")]),
    Text("en", "What he called “the quiet years” ended in 2004.", [
        ("the quiet years", "scare", None)]),
    Text("en", "Writing in the Gazette, Paul Frey argued that “a town without benches is a corridor”.", [
        ("a town without benches is a corridor", "direct", "Paul Frey")]),
    Text("en", "“Never again,” reads the plaque by the gate.", [
        ("Never again,", "direct", "the plaque")]),
    Text("en", "Asked about the cost, Hanna Lie shrugged. “Money is like water here,” she said. “It runs downhill.”", [
        ("Money is like water here,", "direct", "Hanna Lie"), ("It runs downhill.", "direct", "Hanna Lie")]),
    Text("en", "The band’s third album, “Paper Boats”, and its single “Anchor” were recorded in a barn.", [
        ("Paper Boats", "title", None), ("Anchor", "title", None)]),
    Text("en", "“If nobody objects, we start on Monday,” the chairman, Otto Falk, concluded.", [
        ("If nobody objects, we start on Monday,", "direct", "Otto Falk")]),
    Text("en", "Tove Dahl’s lawyer insisted that his client “had nothing to add”.", [
        ("had nothing to add", "direct", "Tove Dahl’s lawyer")]),
    Text("en", "They shouted “Save the pier!” until dark.", [
        ("Save the pier!", "direct", None)]),
    Text("fr", "Le directeur assure que « tout sera prêt en juin ».", [
        ("tout sera prêt en juin", "direct", "Le directeur")]),
    Text("de", "„Ich bleibe hier“, betont Maria Sommer. „Das ist mein Zuhause.“", [
        ("Ich bleibe hier", "direct", "Maria Sommer"), ("Das ist mein Zuhause.", "direct", "Maria Sommer")]),
    Text("es", "«No nos iremos», advirtió Rosa Campos, vecina del barrio.", [
        ("No nos iremos", "direct", "Rosa Campos")]),
    Text("fa", "علی رضایی نوشت: «ما اینجا می‌مانیم.»", [
        ("ما اینجا می‌مانیم.", "direct", "علی رضایی")]),
]
