"""English. Planning what to raise first."""

TEXTS: dict[str, str] = {
    # The call
    "plan.short": "Plan what to raise first to reach an index or a category.",
    "plan.about": (
        "Find the cheapest set of level rises that reaches a target, or the highest index for an "
        "effort; proven to be the best there is. Shows each step with its OPD, effort and gain, "
        "and what the levels to reach ask for. Without --effort every level costs the same.\n\n"
        "Examples:\n\n"
        "$ spbe plan 2024.yaml --target baik\n"
        "$ spbe plan 2024.yaml --target 3.5 --effort effort.yaml --years 2\n"
        "$ spbe plan 2024.yaml --budget 12 --opd kominfo --format markdown\n"
        "$ spbe plan 2024.yaml --frontier\n\n"
        "Exit codes: 0 planned, 1 an error in a file, or the target is out of reach, "
        "2 the call is wrong."
    ),
    "plan.file": "The assessment to start from: a file, a folder with one, or -.",
    "plan.target": "What to reach: a category, or a number that the exact index is to reach.",
    "plan.budget": "The most that all steps may take together, in the unit of the effort file.",
    "plan.frontier": "Show the whole curve: the best index for every effort.",
    "plan.year": "The year in which the work begins; else the year of the file.",
    "plan.years": "Over how many years the steps are spread.",
    "plan.effort": "YAML of what levels cost, what is locked, what each OPD can do.",
    "plan.prerequisites": "Let a policy come before its practice, by our own list.",
    "plan.opd": "Only the steps of this OPD: its task list.",
    "plan.write": "Write a copy of the file with the planned levels as targets.",
    "plan.force": "Overwrite a copy that is there.",
    "call.plan-nothing": "nothing to plan; name a target, as in --target baik, or --budget or --frontier",
    "call.plan-steps": "{option} is about the steps of a plan; add --target or --budget",
    "call.plan-one-place": "{path} is to be the result and the copy at once; name two files",
    "call.plan-included": (
        "{path} would be included by the assessment itself ({pattern}); write the copy elsewhere"
    ),
    "call.plan-curve": "with --frontier, CSV holds the curve alone; leave out --opd, or write JSON",
    "call.plan-published": (
        "{path}: only announced figures; a plan needs the level of each indicator"
    ),
    "call.plan-budget": '--budget takes a number of 0 or more; found "{found}"',
    "call.plan-years": '--years takes a whole number from 1 to {most}; found "{found}"',
    "call.plan-opd": 'unknown OPD "{found}"; this assessment has {allowed}',
    "call.plan-prerequisites": "no prerequisites ship with {instrument}; write them into --effort",
    "call.plan-fine": (
        "costs or weights are too fine to be counted out exactly; write the costs of the effort "
        "file with fewer decimals"
    ),
    "call.plan-unproven": (
        "the solver's answer did not stand the check in whole numbers, so there is no plan; "
        "plan fewer years, or with fewer limits"
    ),
    # The result
    "plan.aim.target": "Aim in {year}: {goal}",
    "plan.aim.budget": "Aim in {year}: the highest index for an effort of at most {budget}",
    "plan.aim.both": "Aim in {year}: {goal}, for an effort of at most {budget}",
    "plan.goal": "an index of at least {index}",
    "plan.goal.category": "an index of at least {index}, {category}",
    "plan.headline": "From {before} to {after}: {steps}, effort {effort}.",
    "plan.headline.opds": "From {before} to {after}: {steps} for {opds}, effort {effort}.",
    "plan.reached": "Reached already with {before}: nothing needs to be raised.",
    "plan.nothing": "Nothing can be raised: it stays at {before}.",
    "plan.out-of-reach": "The target is out of reach; this is the furthest there is.",
    "plan.exactly": "Exact index {before} now, {after} then.",
    "plan.failed": "Target not reached: {file}: the index comes to {index} at best, below {wanted}.",
    "count.steps.one": "{n} step",
    "count.steps.many": "{n} steps",
    "count.targets.one": "one target",
    "count.targets.many": "{n} targets",
    "count.opds.one": "one OPD",
    "count.opds.many": "{n} OPDs",
    "plan.written": "Written: {path}, with {targets}.",
    "plan.kept": "Targets that were there and are no part of this plan stay: {indicators}.",
    "plan.moved": "The copy lies in another folder: include, evidence and instrument paths start from there.",
    "plan.not-written": "Not written, since the target is out of reach: {path}",
    "plan.why": "What would bring it within reach",
    "plan.why.range": "Why",
    "plan.why.one": "This would be enough:",
    "plan.why.any": "Each of these would be enough by itself:",
    "plan.why.together": "No single one of these is enough; all of them together are:",
    "plan.reason.range": "Even with every indicator at the highest level the index is {highest}.",
    "plan.reason.locked": "Free what is locked (locked: {indicators}).",
    "plan.reason.max_level": "Allow higher levels (max_level: {indicators}).",
    "plan.reason.max_rise": (
        "Let indicators rise by more than {count} in a year (max_rise); more years may do as well."
    ),
    "plan.reason.capacity": (
        "Give the OPDs more capacity (capacity: {opds}); more years may do as well."
    ),
    "plan.reason.requires": "Do without the prerequisites (requires, --prerequisites).",
    "plan.reason.budget": "Spend more than {budget} (--budget).",
    "plan.reason.budget.needed": "Spend {needed} instead of {budget} (--budget).",
    "plan.opd.steps": "{steps} of {all} in the whole plan.",
    "plan.opd.none": "No step of this plan is for {opd}.",
    "plan.steps": "Steps",
    "plan.steps.year": "Steps in {year}",
    "plan.steps.first": "Of several OPDs the first one bears the effort.",
    "plan.number": "No",
    "plan.rise": "Level",
    "plan.cost": "Effort",
    "plan.gain": "Gain",
    "plan.exact": "Exact",
    "plan.opds": "By OPD",
    "plan.count": "Steps",
    "plan.capacity": "Capacity",
    "plan.tasks": "What to do",
    "plan.curve": "The best index for every effort",
    "plan.curve.from": "{category} from an effort of {effort}",
    "plan.first": "{category}, from here",
    "plan.enough": "{category}; enough for the target",
    "plan.notes": "To be noted",
    "plan.note.outside": "{instrument} ({span}) is not in use in {years}. The plan is by it all the same.",
    "plan.note.replaced": "{instrument} ({span}) is not in use in {years}: {other} has replaced it, with other indicators, weights and categories. The plan is by {instrument} all the same.",
    "plan.note.preceded": "{instrument} ({span}) is not in use in {years}: then it was still {other}. The plan is by {instrument} all the same.",
    "plan.note.earlier": (
        "The plan begins in {year}, but starts from the levels of {own}, the year of the file; "
        "check --year."
    ),
    "plan.note.rule": (
        "By the rule of {year} the present index would be {category}: it is then taken on the "
        "{basis} index."
    ),
    "plan.premises": "What this rests on",
    "plan.premise.cheapest": (
        "Proven: no cheaper set of steps reaches the target. Among equals it raises the fewest "
        "indicators, then comes highest, then gains earliest, then takes earlier indicators."
    ),
    "plan.premise.most": (
        "Proven: no other set of steps within these limits comes higher. Among equals it takes "
        "the least effort, then the fewest indicators, then gains earliest, then takes earlier "
        "indicators."
    ),
    "plan.premise.curve": (
        "Proven: at every point of the curve no other set of steps gives more for that effort."
    ),
    "plan.premise.solver": ("Worked out by the solver HiGHS and checked again in whole numbers."),
    "plan.premise.effort": "Every level risen takes an effort of {default}, a part of one as well; an effort file (--effort) says better what it takes.",
    "plan.premise.effort.file": "Efforts are those of {file}; a level it does not name takes {default}. A part of a level counts as one.",
    "plan.premise.unanswered": "Unanswered, planned upward from level {lowest}: {indicators}.",
    "plan.premise.prerequisites": "Prerequisites: {note}.",
    "plan.premise.criteria": "What levels ask for: {note}.",
}
