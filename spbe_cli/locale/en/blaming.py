"""English. Which commit last changed each answer."""

TEXTS: dict[str, str] = {
    "blame.short": "Say which commit last changed each answer.",
    "blame.about": (
        "Say from git history which commit last changed each level that counts, who made it and "
        "when, and what it did to the index. What counts may be an answer in an OPD file that is "
        "included; renamed files and folders are followed.\n\n"
        "Examples:\n\n"
        "$ spbe blame 2024.yaml\n"
        "$ spbe blame 2024.yaml 11\n"
        "$ spbe blame --format markdown -o blame.md 2024.yaml\n\n"
        "Exit codes: 0 done, 1 an error in the file, 2 the call is wrong, or there is no history."
    ),
    "blame.file": "An assessment in a git repository.",
    "blame.indicator": "Only this indicator, with every change of its level.",
    "blame.answers": "Where the levels come from",
    "blame.answers.one": "Every change of its level",
    "blame.commits": "What these commits did to the index",
    "blame.date": "Date",
    "blame.commit": "Commit",
    "blame.author": "Author",
    "blame.subject": "Subject",
    "blame.change": "Change",
    "blame.exact": "Exact",
    "blame.place": "answered in {place}",
    "blame.place.title": "Answered in",
    "blame.uncommitted": "uncommitted",
    "blame.unanswered": "Unanswered, counted at level {lowest}: {indicators}.",
    "blame.cut": "{mark}: the clone is shallow, so it changed in that commit or before; git fetch --unshallow brings the rest.",
    "blame.instrument": "{mark}: the instrument was replaced, or its indicators, weights or levels changed; levels begin anew there, and the index cannot be compared.",
    "blame.maybe": "{mark}: the change may have come with a commit passed over just before: {commits}.",
    "blame.after": "{commit} or already {passed}",
    "blame.passed": "Passed over, having an error or no answers: {commits}.",
    "blame.first": "A level without an arrow came with the first version.",
    "call.untracked": "{path} is not in the last commit of a git repository, so there is nobody to blame; commit it first",
    "call.blame-published": "{path} has published figures only, no answers to blame",
}
