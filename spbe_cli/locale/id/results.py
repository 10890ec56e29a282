"""Indonesian. Scores and gates."""

TEXTS: dict[str, str] = {
    # Skor
    "stage.self": "penilaian mandiri",
    "stage.document": "penilaian dokumen",
    "stage.interview": "interviu",
    "stage.visit": "visitasi",
    "stage.final": "hasil akhir",
    "score.title": "Indeks SPBE",
    "score.exact": "indeks eksak {index}",
    "score.announced": "sebagaimana diumumkan; berkas ini tidak memuat jawaban",
    "score.announced-category": "predikat sebagaimana diumumkan",
    "score.up": "kurang {distance} untuk {category} (mulai {bound})",
    "score.up.top": "predikat tertinggi",
    "score.down": "{distance} di atas {category} (di bawah {bound})",
    "score.down.at": "tepat di batas: turun sedikit saja menjadi {category}",
    "score.otherwise.exact": (
        "Catatan: menurut indeks yang dibulatkan {shown} predikatnya {other}; pada {year} yang "
        "berlaku indeks eksak {index}."
    ),
    "score.otherwise.rounded": (
        "Catatan: menurut indeks eksak {index} predikatnya {other}; pada {year} yang berlaku "
        "indeks yang dibulatkan {shown}."
    ),
    "score.answered": "{answered} dari {total} indikator dijawab.",
    "score.unanswered": (
        "Belum dijawab, dihitung pada tingkat {lowest}: {indicators}. "
        "Yang mungkin: {low} sampai {high}."
    ),
    "score.what-if": "ANDAIKAN, bukan penilaian: {changes}",
    "score.what-if.before": "menurut jawaban: {index} {category}",
    "score.what-if.several": "* Andaikan, bukan penilaian: dengan tingkat dari --set.",
    "score.what-if.none": "tidak ada jawaban yang dapat diubah: pengandaian tidak berpengaruh",
    "score.unofficial": "{rule} dari jawaban yang berbeda, bukan nilai resmi: {indicators}",
    "score.no-index": "tanpa indeks: {errors}",
    "score.summary": "{files}: {scored} dengan indeks, {failed} tanpa indeks.",
    "table.domain": "Domain",
    "table.aspect": "Aspek",
    "table.indicator": "Indikator",
    "table.domain-aspect": "Domain / aspek",
    "table.all": "Domain / aspek / indikator",
    "table.aspect-indicator": "Aspek / indikator",
    "table.name": "Nama",
    "table.criteria": "Kriteria",
    "table.weight": "Bobot",
    "table.index": "Indeks",
    "table.level": "Tingkat",
    "table.contribution": "Sumbangan",
    "table.institution": "Instansi",
    "table.year": "Tahun",
    "table.stage": "Tahap",
    "table.category": "Predikat",
    "table.answered": "Dijawab",
    "table.file": "Berkas",
    "table.announced": "diumumkan",
    "score.distribution": "Predikat: {categories}.",
    "score.median": "Median {instrument}: {median} ({count}).",
    "settled.own": "jawaban instansi sendiri",
    "settled.lead": "{lead} memimpin",
    "settled.opds": "{rule}",
    "combine.lowest": "Terendah",
    "combine.highest": "Tertinggi",
    "score.by.several": "--by {by} hanya untuk satu berkas; beberapa berkas tampil satu baris tiap berkas (CSV dan JSON lebih rinci)",
    "score.disputed": "OPD berbeda dan belum diputuskan: {indicators}. Lihat --by opd.",
    "table.opd": "OPD",
    "table.owns": "Tugas",
    "table.mean": "Rerata",
    "table.remaining": "Peluang",
    "table.together": "Seluruhnya",
    "table.open": "Belum ada jawaban",
    "table.covered": "Dijawab OPD lain",
    "table.said": "Jawaban",
    "table.counts": "Dihitung",
    "table.settled": "Sebab",
    "opds.parts": "Menurut OPD",
    "opds.waiting": "Yang masih ditunggu",
    "opds.disputes": "Jawaban berbeda",
    "opds.heat.note": "(1,00): belum ada yang menjawab; dihitung pada tingkat terendah",
    "opds.heat": "Tingkat menurut OPD dan aspek",
    "opds.nobody": "(tanpa penanggung jawab)",
    "combine.mean": "Rata-rata",
    "combine.median": "Median",
    # Ambang
    "gate.min-index.passed": "Ambang terpenuhi: {file}: indeks {index}, paling sedikit {wanted}.",
    "gate.min-index.failed": "Ambang tidak terpenuhi: {file}: indeks {index} di bawah {wanted}.",
    "gate.min-category.passed": (
        "Ambang terpenuhi: {file}: {category} (indeks {index}), paling rendah {wanted}."
    ),
    "gate.min-category.failed": (
        "Ambang tidak terpenuhi: {file}: {category} (indeks {index}), di bawah {wanted}."
    ),
    "gate.both": "{exact} (tertulis {shown})",
    "gate.rule.exact": "Predikat {year} diambil dari indeks eksak.",
    "gate.rule.rounded": "Predikat {year} diambil dari indeks yang dibulatkan.",
}
