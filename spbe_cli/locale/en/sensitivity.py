"""English. How an index depends on single levels."""

TEXTS: dict[str, str] = {
    # The call
    "sensitivity.short": "Say which levels the category hangs on, and how sure the index is.",
    "sensitivity.about": (
        "How far the next categories are: the fewest single-level moves that lose the category or "
        "gain the next one, with their indicators; what one level of each indicator does; and, "
        "where answers have a `confidence`, or with --down and --up, the probability of each "
        "category. All of it is exact, nothing is drawn at random.\n\n"
        "Examples:\n\n"
        "$ spbe sensitivity 2024.yaml\n"
        "$ spbe sensitivity 2024.yaml --down 0.2 --up 0.05\n\n"
        "Exit codes: 0 measured, 1 an error in the file, 2 the call is wrong, or the file has no "
        "levels."
    ),
    "sensitivity.file": "An assessment: a file, a folder with one, or -.",
    "sensitivity.down": "How probable (0 to 1) it is that an answer without confidence turns out one level lower.",
    "sensitivity.up": "How probable (0 to 1) it is that an answer without confidence turns out one level higher.",
    "call.sensitivity-published": (
        "{path}: only announced figures; sensitivity needs the level of each indicator"
    ),
    "call.sensitivity-chance": '{option} takes a probability from 0 to 1; found "{found}"',
    "call.sensitivity-sum": (
        "--down {down} and --up {up} are more than 1 together; the rest is for levels that stay"
    ),
    "call.sensitivity-fine": (
        "{instrument}: weights, levels or probabilities are too fine for every possibility to be "
        "counted out"
    ),
    "call.sensitivity-mean": (
        "the means of what OPDs may answer are too fine for every index to be counted out; combine "
        "them as lowest, highest or median, or take some `confidence` out"
    ),
    "call.sensitivity-opds": (
        "indicator {indicator}: too many OPDs and possible levels to be combined; give it an answer "
        "of the institution's own or a lead, or take some `confidence` out"
    ),
    # Margins
    "sensitivity.lose": "What loses {category}",
    "sensitivity.lose.none": "{category} is the lowest category; there is none to fall to.",
    "sensitivity.lose.never": (
        "{category} cannot be lost: with all indicators at the lowest level it would still hold."
    ),
    "sensitivity.lose.one": (
        "{category} is lost with a single drop of one level. This one changes the index least:"
    ),
    "sensitivity.lose.several": (
        "{category} is lost with {moves} of one level; with any {fewer} it holds. "
        "Of all sets of so many that lose it, this one changes the index least:"
    ),
    "sensitivity.gain": "What gains {category}",
    "sensitivity.gain.none": "{category} is the highest category; there is none to rise to.",
    "sensitivity.gain.never": (
        "{category} cannot be gained: all indicators at the highest level would not be enough."
    ),
    "sensitivity.gain.one": (
        "{category} is gained with a single rise of one level. This one changes the index least:"
    ),
    "sensitivity.gain.several": (
        "{category} is gained with {moves} of one level; with any {fewer} it is not. "
        "Of all sets of so many that gain it, this one changes the index least:"
    ),
    "count.moves.lose.one": "{n} drop",
    "count.moves.lose.many": "{n} drops",
    "count.moves.gain.one": "{n} rise",
    "count.moves.gain.many": "{n} rises",
    "sensitivity.after": "Index then: {index}, shown as {shown}; {category}.",
    "sensitivity.change": "Change",
    # One level at a time
    "sensitivity.alone": "What one level of one indicator does",
    "sensitivity.alone.lose": (
        "{category} as soon as one of these drops by one level: {indicators}."
    ),
    "sensitivity.alone.gain": (
        "{category} as soon as one of these rises by one level: {indicators}."
    ),
    "sensitivity.alone.none": (
        "No indicator decides the category alone: whichever moves by one level, it stays {category}."
    ),
    "sensitivity.tornado": "What one level changes, largest first",
    "sensitivity.minus": "Down",
    "sensitivity.plus": "Up",
    # Certainty
    "sensitivity.certainty": "How sure the index is",
    "sensitivity.expected": "Expected index: {index}",
    "sensitivity.certain": (
        "No answer is uncertain: none has a `confidence` in another level, and --down and --up "
        "move none. With --down 0.2, for example, each answer may turn out one level lower."
    ),
    "sensitivity.premise.move": (
        "A move is one level of one indicator, or what is left of a level up to {highest} or down "
        "to {lowest}; an indicator may move several times."
    ),
    "sensitivity.premise.unanswered": (
        "Unanswered, taken at level {lowest} for certain, in brackets in the tables: {indicators}."
    ),
    "sensitivity.premise.confidence": (
        "The `confidence` given with answers is taken as it is: {indicators}."
    ),
    "sensitivity.premise.opds": (
        "Answers of OPDs are combined ({rule}) as if each turned out by itself, those without "
        "`confidence` as given: {indicators}."
    ),
    "sensitivity.premise.model": (
        "An answer without `confidence` turns out one level lower with probability {down}, one level "
        "higher with {up}; where that would leave {lowest} to {highest}, it stays: {indicators}."
    ),
    "sensitivity.premise.certain": "An answer without `confidence` is taken as certain: {indicators}.",
    "sensitivity.premise.independent": (
        "Indicators turn out independently of each other; if assessors are strict or lenient "
        "throughout, the interval is too narrow."
    ),
    "sensitivity.premise.ours": (
        "These probabilities are assumed, not measured. They are no official figures."
    ),
}
