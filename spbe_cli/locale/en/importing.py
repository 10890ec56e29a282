"""English. Importing workbooks, tables and results."""

TEXTS: dict[str, str] = {
    # The call
    "import.short": "Make YAML of filled-in workbooks, tables of results, or JSON results.",
    "import.about": (
        "Make assessments of what others filled in: workbooks made by `spbe export`, tables of "
        "announced results (.csv, .tsv), or `spbe score --format json`. Several are collected in "
        "one call. Where an assessment is there already, its comments and order stay, only what is "
        "new is added, and nothing that differs is overwritten unasked. All is written, or nothing; "
        "what could not be taken over is listed first.\n\n"
        "Examples:\n\n"
        "$ spbe import lke-kominfo.xlsx lke-bkpsdm.xlsx -o 2025\n"
        "$ spbe import lke/ -o 2025 --dry-run\n"
        "$ spbe import results.csv -o results\n\n"
        "Exit codes: 0 imported, or nothing to change, 1 something is wrong or differs, 2 the call "
        "is wrong, or a place cannot be written to."
    ),
    "import.paths": "Workbooks (.xlsx), tables (.csv, .tsv), results (.json), folders of workbooks, or -.",
    "import.output": "The folder to write into, or one file (.yaml).",
    "import.merge": "Write OPDs into the file of the institution, not into files of their own.",
    "import.dry_run": "Show what would change as a diff; write nothing.",
    "import.ours": "Where values differ, keep what is there.",
    "import.theirs": "Where values differ, take what is imported.",
    "import.answers": "Of results in JSON take the level of each indicator, not the figures computed.",
    "call.import-order": "the order of these OPDs takes more than {limit} include patterns; write them into one file with --merge",
    "call.import-sides": "--ours and --theirs exclude each other",
    "call.import-target": "{path}: -o takes a folder, or a file whose name ends in .yaml",
    "call.import-source": "{path}: only .xlsx, .csv, .tsv and .json can be imported",
    "call.import-folder": "no workbook (.xlsx) in {path}",
    "call.import-several": "{count} assessments do not fit in one file; name a folder with -o",
    "call.import-opd": "{path} is the file of an OPD; name that of its assessment, or their folder",
    "call.import-place": "{path}: an assessment that is there would include it; name another folder",
    # What is told
    "import.note": "Computed by spbe from {answered} of {total} indicators ({file}), not announced.",
    "import.untaken": "Not taken over, because there is no place for it:",
    "import.read-as": "Read otherwise than it looks, please check:",
    "import.how.formula": "result of a formula",
    "import.how.date": "a date",
    "import.how.merged": "merged cells, read for each of the indicators {ids}",
    "import.how.merged-level": "merged cells, read for each of the indicators {ids}, while the Summary sheet counts the first only; split the cells and fill in each, so that both say the same",
    "import.how.unsaid": "only the guide sheet says these, and it is missing",
    "import.how.more": "so many more that are not listed",
    "import.same": "Nothing to change: all of it is there already.",
    "import.new": "new: {path}",
    "import.changed": "changed: {path}",
    "import.would-new": "would be new: {path}",
    "import.would-changed": "would be changed: {path}",
    "import.nothing": "Nothing written: {errors}.",
    "import.written": "written: {path}",
    "import.unwritten": "NOT written: {path}",
    "import.again": "Nothing is lost: import once more to write the rest.",
    "import.done": "{assessments}: {taken} taken, {same} there already, {clashes}, {untaken} not taken over.",
    "import.kept": "Kept while empty in the sheet, for an empty cell takes nothing away: {paths}.",
    "import.kept.more": "Kept while empty in the sheet, for an empty cell takes nothing away: {paths} and {more} more.",
    "import.unanswered": "{institution} {year}: {answered} of {total} indicators are answered.",
    "count.values.one": "{n} value",
    "count.values.many": "{n} values",
    "count.assessments.one": "{n} assessment",
    "count.assessments.many": "{n} assessments",
    "count.clashes.one": "{n} conflict",
    "count.clashes.many": "{n} conflicts",
}
