"""Indonesian. Audits of published figures."""

TEXTS: dict[str, str] = {
    "audit.short": "Uji angka yang diumumkan terhadap aturan, satu sama lain, dan tingkat yang mungkin.",
    "audit.about": (
        "Uji angka yang diumumkan satu terhadap yang lain: apakah predikat benar menurut aturan "
        "tahun itu, apakah indeks sesuai dengan domainnya, apakah tingkat bulat dapat "
        "menghasilkan setiap nilai, indeks eksak mana yang masih mungkin, dan apakah predikat "
        "bergantung pada indeks eksak atau indeks yang dibulatkan.\n\n"
        "Yang dibaca: penilaian dengan angka yang diumumkan, folder berisi penilaian, atau tabel "
        "(.csv, .tsv) dengan satu baris untuk setiap instansi dan kolom seperti instansi, tahun, "
        "indeks, predikat, domain_1. Satu hasil ditampilkan lengkap; dari beberapa hasil, hanya "
        "yang bertentangan dan yang predikatnya bergantung pada aturan.\n\n"
        "Contoh:\n\n"
        "$ spbe audit 2023.yaml\n"
        "$ spbe audit --lang id hasil.csv\n\n"
        "Kode keluar: 0 tidak ada yang bertentangan, 1 ada yang bertentangan atau tidak terbaca, "
        "2 perintahnya salah. Predikat yang bergantung pada aturan bukan galat."
    ),
    "audit.all": "Tampilkan semua berkas dan baris, juga yang tidak perlu dibahas.",
    "audit.unread": "{file}: kolom yang tidak dibaca: {columns}.",
    "call.audit-nothing": "tidak ada angka yang diumumkan dalam {paths}",
    # Satu hasil
    "audit.verdict.agrees": "sesuai",
    "audit.verdict.contradicts": "bertentangan",
    "audit.verdict.unknown": "belum pasti",
    "audit.verdict.nothing": "tanpa angka",
    "audit.verdict.error": "tidak diuji",
    "audit.headline.agrees": "Tidak ada yang bertentangan dalam angka yang diumumkan.",
    "audit.headline.contradicts": "Ada yang bertentangan dalam angka yang diumumkan.",
    "audit.headline.unknown": "Angka yang diumumkan tidak dapat dipastikan.",
    "audit.headline.nothing": "Berkas ini tidak memuat angka yang diumumkan.",
    "audit.headline.error": "tidak diuji: {errors}",
    "audit.depends.certain": "Predikat bergantung pada aturan: indeks eksak dan indeks yang dibulatkan berbeda predikat.",
    "audit.depends.perhaps": "Predikat mungkin bergantung pada aturan: ada indeks yang masih mungkin yang predikatnya lain bila dibulatkan.",
    "audit.findings": "Temuan",
    "table.audit.what": "Diumumkan",
    "table.audit.figure": "Angka",
    "table.audit.verdict": "Hasil uji",
    "table.audit.because": "Sebab",
    "audit.what.index": "Indeks",
    "audit.what.category": "Predikat",
    "audit.what.domains": "Indeks dari domain",
    "audit.what.aspects": "Indeks dari aspek",
    "audit.or": " atau ",
    "audit.and": " dan ",
    "audit.range": "{low} sampai {high}",
    "audit.span": "{low} sampai di bawah {high}",
    "audit.several": "{count} nilai eksak dari {low} sampai {high}",
    "audit.stands": "mewakili {values}; {because}",
    "audit.category.exact": "diambil dari indeks eksak, seperti pada {year}: {categories}",
    "audit.category.rounded": "diambil dari indeks yang dibulatkan, seperti pada {year}: {categories}",
    "audit.category.none": "tidak diumumkan; {because}",
    "audit.index.levels.agrees": "dapat dihasilkan oleh tingkat",
    "audit.index.levels.contradicts": "tidak dapat dihasilkan oleh tingkat mana pun; yang terdekat: {nearest}",
    "audit.index.levels.unknown": "tingkatnya terlalu banyak untuk dihitung satu per satu; rentangnya {values}",
    "audit.index.levels.outside": "tingkat menghasilkan {values}",
    "audit.index.answers.agrees": "jawaban menghasilkan {values}",
    "audit.index.answers.contradicts": "jawaban menghasilkan {values}",
    "audit.follows.counted": "angka yang dibulatkan memungkinkan {allowed}; tingkat menyisakan {values}",
    "audit.follows.bounded": "angka yang dibulatkan memungkinkan {allowed}",
    "audit.group.levels.agrees": "tingkat menghasilkan {values}",
    "audit.group.levels.contradicts": "tidak dapat dihasilkan oleh tingkat mana pun; yang terdekat: {nearest}",
    "audit.group.levels.unknown": "tingkatnya terlalu banyak untuk dihitung satu per satu",
    "audit.group.levels.outside": "tingkat menghasilkan {values}",
    "audit.group.aspects.agrees": "tingkat dan aspeknya menghasilkan {values}",
    "audit.group.aspects.contradicts": "tidak mungkin menurut aspeknya; yang terdekat: {nearest}",
    "audit.group.answers.agrees": "jawaban menghasilkan {values}",
    "audit.group.answers.contradicts": "jawaban menghasilkan {values}",
    "audit.remains": "Indeks eksak yang masih mungkin",
    "audit.remains.bounded": "Rentang indeks eksak yang masih mungkin, tidak dihitung satu per satu",
    "audit.remains.none": "Tidak ada indeks eksak yang mungkin: angka yang diumumkan saling meniadakan.",
    "table.audit.exact": "Indeks eksak",
    "table.audit.on-exact": "Bila eksak",
    "table.audit.on-rounded": "Bila dibulatkan",
    "table.audit.fits": "Predikat yang diumumkan cocok",
    "audit.fits.both": "dengan keduanya",
    "audit.fits.exact": "hanya bila eksak",
    "audit.fits.rounded": "hanya bila dibulatkan",
    "audit.fits.neither": "tidak",
    # Mengapa predikat bergantung pada aturan
    "audit.part.differs": "{values}: {exact} bila eksak, {rounded} bila dibulatkan.",
    "audit.part.same": "{values}: {category} pada keduanya.",
    "audit.shows.exact": "Diumumkan {category}: hanya mungkin dari indeks eksak.",
    "audit.shows.rounded": "Diumumkan {category}: hanya mungkin dari indeks yang dibulatkan.",
    "audit.shows.untold": "Diumumkan {category}: mungkin dari keduanya, jadi tidak dapat dipastikan mana yang dipakai.",
    "audit.shows.unannounced": "Predikat tidak diumumkan.",
    "audit.leaves.exact": "Menurut aturan {year}, yaitu indeks eksak, yang tersisa: {values}.",
    "audit.leaves.rounded": "Menurut aturan {year}, yaitu indeks yang dibulatkan, yang tersisa: {values}.",
    # Beberapa hasil
    "audit.title": "Uji angka yang diumumkan",
    "count.results.one": "{n} hasil",
    "count.results.many": "{n} hasil",
    "audit.summary": "{results}: {agrees} sesuai, {contradicts} bertentangan, {unknown} belum pasti, {left} tidak diuji.",
    "audit.summary.depends": "Predikat bergantung pada aturan dalam {depends} di antaranya ({years}).",
    "audit.summary.certain": "Pasti dalam {certain}, mungkin dalam {perhaps}.",
    "audit.summary.independent": "Tidak ada predikat yang bergantung pada aturan.",
    "audit.contradicting": "Pertentangan",
    "audit.depending": "Predikat bergantung pada aturan: indeks eksak atau dibulatkan",
    "audit.left": "Tidak diuji",
    "audit.every": "Semua hasil",
    "table.audit.results": "Hasil",
    "table.audit.agrees": "Sesuai",
    "table.audit.contradicts": "Bertentangan",
    "table.audit.unknown": "Belum pasti",
    "table.audit.left": "Tidak diuji",
    "table.audit.depends": "Bergantung",
}
