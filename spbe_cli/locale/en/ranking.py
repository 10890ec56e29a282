"""English. Rankings, and positions among official results."""

TEXTS: dict[str, str] = {
    # The call
    "rank.short": "Rank institutions, or find their place among the official results.",
    "rank.about": (
        "Rank institutions by their exact index, with percentiles, median and quartiles, together "
        "or by group. --among says where they stand among the official national results of a "
        "year, as a whole and in each domain; without files it lists those. Files are "
        "assessments, folders of them, or CSV tables of results.\n\n"
        "Examples:\n\n"
        "$ spbe rank --by type assessments/\n"
        "$ spbe rank --among 2024:kabupaten 2024.yaml\n"
        '$ spbe rank --among "2024:kabupaten:Jawa Timur"\n\n'
        "Exit codes: 0 ranked, 1 an error in a file (its row stays, without a rank), 2 the call is "
        "wrong, or the files are of different years or instruments."
    ),
    "rank.paths": "Assessments, folders or .csv tables of results; - is standard input.",
    "rank.by": "Rank each group by itself too.",
    "rank.among": (
        "Official results to compare with, as in 2024, 2024:kota or 2024:kabupaten:Jawa Timur; "
        "without files they are listed."
    ),
    "rank.year": "Only files of this year.",
    "rank.instrument": "Only files under this instrument: its id, or path of your own.",
    "rank.stage": "Only files of this stage.",
    "rank.top": "Show only the first N ranks; all figures are still those of everybody.",
    "call.rank-nothing": "name files or folders to rank, or official results with --among",
    "call.rank-by-among": (
        "--by splits a ranking; files among official results are compared with a part of these, "
        "as in --among 2024:kabupaten"
    ),
    "call.rank-mix": (
        "different years or instruments have no common order: {found}; choose with --year or "
        "--instrument"
    ),
    "call.rank-mix.many": (
        "different years or instruments have no common order: {found} and {others} others; choose "
        "with --year or --instrument"
    ),
    "call.rank-none": (
        "nothing is left to rank; --year, --instrument and --stage leave out {found}"
    ),
    "call.rank-none.many": (
        "nothing is left to rank; --year, --instrument and --stage leave out {found} and {others} "
        "others"
    ),
    "call.rank-same-id": 'different instruments have the same id "{found}"',
    "call.rank-among-instrument": (
        "the official results of {year} are under {among}, the files under {found}; they have no "
        "common order"
    ),
    "call.among.year": '--among: no official results of "{found}"; there are {allowed}',
    "call.among.type": '--among: no institutions of the type "{found}"; there are {allowed}',
    "call.among.province": (
        '--among: no province "{found}" here; there are {count}, such as {allowed}; '
        "spbe rank --among {year} --by province lists all"
    ),
    "call.among.no-such-type": (
        "--among: in {found} there is no institution of the type {type}, only {allowed}"
    ),
    "call.among.central": (
        "--among: institutions of the type {type} are central and in no province; leave it out"
    ),
    "call.rank-among-strangers": (
        "--among asks for {asked}, but none of the files is of it: {found}; ask for "
        "--among {instead}"
    ),
    "call.rank-among-strangers.many": (
        "--among asks for {asked}, but none of the files is of it: {found} and {others} others; "
        "ask for --among {instead}"
    ),
    # Titles
    "rank.title": "Ranking",
    "rank.title.among": "Position among the official results",
    "rank.groups": "Groups",
    "rank.official": "The official results",
    "rank.unranked": "Without an index",
    "rank.by.type": "Type",
    "rank.by.province": "Province",
    "rank.by.category": "Category",
    "rank.unknown": "(not given)",
    "rank.central": "central",
    # Columns
    "rank.column.rank": "Rank",
    "rank.column.percentile": "Percentile",
    "rank.column.percentile-in-group": "Percentile in group",
    "rank.column.number": "Number",
    "rank.column.share": "Share",
    "rank.column.lower": "Q1",
    "rank.column.median": "Median",
    "rank.column.upper": "Q3",
    "rank.column.best": "Best",
    "rank.column.lowest": "Lowest",
    "rank.column.place": "Rank",
    "rank.column.from-median": "vs median",
    "rank.column.from-best": "vs best",
    "rank.own": "official result of {year}",
    "rank.no-own": "no official row",
    "rank.and-others": "{institution} and {count} more",
    # Sentences
    "count.institutions.one": "{n} institution",
    "count.institutions.many": "{n} institutions",
    "rank.detailed": "The place in each domain is in CSV and JSON.",
    "rank.heading": "Files: {files}. Official results: {official}.",
    "rank.quartiles": "Q1 and Q3: the lower and the upper quartile.",
    "rank.signs": "vs median, vs best: index minus the median and minus the best of the others; below 0 is lower.",
    "rank.strangers": "Compared with others than their like ({asked}): {institutions}.",
    "rank.lost": "Own official row not found, so the institution may be compared with itself: {institutions}.",
    "rank.lost.one": "{institution} (nearest name: {nearest})",
    "rank.beside": "{file}; announced: {index}",
    "rank.lies": "{institutions}: median {median}, lower quartile {lower}, upper quartile {upper}.",
    "rank.best": "Best: {institution} with {index}.",
    "rank.source": "Source: {source}.",
    "rank.caveat": "Official results: {caveat}.",
    "rank.stages": "Different stages stand side by side, which is no fair order: {stages}. --stage chooses one.",
    "rank.stages.among": "Official results are final ones; the files have other stages: {stages}.",
    "rank.years": "The files are of {year}, the official results of {official}: another year, under the same regulation.",
    "rank.unanswered": "{mark} With unanswered indicators, which count at the lowest level: {institutions}.",
    "rank.unofficial": "{mark} With means or medians of different answers, which are no official values: {institutions}.",
    "rank.twice": "Ranked more than once: {institutions}.",
    "rank.open": "Announced figures are rounded: equal ones share a rank though their exact indices may differ, and for {count} of them the order with equal or close ones is open.",
    "rank.open.among": "Announced figures are rounded, so the order with equal or close official results is open: {institutions}.",
    "rank.open.to": "{institution} with {count} of them",
    "rank.left-out": "Left out by --year, --instrument or --stage: {files}.",
}
