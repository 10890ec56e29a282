"""Indonesian. Rankings, and positions among official results."""

TEXTS: dict[str, str] = {
    # Perintah
    "rank.short": "Urutkan instansi, atau lihat posisinya di antara hasil resmi.",
    "rank.about": (
        "Urutkan instansi menurut indeks eksaknya, lengkap dengan persentil, median, dan kuartil, "
        "seluruhnya atau menurut kelompok. --among menunjukkan posisinya di antara hasil resmi "
        "nasional suatu tahun, secara keseluruhan dan pada setiap domain; tanpa berkas, hasil "
        "resmi itu sendiri yang didaftar. Berkas berupa penilaian, folder berisi penilaian, atau "
        "tabel hasil dalam CSV.\n\n"
        "Contoh:\n\n"
        "$ spbe rank --by type penilaian/\n"
        "$ spbe rank --among 2024:kabupaten 2024.yaml\n"
        '$ spbe rank --among "2024:kabupaten:Jawa Timur"\n\n'
        "Kode keluar: 0 terurut, 1 ada galat dalam berkas (barisnya tetap ada, tanpa peringkat), "
        "2 perintahnya salah, atau tahun atau instrumen berkas-berkasnya berbeda."
    ),
    "rank.paths": "Penilaian, folder, atau tabel hasil .csv; - adalah masukan standar.",
    "rank.by": "Urutkan pula setiap kelompok tersendiri.",
    "rank.among": (
        "Hasil resmi sebagai pembanding, misalnya 2024, 2024:kota, atau 2024:kabupaten:Jawa Timur; "
        "tanpa berkas, hasil resmi itu yang didaftar."
    ),
    "rank.year": "Hanya berkas tahun ini.",
    "rank.instrument": "Hanya berkas dengan instrumen ini: id-nya, atau letak berkas sendiri.",
    "rank.stage": "Hanya berkas pada tahap ini.",
    "rank.top": "Tampilkan hanya N peringkat teratas; angka ringkasan tetap dari semua instansi.",
    "call.rank-nothing": "sebutkan berkas atau folder, atau hasil resmi dengan --among",
    "call.rank-by-among": (
        "--by membagi sebuah peringkat; berkas di antara hasil resmi dibandingkan dengan sebagian "
        "hasil itu, misalnya --among 2024:kabupaten"
    ),
    "call.rank-mix": (
        "tahun atau instrumen yang berbeda tidak dapat diurutkan bersama: {found}; pilih dengan "
        "--year atau --instrument"
    ),
    "call.rank-none": (
        "tidak ada yang tersisa untuk diurutkan; --year, --instrument, dan --stage menyisihkan "
        "{found}"
    ),
    "call.rank-same-id": 'instrumen yang berbeda memakai id yang sama, "{found}"',
    "call.rank-among-instrument": (
        "hasil resmi {year} memakai {among}, sedangkan berkasnya {found}; keduanya tidak dapat "
        "diurutkan bersama"
    ),
    "call.among.year": '--among: tidak ada hasil resmi "{found}"; yang tersedia {allowed}',
    "call.among.type": '--among: tidak ada instansi berjenis "{found}"; yang ada {allowed}',
    "call.among.province": '--among: tidak ada provinsi "{found}" di sini; yang ada: {allowed}',
    # Judul
    "rank.title": "Peringkat",
    "rank.title.among": "Posisi di antara hasil resmi",
    "rank.groups": "Kelompok",
    "rank.official": "Hasil resmi",
    "rank.unranked": "Tanpa indeks",
    "rank.by.type": "Jenis",
    "rank.by.province": "Provinsi",
    "rank.by.category": "Predikat",
    "rank.unknown": "(tidak disebut)",
    # Kolom
    "rank.column.rank": "Peringkat",
    "rank.column.percentile": "Persentil",
    "rank.column.number": "Jumlah",
    "rank.column.share": "Persentase",
    "rank.column.lower": "K1",
    "rank.column.median": "Median",
    "rank.column.upper": "K3",
    "rank.column.best": "Tertinggi",
    "rank.column.lowest": "Terendah",
    "rank.column.place": "Peringkat",
    "rank.column.from-median": "Ke median",
    "rank.column.from-best": "Ke tertinggi",
    "rank.own": "hasil resmi {year}",
    "rank.and-others": "{institution} dan {count} lainnya",
    # Kalimat
    "count.institutions.one": "{n} instansi",
    "count.institutions.many": "{n} instansi",
    "rank.detailed": "Posisi pada setiap domain tersedia dalam CSV dan JSON.",
    "rank.lies": "{institutions}: median {median}, kuartil bawah {lower}, kuartil atas {upper}.",
    "rank.best": "Tertinggi: {institution}, {index}.",
    "rank.source": "Sumber: {source}.",
    "rank.caveat": "Hasil resmi: {caveat}.",
    "rank.stages": "Tahap yang berbeda berdampingan, jadi urutannya tidak setara: {stages}. --stage memilih salah satu.",
    "rank.stages.among": "Hasil resmi adalah hasil akhir; tahap berkas lain: {stages}.",
    "rank.years": "Berkas dari tahun {year}, hasil resmi dari tahun {official}.",
    "rank.unanswered": "Dengan indikator yang belum dijawab, yang dihitung pada tingkat terendah: {files}.",
    "rank.unofficial": "Dengan rata-rata atau median dari jawaban yang berbeda, bukan nilai resmi: {files}.",
    "rank.twice": "Muncul lebih dari sekali: {institutions}.",
    "rank.open": "Angka yang diumumkan sudah dibulatkan; urutan {count} di antaranya dengan yang berdekatan belum pasti.",
    "rank.open.among": "Angka yang diumumkan sudah dibulatkan, jadi urutan terhadap sejumlah hasil resmi belum pasti: {institutions}.",
    "rank.left-out": "Disisihkan oleh --year, --instrument, atau --stage: {files}.",
}
