"""Indonesian. Planning what to raise first."""

TEXTS: dict[str, str] = {
    # Perintah
    "plan.short": "Rencanakan apa yang dinaikkan lebih dahulu untuk mencapai indeks atau predikat.",
    "plan.about": (
        "Cari kenaikan tingkat dengan upaya paling ringan yang mencapai target, atau indeks "
        "tertinggi untuk upaya yang tersedia; terbukti yang terbaik. Setiap langkah disebut dengan "
        "OPD, upaya, dan kenaikannya, serta apa yang diminta tingkat yang dituju. Tanpa --effort "
        "upaya setiap tingkat dianggap sama.\n\n"
        "Contoh:\n\n"
        "$ spbe plan 2024.yaml --target baik\n"
        "$ spbe plan 2024.yaml --target 3.5 --effort upaya.yaml --years 2\n"
        "$ spbe plan 2024.yaml --budget 12 --opd kominfo --format markdown\n"
        "$ spbe plan 2024.yaml --frontier\n\n"
        "Kode keluar: 0 rencana dibuat, 1 ada galat dalam berkas atau target tidak tercapai, "
        "2 perintahnya salah."
    ),
    "plan.file": "Penilaian sebagai titik awal: berkas, folder berisi satu penilaian, atau -.",
    "plan.target": "Yang dituju: predikat, atau angka yang harus dicapai indeks eksak.",
    "plan.budget": "Upaya paling banyak untuk semua langkah, dalam satuan berkas upaya.",
    "plan.frontier": "Tampilkan seluruh kurva: indeks terbaik untuk setiap besaran upaya.",
    "plan.year": "Tahun pekerjaan dimulai; bila tidak disebut, tahun berkas.",
    "plan.years": "Dalam berapa tahun langkah-langkahnya dibagi.",
    "plan.effort": "YAML berisi upaya tiap tingkat, indikator yang dikunci, kapasitas OPD.",
    "plan.prerequisites": "Dahulukan kebijakan daripada penerapannya, menurut daftar kami sendiri.",
    "plan.opd": "Hanya langkah OPD ini: daftar tugasnya.",
    "plan.write": "Tulis salinan berkas dengan tingkat rencana sebagai target.",
    "plan.force": "Timpa salinan yang sudah ada.",
    "call.plan-nothing": "tidak ada yang direncanakan; sebutkan target, misalnya --target baik, atau --budget atau --frontier",
    "call.plan-steps": "{option} menyangkut langkah rencana; tambahkan --target atau --budget",
    "call.plan-one-place": "{path} akan menjadi hasil dan salinan sekaligus; sebutkan dua berkas",
    "call.plan-included": (
        "{path} akan ikut dimuat oleh penilaian itu sendiri ({pattern}); tulis salinannya di tempat lain"
    ),
    "call.plan-curve": "dengan --frontier, CSV hanya memuat kurva; hilangkan --opd, atau tulis JSON",
    "call.plan-published": (
        "{path}: hanya memuat angka yang diumumkan; rencana memerlukan tingkat setiap indikator"
    ),
    "call.plan-budget": '--budget memerlukan angka 0 atau lebih; ditemukan "{found}"',
    "call.plan-years": '--years memerlukan bilangan bulat dari 1 sampai {most}; ditemukan "{found}"',
    "call.plan-opd": 'OPD "{found}" tidak dikenal; penilaian ini memuat {allowed}',
    "call.plan-prerequisites": (
        "tidak ada daftar prasyarat untuk {instrument}; tuliskan prasyarat dalam berkas --effort"
    ),
    "call.plan-fine": (
        "upaya atau bobotnya terlalu halus untuk dihitung secara eksak; tulis upaya dalam berkas "
        "upaya dengan lebih sedikit desimal"
    ),
    "call.plan-unproven": (
        "jawaban pemecah (solver) tidak lolos pemeriksaan dalam bilangan bulat, jadi tidak ada rencana; "
        "kurangi jumlah tahun atau batasannya"
    ),
    # Hasil
    "plan.aim.target": "Sasaran {year}: {goal}",
    "plan.aim.budget": "Sasaran {year}: indeks tertinggi dengan upaya paling banyak {budget}",
    "plan.aim.both": "Sasaran {year}: {goal}, dengan upaya paling banyak {budget}",
    "plan.goal": "indeks minimal {index}",
    "plan.goal.category": "indeks minimal {index} ({category})",
    "plan.headline": "Dari {before} menjadi {after}: {steps}, upaya {effort}.",
    "plan.headline.opds": "Dari {before} menjadi {after}: {steps} untuk {opds}, upaya {effort}.",
    "plan.reached": "Sudah tercapai dengan {before}: tidak ada yang perlu dinaikkan.",
    "plan.nothing": "Tidak ada yang dapat dinaikkan: tetap {before}.",
    "plan.out-of-reach": "Target tidak dapat dicapai; inilah yang tertinggi yang dapat dicapai.",
    "plan.exactly": "Indeks eksak {before} sekarang, {after} sesudahnya.",
    "plan.failed": "Target tidak tercapai: {file}: indeks paling tinggi {index}, di bawah {wanted}.",
    "count.steps.one": "{n} langkah",
    "count.steps.many": "{n} langkah",
    "count.targets.one": "satu target",
    "count.targets.many": "{n} target",
    "count.opds.one": "satu OPD",
    "count.opds.many": "{n} OPD",
    "plan.written": "Ditulis: {path}, dengan {targets}.",
    "plan.kept": "Target yang sudah ada dan bukan bagian rencana ini tetap: {indicators}.",
    "plan.moved": "Salinannya di folder lain: letak include, bukti, dan instrumen dihitung dari sana.",
    "plan.not-written": "Tidak ditulis karena target tidak dapat dicapai: {path}",
    "plan.why": "Agar target dapat dicapai",
    "plan.why.range": "Sebabnya",
    "plan.why.one": "Ini saja sudah cukup:",
    "plan.why.any": "Salah satu dari ini saja sudah cukup:",
    "plan.why.together": "Satu saja tidak cukup; semuanya bersama-sama cukup:",
    "plan.reason.range": (
        "Bahkan dengan semua indikator pada tingkat tertinggi, indeksnya {highest}."
    ),
    "plan.reason.locked": "Bolehkan indikator yang dikunci berubah (locked: {indicators}).",
    "plan.reason.max_level": "Bolehkan tingkat yang lebih tinggi (max_level: {indicators}).",
    "plan.reason.max_rise": (
        "Bolehkan indikator naik lebih dari {count} tingkat setahun (max_rise); menambah tahun "
        "mungkin juga cukup."
    ),
    "plan.reason.capacity": (
        "Tambah kapasitas OPD (capacity: {opds}); menambah tahun mungkin juga cukup."
    ),
    "plan.reason.requires": "Lepaskan prasyaratnya (requires, --prerequisites).",
    "plan.reason.budget": "Sediakan upaya lebih dari {budget} (--budget).",
    "plan.reason.budget.needed": "Sediakan upaya {needed}, bukan {budget} (--budget).",
    "plan.opd.steps": "{steps} dari {all} dalam seluruh rencana.",
    "plan.opd.none": "Tidak ada langkah untuk {opd} dalam rencana ini.",
    "plan.steps": "Langkah",
    "plan.steps.year": "Langkah tahun {year}",
    "plan.steps.first": "Bila ada beberapa OPD, upaya ditanggung yang pertama.",
    "plan.number": "No",
    "plan.rise": "Tingkat",
    "plan.cost": "Upaya",
    "plan.gain": "Kenaikan",
    "plan.exact": "Eksak",
    "plan.opds": "Menurut OPD",
    "plan.count": "Langkah",
    "plan.capacity": "Kapasitas",
    "plan.tasks": "Yang harus dikerjakan",
    "plan.curve": "Indeks terbaik untuk setiap besaran upaya",
    "plan.curve.from": "{category} mulai dari upaya {effort}",
    "plan.first": "{category}, mulai di sini",
    "plan.enough": "{category}; cukup untuk target",
    "plan.notes": "Perlu diperhatikan",
    "plan.note.outside": (
        "{years} di luar masa pakai {instrument} ({span}). Rencana ini tetap menurut {instrument}."
    ),
    "plan.note.replaced": (
        "{years} di luar masa pakai {instrument} ({span}): sudah digantikan {other}, dengan "
        "indikator, bobot, dan predikat lain. Rencana ini tetap menurut {instrument}."
    ),
    "plan.note.preceded": (
        "{years} di luar masa pakai {instrument} ({span}): waktu itu masih berlaku {other}. "
        "Rencana ini tetap menurut {instrument}."
    ),
    "plan.note.earlier": (
        "Rencana ini mulai tahun {year}, padahal titik awalnya tingkat tahun {own}, tahun berkas itu; "
        "periksa --year."
    ),
    "plan.note.rule": (
        "Menurut aturan {year} predikat indeks sekarang adalah {category}: yang dipakai indeks "
        "{basis}."
    ),
    "plan.premises": "Dasar perhitungan",
    "plan.premise.cheapest": (
        "Terbukti: tidak ada susunan langkah lain yang mencapai target dengan upaya lebih ringan. Di "
        "antara yang setara dipilih yang menaikkan paling sedikit indikator, lalu yang indeksnya "
        "tertinggi, yang naik paling awal, dan indikator yang lebih dahulu nomornya."
    ),
    "plan.premise.most": (
        "Terbukti: dalam batas ini tidak ada susunan langkah lain yang indeksnya lebih tinggi. Di antara "
        "yang setara dipilih yang upayanya paling ringan, lalu yang paling sedikit indikatornya, "
        "yang naik paling awal, dan indikator yang lebih dahulu nomornya."
    ),
    "plan.premise.curve": (
        "Terbukti: di setiap titik kurva tidak ada susunan langkah lain yang memberi lebih banyak untuk "
        "upaya itu."
    ),
    "plan.premise.solver": (
        "Dihitung dengan pemecah (solver) HiGHS, lalu diperiksa lagi dalam bilangan bulat."
    ),
    "plan.premise.effort": "Setiap kenaikan satu tingkat, juga yang hanya sebagian tingkat, memerlukan upaya {default}; berkas upaya (--effort) dapat menyebutkannya dengan lebih tepat.",
    "plan.premise.effort.file": "Upaya menurut {file}; tingkat yang tidak disebut di sana memerlukan {default}. Sebagian tingkat dihitung sebagai satu tingkat.",
    "plan.premise.unanswered": (
        "Belum dijawab, direncanakan mulai dari tingkat {lowest}: {indicators}."
    ),
    "plan.premise.prerequisites": "Prasyarat: {note}.",
    "plan.premise.criteria": "Yang diminta setiap tingkat: {note}.",
}
