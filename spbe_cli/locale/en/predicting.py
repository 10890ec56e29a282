"""English. Predicting the official index; how two stages agree."""

TEXTS: dict[str, str] = {
    # The call
    "predict.short": "Predict the official index from past self-assessments and results.",
    "predict.about": (
        "Put the institution's own past differences between self-assessment and result on this "
        "year's self-assessment: the expected official index, a 90 % interval, and the probability "
        "of each category, all exact. The model is ours, not the ministry's; the result states "
        "what it assumes.\n\n"
        "Examples:\n\n"
        "$ spbe predict 2025/self.yaml --past 2024/self.yaml 2024/final.yaml\n"
        "$ spbe predict 2025/self.yaml --past 2023/self.yaml 2023/final.yaml "
        "--past 2024/self.yaml 2024/final.yaml\n\n"
        "Exit codes: 0 predicted, 1 an error in a file, 2 the call is wrong, or nothing can be "
        "predicted from these files."
    ),
    "predict.self": "This year's self-assessment: a file, a folder with one, or -.",
    "predict.past": "A past year: its self-assessment, then its result; may be repeated.",
    "call.predict-published": (
        "{path}: only announced figures; a prediction needs the level of each indicator"
    ),
    "call.predict-final": "{path} is a final result already; nothing is left to predict",
    "call.predict-instrument": (
        "--past is under {found}, {path} under {wanted}; differences hold within one instrument "
        "only: {before}, {after}"
    ),
    "call.predict-instrument.version": (
        "--past is under another version of {found}, {path} under {wanted} with other indicators, "
        "weights or levels; differences hold within one instrument only: {before}, {after}"
    ),
    "call.predict-years": "--past: not of one year ({first} and {second}): {before}, {after}",
    "call.predict-institutions": (
        '--past: not of one institution ("{first}" and "{second}"): {before}, {after}'
    ),
    "call.predict-stages": (
        "--past: the earlier stage comes first; found {first}, then {second}: {before}, {after}"
    ),
    "call.predict-nothing": "--past: no indicator is answered in both {before} and {after}",
    "call.predict-fine": (
        "{instrument}: weights or levels are too fine for every possible index to be counted out"
    ),
    "call.missing-values": "{option} needs {count} values",
    # The result
    "predict.given": "As assessed here: {index} {category}",
    "predict.expected": "Expected official index: {index}",
    "predict.interval": "with 90 % probability between {low} and {high}",
    "predict.categories": "How probable each category is",
    "predict.differences": "What became of past levels",
    "predict.differences.rounded": "Rounded to whole levels; JSON and CSV have every difference.",
    "predict.pasts": "How past pairs agree",
    "predict.assumptions": "What this assumes",
    "predict.doubts": "What makes it doubtful",
    "predict.probability": "Probability",
    "predict.difference": "Result - self",
    "predict.indicators": "Indicators",
    "predict.exact": "Same level",
    "predict.within": "Within 1",
    "predict.kappa": "Kappa",
    "predict.pasts.note": (
        "Result - self: mean difference in levels. Kappa (quadratic weights): 1 is perfect "
        "agreement, 0 no better than chance, below 0 worse than chance."
    ),
    "predict.pair": "{year}: {before} against {after}",
    "predict.pair.other": "{institution} {year}: {before} against {after}",
    "predict.assumption.pooled": (
        "What assessors will change is like what they changed before: {differences} of "
        "{pairs} are pooled, whatever the indicator, the year or the OPD."
    ),
    "count.differences.one": "{n} difference",
    "count.differences.many": "{n} differences",
    "count.pairs.one": "{n} past pair",
    "count.pairs.many": "{n} past pairs",
    "predict.assumption.independent": (
        "Indicators are changed independently of each other; if assessors are strict or lenient "
        "throughout, the interval is too narrow."
    ),
    "predict.assumption.clipped": (
        "A level stays between {lowest} and {highest}, whatever the difference."
    ),
    "predict.assumption.unanswered": (
        "Unanswered, taken at level {lowest} and not moved: {indicators}."
    ),
    "predict.assumption.ours": (
        "The model is our own. It is no official figure, and the ministry has no part in it."
    ),
    "predict.doubt.institution": (
        '{before}, {after} are of "{found}", not of "{wanted}"; its assessors may judge otherwise.'
    ),
    "predict.doubt.year": "{before}, {after} are of {found}, not from before {year}.",
    "predict.doubt.start": (
        "{before} is of another stage ({found}) than the assessment to be predicted ({wanted})."
    ),
    "predict.doubt.end": "{after} is not a final result ({found}); later stages may change more.",
    "predict.doubt.twice": "{before}, {after} are of the same year as {first}: counted twice.",
    "predict.doubt.between": (
        "Some levels, here or in the past, lie between the steps; an official level never does."
    ),
}
