"""Indonesian. Reports: what a regent reads."""

TEXTS: dict[str, str] = {
    # Perintah
    "render.short": "Tulis laporan satu instansi: halaman, Markdown, tabel, lencana.",
    "render.about": (
        "Satukan semua tentang satu instansi: indeks dan predikat, cara menghitungnya, aspek, tahun, "
        "OPD, setiap indikator dengan kriterianya, bukti dukung, kekuatan dan kelemahan, penilaian "
        "mandiri terhadap hasil, rencana, posisi, masalah. Sebutkan semua berkasnya atau foldernya; "
        "yang dilaporkan tahap terakhir dari tahun terbaru, yang lain menjadi pembanding. Halaman "
        "HTML berupa satu berkas yang tidak memerlukan jaringan, rapi dicetak, dan memungkinkan "
        "tingkat dicoba-coba.\n\n"
        "Contoh:\n\n"
        "$ spbe render penilaian/ -o laporan.html\n"
        "$ spbe render 2023.yaml 2024.yaml --target baik -o laporan.html\n"
        "$ spbe render 2024.yaml --format markdown\n"
        "$ spbe render 2024.yaml -o lencana.svg\n\n"
        "Kode keluar: 0 ditulis, 1 ditulis dengan galat dalam berkas, 2 perintahnya salah."
    ),
    "render.paths": "Penilaian satu instansi, atau foldernya: tahun, tahap; - adalah masukan standar.",
    "render.format": "Bentuk laporan; bila tidak disebut menurut akhiran -o, selain itu html.",
    "render.target": "Rencanakan cara mencapai predikat atau indeks ini, seperti spbe plan.",
    "render.dated": "Tanggal yang tertera pada laporan; bila tidak disebut, tanpa tanggal.",
    "call.render-institutions": (
        "laporan hanya untuk satu instansi, padahal ada beberapa: {found}; sebutkan berkas satu "
        "instansi"
    ),
    "call.render-institutions.many": (
        "laporan hanya untuk satu instansi, padahal ada beberapa: {found} dan {others} lainnya; "
        "sebutkan berkas satu instansi"
    ),
    "call.render-target": (
        "--target: hanya angka yang diumumkan yang diketahui; rencana memerlukan tingkat setiap "
        "indikator"
    ),
    "call.render-ending": (
        '-o: tidak ada laporan berakhiran "{found}"; pakailah salah satu dari {known}, atau sebutkan '
        "--format. Untuk PDF, tulis .html, buka di peramban, lalu cetak ke PDF"
    ),
    "render.no-workbook": (
        "Lembar kerja tidak ditulis: berkas yang memuat galat tidak memberi tingkat; perbaiki dahulu "
        "galatnya."
    ),
    "render.no-plan": (
        "Laporan tanpa rencana untuk --target: berkas yang memuat galat tidak memberi tingkat; "
        "perbaiki dahulu galatnya."
    ),
    "call.render-date": '--date memerlukan tanggal seperti 2024-12-31; ditemukan "{found}"',
    "call.render-levels": "hanya angka yang diumumkan yang diketahui; lembar kerja memerlukan tingkat setiap indikator",
    "call.render-binary": "xlsx bukan teks; sebutkan berkas dengan -o",
    # Kepala
    "report.title": "Laporan SPBE",
    "report.dated": "dibuat {date}",
    "report.type.kementerian": "Kementerian",
    "report.type.lpnk": "Lembaga pemerintah nonkementerian (LPNK)",
    "report.type.lembaga": "Lembaga",
    "report.type.provinsi": "Provinsi",
    "report.type.kabupaten": "Kabupaten",
    "report.type.kota": "Kota",
    "report.province": "Provinsi {province}",
    "report.skip": "Langsung ke isi laporan",
    "report.contents": "Daftar isi",
    "report.footer": "Dihitung secara eksak dengan spbe {version}. Halaman ini tidak mengambil apa pun dari luar.",
    "report.no-index": "Tanpa indeks: ada galat dalam berkas",
    "report.badge": "SPBE",
    "report.badge.none": "tanpa indeks",
    "report.broken": "{file} memuat {errors} sehingga tidak ada indeksnya; lihat Masalah.",
    "report.without": "{file} memuat {errors} sehingga tidak ada indeksnya; laporan ini menampilkan {shown}. Lihat Masalah.",
    "report.detail-of": (
        "Dari {main} hanya angka yang diumumkan yang diketahui. Tingkat, OPD, dan bukti dukung "
        "diambil dari {stage}."
    ),
    "report.draft": "Ini masih draf: isinya dapat berubah.",
    "report.tile.since": "Sejak {when}",
    "report.tile.not-comparable": "{figures}; tidak sebanding ({reasons})",
    "report.tile.claim": "Penilaian mandiri",
    "report.tile.claim.above": "{distance} di atas hasil",
    "report.tile.claim.below": "{distance} di bawah hasil",
    "report.tile.claim.even": "sama dengan hasil",
    "report.tile.goal": "{category} dengan {steps}",
    "report.tile.place": "median yang lain {median}",
    "report.tile.place.figure": "{rank} dari {others}",
    "report.tile.answered": "{count} pada tingkat terendah",
    "report.among": "Di antara {part}, {year}",
    "report.among.all": "Di antara semua instansi, {year}",
    # Judul
    "report.section.computed": "Cara menghitungnya",
    "report.section.profile": "Domain dan aspek",
    "report.section.years": "Dari tahun ke tahun",
    "report.section.opds": "Menurut OPD",
    "report.section.indicators": "Seluruh indikator",
    "report.section.evidence": "Bukti dukung",
    "report.section.contrasts": "Kekuatan dan kelemahan",
    "report.section.stages": "Penilaian mandiri dan hasil",
    "report.section.plan": "Rencana",
    "report.section.peers": "Posisi di antara yang sejenis",
    "report.section.problems": "Masalah",
    "report.section.origin": "Dasar laporan ini",
    # Cara menghitung
    "report.rule": (
        "Setiap indikator ({count} seluruhnya) dihitung sebagai tingkat kali bobot; jumlahnya dibagi "
        "100 adalah indeks. Tidak ada pembulatan di antaranya."
    ),
    "report.rounded": (
        "Dibulatkan satu kali, setengah ke atas, menjadi {decimals} desimal, {index} menjadi "
        "{shown}. Pada {year} predikat diambil dari indeks {basis}: {category} mulai dari {bound}."
    ),
    "report.announced": "Indeks ini sebagaimana diumumkan; rinciannya tidak diketahui di sini.",
    "report.years": "Perkembangan dalam angka",
    "report.section.profile.aspects": "Aspek",
    "report.announced-by": "Sumber: {source}.",
    "report.sum": "Penjumlahan",
    "report.exact": "Indeks eksak",
    "report.groups": "Domain dan aspek dalam angka",
    "report.groups.aspects": "Aspek dalam angka",
    "report.goal.targets": "Bila semua target tercapai",
    "report.goal.plan": "Setelah rencana",
    "report.goal.next": "{category} mulai {bound}",
    # Gambar
    "report.chart.scale": "Indeks pada garis predikat",
    "report.chart.radar.aspects": "Indeks setiap aspek",
    "report.chart.radar.domains": "Indeks setiap domain",
    "report.chart.bars.domains": "Indeks setiap domain",
    "report.chart.bars.aspects": "Indeks setiap aspek",
    "report.chart.trend": "Indeks menurut tahun, di atas pita predikat",
    "report.chart.peers": "{among}: sebaran indeks",
    "report.chart.peers.told": "Indeks {index}, peringkat {rank} dari {others}; median yang lain {median}.",
    "report.legend.official": "hasil akhir",
    "report.legend.hollow": "tahap lain, tidak resmi",
    "report.legend.gap": "tahun di antaranya tidak diketahui",
    "report.legend.era": "instrumen berganti: tidak dihubungkan",
    "report.legend.median": "median yang lain {median}",
    "report.why-not": "Mengapa tidak semua tahun sebanding",
    "report.moved": "Yang berubah sejak {when}",
    # Pohon
    "report.tree": "Domain, aspek, indikator, dan tingkat",
    "report.target": "Target",
    "report.criteria": "Yang diminta setiap tingkat: {note}.",
    "report.asked.present": "Tingkat sekarang",
    "report.asked.next": "Tingkat berikutnya",
    "report.fact.sum": "Menyumbang {weight} x {level} = {added}",
    "report.fact.unanswered": "Belum ada yang menjawab; dihitung pada tingkat terendah",
    "report.fact.before": "{when}: tingkat {level}",
    "report.fact.claimed": "Penilaian mandiri: tingkat {level}",
    "report.fact.target": "Target: tingkat {level}",
    "report.fact.opds": "Pengampu: {opds}",
    "report.fact.settled": "Jawaban: {settled}",
    "report.what-if": "Andaikan",
    "report.what-if.about": "Pilih tingkat lain di bawah ini untuk melihat indeksnya. Tidak ada yang disimpan.",
    "report.what-if.change": "perubahan",
    "report.what-if.exact": "eksak",
    "report.what-if.reset": "Kembali ke penilaian",
    "report.what-if.level": "Andaikan {indicator} pada tingkat",
    # Bukti dukung
    "count.pieces.one": "{n} bukti dukung",
    "count.pieces.many": "{n} bukti dukung",
    "report.evidence": "{pieces} untuk {indicators} indikator",
    "report.piece": "Bukti dukung",
    "report.given-by": "Disampaikan oleh",
    "report.date": "Tanggal",
    "report.review": "reviu",
    # Kekuatan dan kelemahan
    "report.strengths": "Paling jauh di atas indeks",
    "report.weaknesses": "Paling jauh di bawah indeks",
    "report.distance": "Selisih dari indeks",
    "report.lowest": "Pada tingkat terendah",
    "report.gains": "Potensi kenaikan terbesar",
    "report.one-level": "Naik satu tingkat",
    "report.all-levels": "Sampai tertinggi",
    # Tahap dan rencana
    "report.stages": "Keduanya dalam angka",
    "report.claims": "Indikator yang berbeda",
    "report.aims": (
        "Bila semua target dalam berkas tercapai, indeks naik dari {before} menjadi {index} "
        "{category} ({steps}; eksaknya {exact})."
    ),
    "report.aims.steps": "Target, kenaikan terbesar lebih dahulu",
    # Masalah
    "report.no-problems": "Tidak ada: semua berkas benar.",
    "report.problems": "{count} masalah",
    "report.severity": "Keparahan",
    "report.severity.error": "galat",
    "report.severity.warning": "peringatan",
    "report.code": "Kode",
    "report.place": "Letak",
    "report.message": "Pesan",
    # Dasar
    "report.made-by": "Dibuat oleh spbe {version} dari berkas berikut; berkas yang sama memberi laporan yang sama.",
    "report.files": "Berkas",
    "report.files.summary": "Berkas dan SHA-256-nya ({files})",
    "report.no-digest": "dibaca sekali, tanpa SHA-256",
    "report.instrument": "Instrumen: aturan, sumber, dan seberapa pasti",
    "report.rules": "Aturan",
    "report.rule-of": "Aturan",
    "report.value": "Isi",
    "report.source": "Sumber",
}
