"""English. Comparing years, stages and versions."""

TEXTS: dict[str, str] = {
    # The verb
    "compare.short": "Compare years, stages or versions: what changed, and what moved it.",
    "compare.about": (
        "Set assessments beside one another in the order of years and stages, and split the change "
        "of the index over indicators, aspects, domains and OPDs, exactly. What must not be "
        "compared (another instrument, a self-assessment beside a final result) is said.\n\n"
        "Examples:\n\n"
        "$ spbe compare 2023.yaml 2024.yaml\n"
        "$ spbe compare main:2024.yaml 2024.yaml\n"
        "$ spbe compare --against main --fail-on-drop index assessments/\n\n"
        "Exit codes: 0 compared and nothing fell, 1 an error in a file or something fell, "
        "2 the call is wrong or nothing can be compared."
    ),
    "compare.paths": "Files, folders, or REV:PATH for a version from git history.",
    "compare.against": "Compare the working tree with the merge base of this branch or commit.",
    "compare.fail_on_drop": "Fail (exit 1) when one of these falls in a comparable step.",
    "compare.like_for_like": (
        "Give both indices over matched indicators only; ours, not official."
    ),
    "call.compare-two": "there is nothing to compare in {paths}; name two assessments or more",
    "call.compare-none": "name files to compare, or a branch with --against",
    "call.nothing-comparable": "--fail-on-drop {layer}: no step can be compared",
    # The page
    "compare.title": "Comparison",
    "compare.spark.together": "Index {spark} {first} to {last}",
    "compare.spark.apart": "Index {spark} (a gap: not comparable)",
    "compare.no-index": "no index",
    "compare.instrument": "Instrument",
    "compare.change": "Change",
    "compare.not-comparable": "Differs in",
    "compare.brackets": (
        "(in brackets): the difference of two numbers that are not comparable; no progress follows "
        "from it."
    ),
    "compare.assessment": "Assessment",
    "compare.before": "Before",
    "compare.after": "After",
    "compare.new": "new",
    "compare.gone": "gone",
    "compare.since.title": "What this change does to the SPBE index",
    "compare.since.same": "Unchanged: {files}.",
    "compare.since.more": "Of {steps} more changes only the table above tells; name fewer files to see what moved.",
    "compare.since.arisen": "New with this change: {problems}.",
    # Why two results are not comparable
    "compare.reason.instrument": "instrument",
    "compare.reason.stage": "stage",
    "compare.reason.institution": "institution",
    "compare.reason.incomplete": "incomplete",
    "compare.reason.combine": "combining",
    "compare.why.instrument": (
        "Not comparable: {before} and {after} are different instruments, with other indicators, "
        "weights and criteria."
    ),
    "compare.why.stage": (
        "Not comparable: {before} beside {after}; only a final result is official."
    ),
    "compare.why.institution": "Not comparable: {before} and {after} are different institutions.",
    "compare.why.incomplete": (
        "Not comparable: unanswered indicators count at the lowest level; before: {before}; "
        "after: {after}."
    ),
    "compare.why.combine": (
        "Not comparable: answers of several OPDs are combined in different ways, {before} before "
        "and {after} after."
    ),
    "compare.nothing-open": "none",
    # What moved
    "compare.headline.same": "{before} to {after}: {change}; {category} as before",
    "compare.headline.other": "{before} to {after}: {change}; {was} to {category}",
    "compare.no-split": (
        "The levels are not known on both sides, so the change cannot be split over indicators."
    ),
    "compare.no-crosswalk": "There is no crosswalk between these instruments.",
    "compare.no-levels": (
        "The levels are not known on both sides, so the {pairs} subjects that both instruments "
        "share cannot be set side by side."
    ),
    "compare.nothing-moved": "No level changed.",
    "compare.untouched": "{untouched} indicators unchanged.",
    "compare.open": "(in brackets): nobody answered; counts at the lowest level",
    "compare.rises": "Rises: {count}, together {total}",
    "compare.falls": "Falls: {count}, together {total}",
    "compare.groups": "Where it moved",
    "compare.announced": "Announced",
    "compare.announced.title": "As announced",
    # Across instruments
    "compare.matches": "Matched subjects; levels are on different criteria",
    "compare.trust": "Confidence",
    "compare.trust.official": "official",
    "compare.trust.high": "high",
    "compare.trust.medium": "medium",
    "compare.trust.low": "low",
    "compare.gone-indicators": "Of {instrument}, without a successor: {indicators}.",
    "compare.new-indicators": "New in {instrument}: {indicators}.",
    "compare.alike": "Like for like, our own figure and not official: {before} to {after}.",
    "compare.alike.covers": (
        "It covers {before} of the weight before ({ours} indicators) and {after} after ({theirs})."
    ),
    "compare.alike.ours": (
        "{pairs} matched pairs, {official} of them from the ministry, the others our own mapping; "
        "levels of different criteria are taken as they are."
    ),
    "compare.alike.none": "Like for like: the levels are not known on both sides.",
    "compare.alike.no-pairs": "Like for like: there is no crosswalk between these instruments.",
    "compare.alike.ranges": "Levels go from {before} before and from {after} after; the floors differ.",
    # Two stages of one year
    "compare.agreement.bias.over": (
        "On average {before} is {bias} levels above {after}, over {count} indicators."
    ),
    "compare.agreement.bias.under": (
        "On average {before} is {bias} levels below {after}, over {count} indicators."
    ),
    "compare.agreement.bias.even": (
        "On average {before} and {after} differ by {bias} levels: what is above and what is below "
        "balance, over {count} indicators."
    ),
    "compare.agreement.exact": "The same level: {exact}; at most one level apart: {within}.",
    "compare.agreement.kappa": (
        "Weighted kappa {quadratic} (quadratic), {linear} (linear): 1 is perfect agreement, 0 chance, "
        "below 0 worse than chance."
    ),
    "compare.agreement.kappa.none": "Weighted kappa is not defined: all levels are the same.",
    "compare.agreement.none": "No indicator is answered at both stages.",
    "compare.agreement.opds": "Agreement by OPD",
    "compare.agreement.opds.note": "A shared indicator counts in full for each of its owners here.",
    "compare.over": "Claimed too high: {count}, together {total}",
    "compare.under": "Claimed too low: {count}, together {total}",
    "compare.indicators": "Indicators",
    "compare.bias": "Bias",
    "compare.exact": "Same level",
    # Gates
    "compare.gate.passed": "Gate met: no {layer} fell; steps judged: {steps}.",
    "compare.gate.unchanged": "Gate met: nothing changed that could fall ({layer}; steps judged: {steps}).",
    "compare.gate.unjudged": "Not judged by the gate: {what}: {why}.",
    "compare.gate.failed": "Gate failed: {what}: {before} to {after} ({step}).",
    "compare.layer.indicator": "indicator",
    "compare.layer.aspect": "aspect",
    "compare.layer.domain": "domain",
    "compare.layer.index": "index",
    "compare.layer.category": "category",
}
