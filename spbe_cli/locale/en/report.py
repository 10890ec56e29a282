"""English. Reports: what a regent reads."""

TEXTS: dict[str, str] = {
    # The call
    "render.short": "Write a report of one institution: a page, Markdown, a table, a badge.",
    "render.about": (
        "Put everything about one institution together: index and category, how they come about, "
        "aspects, years, OPDs, every indicator with its criteria, evidence, strengths and "
        "weaknesses, self-assessment against result, plan, peers, problems. Give all its files or "
        "their folder; the newest year's latest stage is reported, the others stand beside it. The "
        "HTML page is one file that needs no network, prints well and lets levels be tried out.\n\n"
        "Examples:\n\n"
        "$ spbe render assessments/ -o report.html\n"
        "$ spbe render 2023.yaml 2024.yaml --target baik -o report.html\n"
        "$ spbe render 2024.yaml --format markdown\n"
        "$ spbe render 2024.yaml -o badge.svg\n\n"
        "Exit codes: 0 written, 1 written with an error in a file, 2 the call is wrong."
    ),
    "render.paths": "Assessments of one institution, or folders of them: years, stages; - is standard input.",
    "render.format": "How to write the report; else as -o ends, else html.",
    "render.target": "Plan how this category or index is reached, as spbe plan does.",
    "render.dated": "The date that the report bears; else it has none.",
    "call.render-institutions": (
        "a report is of one institution, and there are several: {found}; name the files of one"
    ),
    "call.render-institutions.many": (
        "a report is of one institution, and there are several: {found} and {others} others; name "
        "the files of one"
    ),
    "call.render-target": (
        "--target: only announced figures are known; a plan needs the level of each indicator"
    ),
    "call.render-ending": (
        '-o: no report ends in "{found}"; end the name in one of {known}, or say --format. For PDF '
        "write .html, open it in a browser and print it to PDF"
    ),
    "render.no-workbook": (
        "No worksheet was written: a file with errors has no levels to set out; mend the errors first."
    ),
    "render.no-plan": (
        "The report has no plan for --target: a file with errors has no levels to plan from; mend the "
        "errors first."
    ),
    "call.render-date": '--date takes a day as in 2024-12-31; found "{found}"',
    "call.render-levels": "only announced figures are known; a worksheet needs the level of each indicator",
    "call.render-binary": "xlsx is no text; name a file with -o",
    # The head
    "report.title": "SPBE report",
    "report.dated": "made on {date}",
    "report.type.kementerian": "Ministry",
    "report.type.lpnk": "Non-ministerial agency (LPNK)",
    "report.type.lembaga": "Institution",
    "report.type.provinsi": "Province",
    "report.type.kabupaten": "Regency",
    "report.type.kota": "City",
    "report.province": "Province of {province}",
    "report.skip": "To the report",
    "report.contents": "Contents",
    "report.footer": "Computed exactly with spbe {version}. Nothing on this page was loaded from anywhere.",
    "report.no-index": "No index: the files have errors",
    "report.badge": "SPBE",
    "report.badge.none": "no index",
    "report.broken": "{file} has {errors} and gives no index; see Problems.",
    "report.without": "{file} has {errors} and gives no index, so this report shows {shown}; see Problems.",
    "report.detail-of": (
        "Of the {main} only announced figures are known. Levels, OPDs and evidence are those of the "
        "{stage}."
    ),
    "report.draft": "This is a draft: it may still change.",
    "report.tile.since": "Since {when}",
    "report.tile.not-comparable": "{figures}; not comparable ({reasons})",
    "report.tile.claim": "Self-assessment",
    "report.tile.claim.above": "{distance} above the result",
    "report.tile.claim.below": "{distance} below the result",
    "report.tile.claim.even": "the same as the result",
    "report.tile.goal": "{category} in {steps}",
    "report.tile.place": "median of the others {median}",
    "report.tile.place.figure": "{rank} of {others}",
    "report.tile.answered": "{count} at the lowest level",
    "report.among": "Among {part}, {year}",
    "report.among.all": "Among all institutions, {year}",
    # Titles
    "report.section.computed": "How it was computed",
    "report.section.profile": "Domains and aspects",
    "report.section.years": "Over the years",
    "report.section.opds": "By OPD",
    "report.section.indicators": "All indicators",
    "report.section.evidence": "Evidence",
    "report.section.contrasts": "Strengths and weaknesses",
    "report.section.stages": "Self-assessment and result",
    "report.section.plan": "Plan",
    "report.section.peers": "Among its peers",
    "report.section.problems": "Problems",
    "report.section.origin": "What this rests on",
    # How it was computed
    "report.rule": (
        "Each of the {count} indicators counts with its level times its weight; all of it together, "
        "divided by 100, is the index. Nothing is rounded in between."
    ),
    "report.rounded": (
        "Rounded once, half up, to {decimals} decimals, {index} is {shown}. In {year} the category "
        "is taken on the {basis} index: {category} begins at {bound}."
    ),
    "report.announced": "The index is as announced; how it comes about is not known here.",
    "report.years": "The years in figures",
    "report.section.profile.aspects": "Aspects",
    "report.announced-by": "Source: {source}.",
    "report.sum": "The sum",
    "report.exact": "Exact index",
    "report.groups": "Domains and aspects in figures",
    "report.groups.aspects": "Aspects in figures",
    "report.goal.targets": "With all targets met",
    "report.goal.plan": "After the plan",
    "report.goal.next": "{category} from {bound}",
    # Charts
    "report.chart.scale": "The index on the line of categories",
    "report.chart.radar.aspects": "Index of each aspect",
    "report.chart.radar.domains": "Index of each domain",
    "report.chart.bars.domains": "Index of each domain",
    "report.chart.bars.aspects": "Index of each aspect",
    "report.chart.trend": "Index by year, on the bands of the categories",
    "report.chart.peers": "{among}: how many stand where",
    "report.chart.peers.told": "Index {index}, rank {rank} of {others}; median of the others {median}.",
    "report.legend.official": "final result",
    "report.legend.hollow": "other stage, not official",
    "report.legend.gap": "years in between not known",
    "report.legend.era": "another instrument: no line leads across",
    "report.legend.median": "median of the others {median}",
    "report.why-not": "Why not all years can be compared",
    "report.moved": "What moved since {when}",
    # The tree
    "report.tree": "Domain, aspect, indicator and level",
    "report.target": "Target",
    "report.criteria": "What levels ask for: {note}.",
    "report.asked.present": "Present level",
    "report.asked.next": "Next level",
    "report.fact.sum": "Adds {weight} x {level} = {added}",
    "report.fact.unanswered": "Nobody answered; counts at the lowest level",
    "report.fact.before": "{when}: level {level}",
    "report.fact.claimed": "Self-assessment: level {level}",
    "report.fact.target": "Target: level {level}",
    "report.fact.opds": "In charge: {opds}",
    "report.fact.settled": "Answers: {settled}",
    "report.what-if": "What if",
    "report.what-if.about": "Choose other levels below to see what the index would be. Nothing is saved.",
    "report.what-if.change": "change",
    "report.what-if.exact": "exact",
    "report.what-if.reset": "Back to the assessment",
    "report.what-if.level": "What if {indicator} were at level",
    # Evidence
    "count.pieces.one": "{n} piece of evidence",
    "count.pieces.many": "{n} pieces of evidence",
    "report.evidence": "{pieces} for {indicators} indicators",
    "report.piece": "Evidence",
    "report.given-by": "Given by",
    "report.date": "Date",
    "report.review": "review",
    # Strengths and weaknesses
    "report.strengths": "Furthest above the index",
    "report.weaknesses": "Furthest below the index",
    "report.distance": "To the index",
    "report.lowest": "At the lowest level",
    "report.gains": "Where the index gains most",
    "report.one-level": "One level more",
    "report.all-levels": "Up to the top",
    # Stages and plan
    "report.stages": "Both in figures",
    "report.claims": "Which indicators differ",
    "report.aims": (
        "With all targets that stand in the files the index rises from {before} to {index} {category} "
        "({steps}; exactly {exact})."
    ),
    "report.aims.steps": "Targets, the largest gain first",
    # Problems
    "report.no-problems": "None: all files hold.",
    "report.problems": "{count} problems",
    "report.severity": "Severity",
    "report.severity.error": "error",
    "report.severity.warning": "warning",
    "report.code": "Code",
    "report.place": "Where",
    "report.message": "What",
    # What it rests on
    "report.made-by": "Made by spbe {version} from these files; the same files give the same report.",
    "report.files": "Files",
    "report.files.summary": "Files and their SHA-256 ({files})",
    "report.no-digest": "read once, no digest",
    "report.instrument": "The instrument: rules, sources, how sure they are",
    "report.rules": "Rules",
    "report.rule-of": "Rule",
    "report.value": "Value",
    "report.source": "Source",
}
