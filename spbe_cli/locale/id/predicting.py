"""Indonesian. Predicting the official index; how two stages agree."""

TEXTS: dict[str, str] = {
    # Perintah
    "predict.short": "Perkirakan indeks resmi dari penilaian mandiri dan hasil tahun-tahun lalu.",
    "predict.about": (
        "Terapkan selisih penilaian mandiri dan hasil akhir instansi sendiri pada tahun-tahun lalu "
        "ke penilaian mandiri tahun ini: perkiraan indeks resmi, rentang 90 %, dan peluang setiap "
        "predikat, semuanya eksak. Modelnya buatan kami, bukan dari kementerian; asumsinya "
        "disebutkan bersama hasilnya.\n\n"
        "Contoh:\n\n"
        "$ spbe predict 2025/mandiri.yaml --past 2024/mandiri.yaml 2024/akhir.yaml\n"
        "$ spbe predict 2025/mandiri.yaml --past 2023/mandiri.yaml 2023/akhir.yaml "
        "--past 2024/mandiri.yaml 2024/akhir.yaml\n\n"
        "Kode keluar: 0 perkiraan dibuat, 1 ada galat dalam berkas, 2 perintahnya salah atau "
        "berkas-berkas ini tidak dapat dijadikan dasar perkiraan."
    ),
    "predict.self": "Penilaian mandiri tahun ini: berkas, folder berisi satu penilaian, atau -.",
    "predict.past": "Tahun lalu: penilaian mandirinya, lalu hasilnya; boleh diulang.",
    "call.predict-published": (
        "{path}: hanya memuat angka yang diumumkan; perkiraan memerlukan tingkat setiap indikator"
    ),
    "call.predict-final": "{path} sudah merupakan hasil akhir; tidak ada lagi yang diperkirakan",
    "call.predict-instrument": (
        "--past menurut {found}, {path} menurut {wanted}; selisih hanya berlaku dalam instrumen "
        "yang sama: {before}, {after}"
    ),
    "call.predict-instrument.version": (
        "--past menurut versi lain dari {found}, {path} menurut {wanted} dengan indikator, bobot, "
        "atau tingkat yang berbeda; selisih hanya berlaku dalam instrumen yang sama: {before}, "
        "{after}"
    ),
    "call.predict-years": (
        "--past: bukan dari tahun yang sama ({first} dan {second}): {before}, {after}"
    ),
    "call.predict-institutions": (
        '--past: bukan dari instansi yang sama ("{first}" dan "{second}"): {before}, {after}'
    ),
    "call.predict-stages": (
        "--past: sebutkan tahap yang lebih awal lebih dahulu; ditemukan {first}, lalu {second}: "
        "{before}, {after}"
    ),
    "call.predict-nothing": (
        "--past: tidak ada indikator yang dijawab pada keduanya: {before} dan {after}"
    ),
    "call.predict-fine": (
        "{instrument}: bobot atau tingkatnya terlalu halus untuk menghitung setiap indeks yang "
        "mungkin"
    ),
    "call.missing-values": "{option} memerlukan {count} nilai",
    # Hasil
    "predict.given": "Menurut penilaian ini: {index} {category}",
    "predict.expected": "Perkiraan indeks resmi: {index}",
    "predict.interval": "dengan peluang 90 % antara {low} dan {high}",
    "predict.categories": "Peluang setiap predikat",
    "predict.differences": "Perubahan tingkat pada tahun-tahun lalu",
    "predict.differences.rounded": "Dibulatkan ke tingkat utuh; JSON dan CSV memuat setiap selisih.",
    "predict.pasts": "Kesesuaian tahun-tahun lalu",
    "predict.assumptions": "Asumsi yang dipakai",
    "predict.doubts": "Yang membuat perkiraan ini meragukan",
    "predict.probability": "Peluang",
    "predict.difference": "Hasil - mandiri",
    "predict.indicators": "Indikator",
    "predict.exact": "Tepat sama",
    "predict.within": "Selisih <= 1",
    "predict.kappa": "Kappa",
    "predict.pasts.note": (
        "Hasil - mandiri: rata-rata selisih tingkat. Kappa (bobot kuadrat): 1 sepenuhnya sesuai, "
        "0 tidak lebih baik daripada kebetulan, di bawah 0 lebih buruk daripada kebetulan."
    ),
    "predict.pair": "{year}: {before} terhadap {after}",
    "predict.pair.other": "{institution} {year}: {before} terhadap {after}",
    "predict.assumption.pooled": (
        "Perubahan oleh asesor akan serupa dengan tahun-tahun lalu: {differences} dari {pairs} "
        "digabung tanpa membedakan indikator, tahun, atau OPD."
    ),
    "count.differences.one": "{n} selisih",
    "count.differences.many": "{n} selisih",
    "count.pairs.one": "{n} pasang penilaian",
    "count.pairs.many": "{n} pasang penilaian",
    "predict.assumption.independent": (
        "Perubahan satu indikator tidak memengaruhi indikator lain; bila asesor secara umum ketat "
        "atau longgar, rentang ini terlalu sempit."
    ),
    "predict.assumption.clipped": (
        "Tingkat tetap di antara {lowest} dan {highest}, berapa pun selisihnya."
    ),
    "predict.assumption.unanswered": (
        "Belum dijawab, dihitung pada tingkat {lowest} dan tidak diubah: {indicators}."
    ),
    "predict.assumption.ours": (
        "Modelnya buatan kami sendiri. Ini bukan angka resmi dan bukan dari kementerian."
    ),
    "predict.doubt.institution": (
        '{before}, {after} milik "{found}", bukan "{wanted}"; asesornya mungkin menilai lain.'
    ),
    "predict.doubt.year": "{before}, {after} dari tahun {found}, bukan sebelum {year}.",
    "predict.doubt.start": (
        "{before} dari tahap lain ({found}) daripada penilaian yang diperkirakan ({wanted})."
    ),
    "predict.doubt.end": (
        "{after} bukan hasil akhir ({found}); tahap berikutnya mungkin mengubah lebih banyak."
    ),
    "predict.doubt.twice": "{before}, {after} dari tahun yang sama dengan {first}: terhitung dua kali.",
    "predict.doubt.between": (
        "Sebagian tingkat, di sini atau pada tahun lalu, berada di antara dua tingkat; tingkat resmi "
        "tidak pernah demikian."
    ),
}
