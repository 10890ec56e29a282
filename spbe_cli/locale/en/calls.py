"""English. What is said of a call; help."""

TEXTS: dict[str, str] = {
    # The call
    "call.init-instrument": "name the instrument with --instrument, or an earlier assessment with --from",
    "call.year": "--year takes a year from {first} to {last}; found {found}",
    "call.exists": "{path} exists already; nothing is written without --force",
    "call.error": "Error: {message}",
    "call.try-help": "Try `{command} -h` for help.",
    "call.no-such-path": "{path}: no such file or folder",
    "call.empty-path": "an empty path; name a file or a folder",
    "call.unreadable": "{path}: cannot be read: {reason}",
    "call.stdin-twice": "standard input (-) can be read as one file only",
    "call.overwrites-yaml": "{path} is a YAML file, and what is written there is none; name another",
    "call.overwrites": "{path} is one of the files this is made from; name another",
    "call.unwritable": "{path}: cannot be written: {reason}",
    "call.no-assessments": "no assessment in {paths}",
    "call.unknown-instrument": 'unknown instrument "{found}"; bundled are {allowed}',
    "call.unknown-indicator": 'unknown indicator "{found}"; {instrument} has {first} to {last}',
    "call.set": '--set takes INDICATOR=LEVEL, as in 11=4, or @FILE; found "{found}"',
    "call.set-level": "--set {found}: levels are {lowest} to {highest} in steps of {step}",
    "call.scenario-folder": "{path} is a folder; --set @FILE takes a file of scenarios",
    "call.scenario-twice": 'two scenarios are called "{name}": in {first} and in {second}; give one another name',
    "call.number": '{option} takes a number with a dot, as in 2.6; found "{found}"',
    "call.positive": '{option} takes a number above 0; found "{found}"',
    "call.one-assessment": "several assessments in {paths}; name one",
    "call.institution": "an institution has a name of printable characters",
    "call.stale": "{path} would be included too; remove it, or name another folder",
    "call.edit-layout": "{file}:{line}: {path} cannot be changed safely as it is laid out; change it by hand",
    "call.code": '{option}: no code begins with "{found}"',
    "call.schema-instrument": "--instrument is for the schema of an assessment or an OPD file",
    "call.explain": '"{found}" is neither a code nor an indicator',
    "call.category": 'unknown category "{found}"; there are {allowed}',
    "call.option": 'unknown option "{found}"',
    "call.command": 'unknown command "{found}"',
    "call.choice": '{option}: "{found}" is not one of {allowed}',
    "call.whole-long": "{option} takes a whole number of at most {digits} digits",
    "call.whole": '{option} takes a whole number from {lowest}; found "{found}"',
    "call.unexpected": 'unexpected: "{found}"',
    "call.extra": "this needs the optional package {package}; install it with: pip install 'spbe[{extra}]'",
    "call.missing": "{name} is missing",
    "call.no-value": "{option} takes no value",
    "call.missing-value": "{option} needs a value",
    "bug.apology": "Sorry, this is a bug in spbe: {error}",
    "bug.report": (
        "Please report it with the command, the file and `spbe --version`; "
        "`--debug` shows where it happened."
    ),
    "interrupted": "Interrupted.",
    # Help
    "help.usage": "Usage",
    "help.arguments": "Arguments",
    "help.options": "Options",
    "help.global": "Options of every command",
    "help.commands": "Commands",
    "help.required": "required",
    "help.default": "default: {default}",
    # What is to be put in place of these words
    "metavar.ARGS": "ARGS",
    "metavar.CATEGORY": "CATEGORY",
    "metavar.CODE": "CODE",
    "metavar.COMMAND": "COMMAND",
    "metavar.COPY": "COPY",
    "metavar.DD": "DD",
    "metavar.DIR": "DIR",
    "metavar.EFFORT": "EFFORT",
    "metavar.FILE": "FILE",
    "metavar.FINAL": "FINAL",
    "metavar.INDEX": "INDEX",
    "metavar.INDICATOR": "INDICATOR",
    "metavar.INSTRUMENT": "INSTRUMENT",
    "metavar.KIND": "KIND",
    "metavar.LEVEL": "LEVEL",
    "metavar.LEVELS": "LEVELS",
    "metavar.MM": "MM",
    "metavar.NAME": "NAME",
    "metavar.NUMBER": "NUMBER",
    "metavar.OPTIONS": "OPTIONS",
    "metavar.PATH": "PATH",
    "metavar.PROBABILITY": "PROBABILITY",
    "metavar.PROVINCE": "PROVINCE",
    "metavar.REF": "REF",
    "metavar.REV": "REV",
    "metavar.SELF": "SELF",
    "metavar.SOURCE": "SOURCE",
    "metavar.TYPE": "TYPE",
    "metavar.YEAR": "YEAR",
    "metavar.YYYY": "YYYY",
    "root.about": (
        "Exact calculator for the SPBE index: validates the files of an assessment, scores them "
        "and explains the number.\n\n"
        "Examples:\n\n"
        "$ spbe score 2024.yaml\n"
        "$ spbe validate assessments/"
    ),
    "validate.short": "Check files and say everything that is wrong, with its place.",
    "validate.about": (
        "Check assessments and OPD files; every problem of every file is listed with its place.\n\n"
        "Examples:\n\n"
        "$ spbe validate 2024.yaml\n"
        "$ spbe validate --format concise assessments/\n\n"
        "What is reported can be settled in spbe.toml or [tool.spbe] of pyproject.toml; the remark "
        "# spbe: ignore[CODE] reason at the end of a line excuses it.\n\n"
        "Exit codes: 0 no error, 1 an error (with --strict also a warning), 2 the call is wrong."
    ),
    "score.short": "Give the index and category of each file.",
    "score.about": (
        "Give the exact index, its category and how far the neighbouring categories are.\n\n"
        "Examples:\n\n"
        "$ spbe score 2024.yaml\n"
        "$ spbe score --by indicator --set 11=4 2024.yaml\n"
        "$ spbe score --set @scenarios.yaml 2024.yaml\n"
        "$ spbe score --min-category baik assessments/\n\n"
        "Exit codes: 0 scored and every gate met, 1 an error in a file or a gate, "
        "2 the call is wrong."
    ),
    "explain.short": "Explain a code, or an indicator with its levels.",
    "explain.about": "Explain what a code is about, why it matters, what is wrong and what is right; or an indicator with the criteria of its levels, in every bundled instrument that has it.\n\nExamples:\n\n$ spbe explain SPBE103\n$ spbe explain 11 --instrument permenpanrb-59-2020",
    "init.short": "Begin an assessment: a commented draft to fill in.",
    "init.about": "Write a draft of an assessment into a folder: every indicator with what its levels ask for, ready to validate at once, with one file for each OPD where owners are known (--opd-map, or --from an earlier year, which also shows last year's levels). Nothing is overwritten without --force.\n\nExamples:\n\n$ spbe init --instrument permenpanrb-59-2020 --type kabupaten 2025\n$ spbe init --instrument permenpanrb-59-2020 --opd-map owners.yaml 2025\n$ spbe init --from 2024/2024.yaml 2025",
    "schema.short": "Print the shape of a file as JSON Schema, for editors.",
    "schema.about": "Print the JSON Schema (2020-12) of an assessment, an OPD file, an instrument or a file of scenarios: an editor then completes keys and shows what each level of an indicator asks for. Without --instrument the schema follows the instrument that a file names.\n\nExamples:\n\n$ spbe schema -o spbe.schema.json\n$ spbe schema opd --instrument permenpanrb-59-2020 --lang id",
    "instrument.short": "List the instruments, or show one.",
    "instrument.about": (
        "The regulations as data: indicators, weights, levels, categories, sources.\n\n"
        "Examples:\n\n"
        "$ spbe instrument list\n"
        "$ spbe instrument show permenpanrb-59-2020 11"
    ),
    "instrument.list.short": "List the bundled instruments.",
    "instrument.list.about": (
        "List the bundled instruments with their years and size.\n\n"
        "Example:\n\n"
        "$ spbe instrument list"
    ),
    "instrument.show.short": "Show an instrument, or one indicator with its level criteria.",
    "instrument.show.about": (
        "Show the tree of an instrument with its weights, or one indicator with the criteria of "
        "its levels.\n\n"
        "Examples:\n\n"
        "$ spbe instrument show permenpanrb-8-2026\n"
        "$ spbe instrument show permenpanrb-59-2020 11\n"
        "$ spbe instrument show ./mine.yaml"
    ),
    "option.paths": "Files or folders; - is standard input.",
    "option.format": "How to write the result.",
    "option.output": "Write to this file, whole or not at all, instead of standard output.",
    "option.jobs": "How many cores to use; all that are there, where that pays.",
    "option.lang": "Language of the texts (also SPBE_LANG; else the locale).",
    "option.color": "Colours in the terminal.",
    "option.quiet": "Print nothing but the result and errors.",
    "option.debug": "Show the traceback of a bug.",
    "option.version": "Show the version and exit.",
    "option.help": "Show this help and exit.",
    "option.install_completion": "Install completion for the current shell.",
    "option.show_completion": "Show completion for the current shell.",
    "validate.evidence": "Look at the files named as evidence too.",
    "validate.select": "Only these codes, or all that begin so (SPBE3); may be repeated.",
    "validate.ignore": "All but these codes; may be repeated.",
    "validate.max_rise": "Warn of a level that rises by so much within a year (2).",
    "validate.max_gap": "Warn of a self-assessment so far above the final result (0.5).",
    "validate.exit_zero": "Exit with 0 whatever is found.",
    "validate.format": "How to write the problems; in GitHub Actions annotations, else text.",
    "validate.strict": "Let warnings fail too.",
    "explain.bad": "Wrong",
    "explain.good": "Right",
    "explain.what": "A code as problems have it, or the id of an indicator.",
    "init.folder": "The folder to write into.",
    "init.instrument": "Id of a bundled instrument, or path of your own; with --from, that of the earlier year.",
    "init.from": "An earlier assessment: its owners stay, its levels stand beside.",
    "init.opd_map": "YAML of who owns what: kominfo: [1-12, 15], or 13: [bappeda, bpkad].",
    "init.type": "What kind of institution it is.",
    "init.year": "The year; else the last of the instrument, or the one after --from.",
    "init.force": "Overwrite files that are there.",
    "schema.kind": "What kind of file: assessment, opd, instrument, scenarios or effort.",
    "schema.instrument": "Only this instrument: id of a bundled one, or path of your own.",
    "explain.instrument": "Only in this instrument: id of a bundled one, or path of your own.",
    "score.by": "How deep the table goes.",
    "score.min_index": "Fail (exit 1) when an exact index is below this number.",
    "score.min_category": "Fail (exit 1) when a category is below this one.",
    "score.missing": "Unanswered indicators count at the lowest level, or are an error.",
    "score.set": "What if: INDICATOR=LEVEL, as in 11=4 or 21-28=2, or @FILE: scenarios in YAML, several side by side; may be repeated.",
    "instrument.show.instrument": "Id of a bundled instrument, or path of your own.",
    "instrument.show.indicator": "Id of one indicator.",
}
