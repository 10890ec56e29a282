"""What is wrong and what is right, for each code: YAML, the same in every language.

Keys that a snippet of an assessment does not have stand as in any draft; a test takes each at its
word where one file can show it.
"""

from spbe_cli.core.problems import Code

SNIPPETS: dict[Code, tuple[str, str]] = {
    Code.UNREADABLE: ("include: [opd/locked.yaml]", "include: [opd/kominfo.yaml]"),
    Code.NOT_UTF8: ("institution: \\xff\\xfe", "institution: Kabupaten Contoh"),
    Code.SYNTAX: ("institution: Dinas: Kominfo", 'institution: "Dinas: Kominfo"'),
    Code.TAB: ("answers:\n\t1: 3", "answers:\n  1: 3"),
    Code.SEVERAL_DOCUMENTS: ("answers: {1: 3}\n---\nanswers: {2: 3}", "answers: {1: 3, 2: 3}"),
    Code.DUPLICATE_KEY: ("answers: {1: 3, 1: 4}", "answers: {1: 4}"),
    Code.BUDGET: (f"answers: {'[' * 65}{']' * 65}", "answers: {1: 3}"),
    Code.REFUSED_YAML: ("answers: {1: !!int 3}", "answers: {1: 3}"),
    Code.NO_COLON: ("answers: {1: 2,5}", "answers: {1: 2, 5: 3}"),
    Code.CONTROL_CHARACTER: ("institution: Kabupaten\u2028Contoh", "institution: Kabupaten Contoh"),
    Code.EMPTY_FILE: ("", "answers: {1: 3}"),
    Code.AMBIGUOUS_NUMBER: ('answers: {1: "3", 2: 03, 3: yes}', "answers: {1: 3, 2: 3, 3: 1}"),
    Code.UNREADABLE_WORKBOOK: ("# spbe import lke.xls", "# spbe import lke.xlsx"),
    Code.UNKNOWN_KEY: ("answers: {1: {lvel: 3}}", "answers: {1: {level: 3}}"),
    Code.MISSING_KEY: ("stage:\nanswers: {1: 3}", "stage: self\nanswers: {1: 3}"),
    Code.WRONG_TYPE: ("answers: {1: Terkelola}", "answers: {1: 2}"),
    Code.LEVEL_RANGE: ("answers: {1: 50, 2: 2.5}", "answers: {1: 5, 2: 2}"),
    Code.UNKNOWN_INDICATOR: ("answers: {I07: 3}", "answers: {7: 3}"),
    Code.UNKNOWN_INSTRUMENT: (
        "instrument: permenpanrb-59-2021",
        "instrument: permenpanrb-59-2020",
    ),
    Code.UNKNOWN_CHOICE: ("stage: mandiri", "stage: self"),
    Code.BAD_DATE: (
        "answers: {1: {level: 3, evidence: [{file: sk.pdf, date: 01-05-2024}]}}",
        "answers: {1: {level: 3, evidence: [{file: sk.pdf, date: 2024-05-01}]}}",
    ),
    Code.BAD_URL: (
        "answers: {1: {level: 3, evidence: [{url: example.go.id}]}}",
        'answers: {1: {level: 3, evidence: ["https://example.go.id"]}}',
    ),
    Code.NUMBER_RANGE: ("year: 24", "year: 2024"),
    Code.NOT_AN_ASSESSMENT: ("hosts: all", "answers: {1: 3}"),
    Code.UNKNOWN_GROUP: (
        "published: {index: 3.00, domains: {5: 3.00}}",
        "published: {index: 3.00, domains: {4: 3.00}}",
    ),
    Code.FAULTY_EXCUSE: (
        "answers: {1: {level: 3, target: 2}}  # spbe: ignore[SPBE216]",
        "answers: {1: {level: 3, target: 2}}  # spbe: ignore[SPBE216] merger of two OPDs",
    ),
    Code.UNKNOWN_OPD: ("capacity: {komnfo: 6}", "capacity: {kominfo: 6}"),
    Code.CIRCULAR_REQUIREMENT: (
        "requires:\n  - {indicator: 11, level: 3, needs: {1: 3}}\n  - {indicator: 1, level: 3, needs: {11: 3}}",
        "requires:\n  - {indicator: 11, level: 3, needs: {1: 3}}",
    ),
    Code.WEIGHT_SUM: ("weight: 27.5", "weight: 2.75"),
    Code.REPEATED_ID: ("- id: 1\n- id: 1", "- id: 1\n- id: 2"),
    Code.CATEGORY_BOUNDS: ("from: 2.6\nfrom: 3.5", "from: 3.5\nfrom: 2.6"),
    Code.TREE_SHAPE: ("domains: []\naspects: []", "domains: []"),
    Code.LEVEL_STEP: (
        "lowest: 1\nhighest: 5\nstep: 0.3",
        "lowest: 1\nhighest: 5\nstep: 0.5",
    ),
    Code.UNKNOWN_SOURCE: (
        "basis: {source: nobody, confidence: official}",
        "basis: {source: regulation, confidence: official}",
    ),
    Code.UNANSWERED: ("answers: {1: 3, 2: }", "answers: {1: 3, 2: 2}"),
    Code.OPDS_IN_CONFLICT: (
        "opds: {a: {answers: {42: 3}}, b: {answers: {42: 4}}}",
        "opds: {a: {answers: {42: 3}}, b: {answers: {42: 4}}}\nlead: {42: b}",
    ),
    Code.LEAD_WITHOUT_ANSWER: (
        "opds: {kominfo: {answers: {42: 3}}}\nlead: {42: komnfo}",
        "opds: {kominfo: {answers: {42: 3}}}\nlead: {42: kominfo}",
    ),
    Code.INCLUDE_MATCHES_NOTHING: ("include: [ops/*.yaml]", "include: [opd/*.yaml]"),
    Code.INCLUDE_LEAVES_FOLDER: ("include: [../opd/*.yaml]", "include: [opd/*.yaml]"),
    Code.SAME_OPD_TWICE: (
        "# opd/a.yaml and opd/b.yaml\nopd: kominfo\nanswers: {42: 3}",
        "# opd/a.yaml alone\nopd: kominfo\nanswers: {42: 3}",
    ),
    Code.OPD_FILE_DISAGREES: (
        "# opd/a.yaml, included for 2024\nopd: kominfo\nyear: 2023",
        "# opd/a.yaml, included for 2024\nopd: kominfo\nyear: 2024",
    ),
    Code.YEAR_OUTSIDE: ("year: 2026", "year: 2024"),
    Code.OWNER_WITHOUT_ANSWER: (
        "opds: {a: {answers: {42: 3}}, b: {owns: [42]}}",
        "opds: {a: {answers: {42: 3}}, b: {owns: [42], answers: {42: 3}}}",
    ),
    Code.PUBLISHED_INDEX: (
        "answers: {1: 3}\npublished: {index: 4.99}",
        "answers: {1: 3}\npublished: {index: 3.00}",
    ),
    Code.PUBLISHED_CATEGORY: (
        "published: {index: 2.76, category: Cukup}",
        "published: {index: 2.76, category: Baik}",
    ),
    Code.PUBLISHED_GROUP: (
        "# all answers are 3\npublished: {index: 3.00, domains: {1: 3.10}}",
        "# all answers are 3\npublished: {index: 3.00, domains: {1: 3.00}}",
    ),
    Code.EXCEPTIONAL_LEVEL: ("stage: final\nanswers: {47: 0}", "stage: final\nanswers: {47: 1}"),
    Code.NO_INSTRUMENT: (
        "opd: hukum\nanswers: {44: 3}",
        "opd: hukum\ninstrument: permenpanrb-59-2020\nanswers: {44: 3}",
    ),
    Code.CONFIDENCE_SUM: (
        "answers: {1: {level: 3, confidence: {3: 0.5, 4: 0.4}}}",
        "answers: {1: {level: 3, confidence: {3: 0.6, 4: 0.4}}}",
    ),
    Code.TARGET_BELOW_LEVEL: (
        "answers: {1: {level: 3, target: 2}}",
        "answers: {1: {level: 3, target: 4}}",
    ),
    Code.PUBLISHED_DOMAINS: (
        "published: {index: 3.90, domains: {1: 3.20, 2: 3.60, 3: 2.82, 4: 4.07}}",
        "published: {index: 3.63, domains: {1: 3.20, 2: 3.60, 3: 2.82, 4: 4.07}}",
    ),
    Code.UNREACHABLE_VALUE: (
        "published: {index: 3.63, domains: {1: 3.55}}",
        "published: {index: 3.63, domains: {1: 3.50}}",
    ),
    Code.SAME_ASSESSMENT_TWICE: (
        "# 2024.yaml and copy.yaml\nyear: 2024\nstage: self",
        "# 2024.yaml alone\nyear: 2024\nstage: self",
    ),
    Code.UNUSED_EXCUSE: (
        "answers: {1: 3}  # spbe: ignore[SPBE216] target of last year",
        "answers: {1: 3}",
    ),
    Code.IMPORT_CONFLICT: (
        "# the sheet has 4 for indicator 11\nanswers: {11: 3}",
        "# the sheet has 4 for indicator 11\nanswers: {11: 4}",
    ),
    Code.EVIDENCE_MISSING: (
        "answers: {1: {level: 3, evidence: [bukti/absent.pdf]}}",
        "answers: {1: {level: 3, evidence: [bukti/sk.pdf]}}",
    ),
    Code.EVIDENCE_EMPTY: (
        "answers: {1: {level: 3, evidence: [bukti/empty.pdf]}}",
        "answers: {1: {level: 3, evidence: [bukti/sk.pdf]}}",
    ),
    Code.EVIDENCE_POINTER: (
        "answers: {1: {level: 3, evidence: [bukti/pointer.pdf]}}",
        "answers: {1: {level: 3, evidence: [bukti/sk.pdf]}}",
    ),
    Code.EVIDENCE_OUTSIDE: (
        "answers: {1: {level: 3, evidence: [../sk.pdf]}}",
        "answers: {1: {level: 3, evidence: [bukti/sk.pdf]}}",
    ),
    Code.EVIDENCE_REUSED: (
        (
            "answers:\n  1: {level: 3, evidence: [sk.pdf]}\n  2: {level: 3, evidence: [sk.pdf]}\n"
            "  3: {level: 3, evidence: [sk.pdf]}"
        ),
        "answers:\n  1: {level: 3, evidence: [sk-1.pdf]}\n  2: {level: 3, evidence: [sk-2.pdf]}",
    ),
    Code.LEVEL_WITHOUT_EVIDENCE: (
        "answers: {1: 3}",
        "answers: {1: {level: 3, evidence: [bukti/sk.pdf]}}",
    ),
    Code.REVIEW_TOO_OLD: (
        (
            "year: 2024\nanswers:\n"
            "  1: {level: 4, evidence: [{file: reviu.pdf, date: 2020-05-01, kind: review}]}"
        ),
        (
            "year: 2024\nanswers:\n"
            "  1: {level: 4, evidence: [{file: reviu.pdf, date: 2023-05-01, kind: review}]}"
        ),
    ),
    Code.EVIDENCE_TOO_LATE: (
        "year: 2024\nanswers: {1: {level: 3, evidence: [{file: sk.pdf, date: 2025-01-02}]}}",
        "year: 2024\nanswers: {1: {level: 3, evidence: [{file: sk.pdf, date: 2024-12-31}]}}",
    ),
    Code.STEEP_RISE: (
        "# 2023.yaml has 11: 1\nyear: 2024\nanswers: {11: 3}",
        "# 2023.yaml has 11: 1\nyear: 2024\nanswers: {11: 2}",
    ),
    Code.SELF_ABOVE_FINAL: (
        "# final.yaml has 2.64\npublished: {index: 3.67}",
        "# final.yaml has 2.64\npublished: {index: 2.80}",
    ),
}
