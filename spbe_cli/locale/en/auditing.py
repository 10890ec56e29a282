"""English. Audits of published figures."""

TEXTS: dict[str, str] = {
    "audit.short": "Hold published figures against the rule, one another and what levels can give.",
    "audit.about": (
        "Hold published figures against one another: is the category right by the rule of the "
        "year, does the index follow from the domains, can whole levels give each value at all, "
        "which exact indices remain possible, and does the category depend on whether the exact "
        "or the rounded index is taken.\n\n"
        "Paths are assessments with published figures, folders of them, or tables (.csv, .tsv) "
        "with a row for each institution and columns such as institution, year, index, category, "
        "domain_1. One result is shown in full; of several, those that contradict something and "
        "those whose category depends on the rule.\n\n"
        "Examples:\n\n"
        "$ spbe audit 2023.yaml\n"
        "$ spbe audit --lang id results.csv\n\n"
        "Exit codes: 0 nothing contradicts, 1 something contradicts or cannot be read, "
        "2 the call is wrong. A category that depends on the rule is no error."
    ),
    "audit.all": "List every file and row, also those where nothing is to be said.",
    "audit.unread": "{file}: columns that are not read: {columns}.",
    "call.audit-nothing": "no published figures in {paths}",
    # One result
    "audit.verdict.agrees": "agrees",
    "audit.verdict.contradicts": "contradicts",
    "audit.verdict.unknown": "cannot be told",
    "audit.verdict.nothing": "nothing published",
    "audit.verdict.error": "not audited",
    "audit.headline.agrees": "Nothing contradicts the published figures.",
    "audit.headline.contradicts": "The published figures contain a contradiction.",
    "audit.headline.unknown": "Nothing can be told of the published figures.",
    "audit.headline.nothing": "This file has no published figures.",
    "audit.headline.error": "not audited: {errors}",
    "audit.depends.certain": "The category depends on the rule: exact and rounded index differ.",
    "audit.depends.perhaps": "The category may depend on the rule: one index that remains possible gets another category when it is rounded.",
    "audit.findings": "Findings",
    "table.audit.what": "Published",
    "table.audit.figure": "Figure",
    "table.audit.verdict": "Verdict",
    "table.audit.because": "Because",
    "audit.what.index": "Index",
    "audit.what.category": "Category",
    "audit.what.domains": "Index from the domains",
    "audit.what.aspects": "Index from the aspects",
    "audit.or": " or ",
    "audit.and": " and ",
    "audit.range": "{low} to {high}",
    "audit.span": "{low} to below {high}",
    "audit.several": "{count} exact values from {low} to {high}",
    "audit.stands": "stands for {values}; {because}",
    "audit.category.exact": "taken on the exact index, as in {year}: {categories}",
    "audit.category.rounded": "taken on the rounded index, as in {year}: {categories}",
    "audit.category.none": "none was announced; {because}",
    "audit.index.levels.agrees": "levels can give it",
    "audit.index.levels.contradicts": "no set of levels gives it; nearest: {nearest}",
    "audit.index.levels.unknown": "too many levels to count out; they give {values}",
    "audit.index.levels.outside": "levels give {values}",
    "audit.index.answers.agrees": "the answers give {values}",
    "audit.index.answers.contradicts": "the answers give {values}",
    "audit.follows.counted": "rounded figures allow {allowed}; levels leave {values}",
    "audit.follows.bounded": "rounded figures allow {allowed}",
    "audit.group.levels.agrees": "levels give {values}",
    "audit.group.levels.contradicts": "no set of levels gives it; nearest: {nearest}",
    "audit.group.levels.unknown": "too many levels to count out",
    "audit.group.levels.outside": "levels give {values}",
    "audit.group.aspects.agrees": "levels and its aspects give {values}",
    "audit.group.aspects.contradicts": "its aspects rule it out; nearest: {nearest}",
    "audit.group.answers.agrees": "the answers give {values}",
    "audit.group.answers.contradicts": "the answers give {values}",
    "audit.remains": "Exact indices that remain possible",
    "audit.remains.bounded": "Range of exact indices that remains, not counted out",
    "audit.remains.none": "No exact index remains possible: the published figures rule one another out.",
    "table.audit.exact": "Exact index",
    "table.audit.on-exact": "Taken exact",
    "table.audit.on-rounded": "Taken rounded",
    "table.audit.fits": "Announced category fits",
    "audit.fits.both": "both",
    "audit.fits.exact": "exact only",
    "audit.fits.rounded": "rounded only",
    "audit.fits.neither": "neither",
    # Why a category depends on the rule
    "audit.part.differs": "{values}: {exact} when taken exact, {rounded} when rounded.",
    "audit.part.same": "{values}: {category} either way.",
    "audit.shows.exact": "Announced is {category}: only the exact index gives it.",
    "audit.shows.rounded": "Announced is {category}: only the rounded index gives it.",
    "audit.shows.untold": "Announced is {category}: both can give it, so which was taken cannot be told.",
    "audit.shows.unannounced": "No category was announced.",
    "audit.leaves.exact": "By the rule of {year}, the exact index, there remain: {values}.",
    "audit.leaves.rounded": "By the rule of {year}, the rounded index, there remain: {values}.",
    # Several results
    "audit.title": "Audit of published figures",
    "count.results.one": "{n} result",
    "count.results.many": "{n} results",
    "audit.summary": "{results}: {agrees} agree, {contradicts} contradict, {unknown} cannot be told, {left} not audited.",
    "audit.summary.depends": "The category depends on the rule in {depends} of them ({years}).",
    "audit.summary.certain": "It does for certain in {certain}, perhaps in {perhaps}.",
    "audit.summary.independent": "The category depends on the rule in none of them.",
    "audit.contradicting": "Contradictions",
    "audit.depending": "The category depends on the rule: exact or rounded index",
    "audit.left": "Not audited",
    "audit.every": "All results",
    "table.audit.results": "Results",
    "table.audit.agrees": "Agree",
    "table.audit.contradicts": "Contradict",
    "table.audit.unknown": "Untold",
    "table.audit.left": "Not audited",
    "table.audit.depends": "Depends on rule",
}
