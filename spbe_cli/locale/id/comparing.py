"""Indonesian. Comparing years, stages and versions."""

TEXTS: dict[str, str] = {
    # Perintah
    "compare.short": "Bandingkan tahun, tahap, atau versi: apa yang berubah dan penyebabnya.",
    "compare.about": (
        "Jajarkan penilaian menurut tahun dan tahap, lalu urai perubahan indeks secara eksak "
        "menurut indikator, aspek, domain, dan OPD. Yang tidak sebanding (instrumen lain, "
        "penilaian mandiri dengan hasil akhir) disebutkan.\n\n"
        "Contoh:\n\n"
        "$ spbe compare 2023.yaml 2024.yaml\n"
        "$ spbe compare main:2024.yaml 2024.yaml\n"
        "$ spbe compare --against main --fail-on-drop index penilaian/\n\n"
        "Kode keluar: 0 terbandingkan dan tidak ada yang turun, 1 ada galat atau ada yang turun, "
        "2 perintahnya salah atau tidak ada yang dapat dibandingkan."
    ),
    "compare.paths": "Berkas, folder, atau REVISI:LETAK untuk versi dari riwayat git.",
    "compare.against": "Bandingkan berkas kerja dengan titik cabang dari cabang atau commit ini.",
    "compare.fail_on_drop": "Gagal (kode 1) bila salah satunya turun pada langkah yang sebanding.",
    "compare.like_for_like": (
        "Hitung kedua indeks hanya dari indikator yang sepadan; hitungan kami, tidak resmi."
    ),
    "call.compare-two": "tidak ada yang dapat dibandingkan di {paths}; sebutkan dua penilaian atau lebih",
    "call.compare-none": "sebutkan berkas yang dibandingkan, atau cabang dengan --against",
    "call.nothing-comparable": "--fail-on-drop {layer}: tidak ada langkah yang sebanding",
    # Halaman
    "compare.title": "Perbandingan",
    "compare.spark.together": "Indeks {spark} {first} menjadi {last}",
    "compare.spark.apart": "Indeks {spark} (celah: tidak sebanding)",
    "compare.no-index": "tanpa indeks",
    "compare.instrument": "Instrumen",
    "compare.change": "Selisih",
    "compare.not-comparable": "Beda",
    "compare.brackets": (
        "(dalam kurung): selisih dua angka yang tidak sebanding; bukan kemajuan atau kemunduran."
    ),
    "compare.assessment": "Penilaian",
    "compare.before": "Semula",
    "compare.after": "Menjadi",
    "compare.new": "baru",
    "compare.gone": "dihapus",
    "compare.since.title": "Akibat perubahan ini pada indeks SPBE",
    "compare.since.same": "Tidak berubah: {files}.",
    "compare.since.more": "{steps} perubahan lain hanya tampil sebagai baris dalam tabel di atas; sebutkan lebih sedikit berkas untuk melihat rinciannya.",
    "compare.since.arisen": "Baru karena perubahan ini: {problems}.",
    # Mengapa dua hasil tidak sebanding
    "compare.reason.instrument": "instrumen",
    "compare.reason.stage": "tahap",
    "compare.reason.institution": "instansi",
    "compare.reason.incomplete": "belum lengkap",
    "compare.reason.combine": "penggabungan",
    "compare.why.instrument": (
        "Tidak sebanding: {before} dan {after} adalah instrumen yang berbeda, dengan indikator, "
        "bobot, dan kriteria lain."
    ),
    "compare.why.stage": (
        "Tidak sebanding: {before} dan {after} adalah tahap yang berbeda; hanya hasil akhir yang "
        "resmi."
    ),
    "compare.why.institution": "Tidak sebanding: {before} dan {after} adalah instansi yang berbeda.",
    "compare.why.incomplete": (
        "Tidak sebanding: indikator yang belum dijawab dihitung pada tingkat terendah; semula: "
        "{before}; kemudian: {after}."
    ),
    "compare.why.combine": (
        "Tidak sebanding: jawaban beberapa OPD digabungkan dengan cara yang berbeda, semula "
        "{before}, kemudian {after}."
    ),
    "compare.nothing-open": "tidak ada",
    # Apa yang berubah
    "compare.headline.same": "{before} menjadi {after}: {change}; tetap {category}",
    "compare.headline.other": "{before} menjadi {after}: {change}; {was} menjadi {category}",
    "compare.no-split": (
        "Tingkatnya tidak diketahui pada kedua sisi atau salah satunya, sehingga perubahannya "
        "tidak dapat diurai menurut indikator."
    ),
    "compare.no-crosswalk": "Tidak ada padanan indikator antara kedua instrumen ini.",
    "compare.no-levels": (
        "Tingkatnya tidak diketahui pada kedua sisi atau salah satunya, sehingga {pairs} perihal "
        "yang ada pada kedua instrumen tidak dapat dijajarkan."
    ),
    "compare.nothing-moved": "Tidak ada tingkat yang berubah.",
    "compare.untouched": "{untouched} indikator tidak berubah.",
    "compare.open": "(dalam kurung): belum ada yang menjawab; dihitung pada tingkat terendah",
    "compare.rises": "Naik: {count}, seluruhnya {total}",
    "compare.falls": "Turun: {count}, seluruhnya {total}",
    "compare.groups": "Letak perubahannya",
    "compare.announced": "Diumumkan",
    "compare.announced.title": "Sebagaimana diumumkan",
    # Antarinstrumen
    "compare.matches": "Perihal yang sepadan; kriteria tingkatnya berbeda",
    "compare.trust": "Keyakinan",
    "compare.trust.official": "resmi",
    "compare.trust.high": "tinggi",
    "compare.trust.medium": "sedang",
    "compare.trust.low": "rendah",
    "compare.gone-indicators": "Dari {instrument}, tanpa penerus: {indicators}.",
    "compare.new-indicators": "Baru dalam {instrument}: {indicators}.",
    "compare.alike": "Atas perihal yang sepadan, hitungan kami dan tidak resmi: {before} menjadi {after}.",
    "compare.alike.covers": (
        "Mencakup {before} bobot semula ({ours} indikator) dan {after} bobot kemudian ({theirs})."
    ),
    "compare.alike.ours": (
        "{pairs} pasangan, {official} di antaranya dari kementerian, selebihnya padanan kami; "
        "tingkat dengan kriteria berbeda diambil apa adanya."
    ),
    "compare.alike.none": "Perihal yang sepadan: tingkatnya tidak diketahui pada kedua sisi atau salah satunya.",
    "compare.alike.no-pairs": "Perihal yang sepadan: tidak ada padanan antara kedua instrumen ini.",
    "compare.alike.ranges": "Tingkatnya semula {before}, kemudian {after}; batas bawahnya berbeda.",
    # Dua tahap dalam satu tahun
    "compare.agreement.bias.over": (
        "Rata-rata {before} {bias} tingkat di atas {after}, pada {count} indikator."
    ),
    "compare.agreement.bias.under": (
        "Rata-rata {before} {bias} tingkat di bawah {after}, pada {count} indikator."
    ),
    "compare.agreement.bias.even": (
        "Rata-rata {before} dan {after} berselisih {bias} tingkat: yang lebih tinggi dan yang lebih "
        "rendah berimbang pada {count} indikator."
    ),
    "compare.agreement.exact": "Tingkat sama: {exact}; paling jauh berbeda satu tingkat: {within}.",
    "compare.agreement.kappa": (
        "Kappa berbobot {quadratic} (kuadratik), {linear} (linear): 1 sepenuhnya sesuai, 0 seperti "
        "kebetulan, di bawah 0 lebih buruk daripada kebetulan."
    ),
    "compare.agreement.kappa.none": "Kappa berbobot tidak terdefinisi: semua tingkatnya sama.",
    "compare.agreement.none": "Tidak ada indikator yang dijawab pada kedua tahap.",
    "compare.agreement.opds": "Kesesuaian menurut OPD",
    "compare.agreement.opds.note": "Di sini indikator bersama dihitung penuh untuk setiap pengampunya.",
    "compare.over": "Dinilai terlalu tinggi: {count}, seluruhnya {total}",
    "compare.under": "Dinilai terlalu rendah: {count}, seluruhnya {total}",
    "compare.indicators": "Indikator",
    "compare.bias": "Bias",
    "compare.exact": "Tingkat sama",
    # Ambang
    "compare.gate.passed": "Ambang terpenuhi: tidak ada {layer} yang turun; langkah yang dinilai: {steps}.",
    "compare.gate.unchanged": "Ambang terpenuhi: tidak ada perubahan yang dapat turun ({layer}; langkah yang dinilai: {steps}).",
    "compare.gate.unjudged": "Tidak dinilai oleh ambang: {what}: {why}.",
    "compare.gate.failed": "Ambang tidak terpenuhi: {what}: {before} menjadi {after} ({step}).",
    "compare.layer.indicator": "indikator",
    "compare.layer.aspect": "aspek",
    "compare.layer.domain": "domain",
    "compare.layer.index": "indeks",
    "compare.layer.category": "predikat",
}
