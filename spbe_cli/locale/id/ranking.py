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
    "rank.by": "Urutkan juga dalam setiap kelompok.",
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
    "call.rank-mix.many": (
        "tahun atau instrumen yang berbeda tidak dapat diurutkan bersama: {found} dan {others} "
        "lainnya; pilih dengan --year atau --instrument"
    ),
    "call.rank-none": (
        "tidak ada yang tersisa untuk diurutkan; --year, --instrument, dan --stage menyisihkan "
        "{found}"
    ),
    "call.rank-none.many": (
        "tidak ada yang tersisa untuk diurutkan; --year, --instrument, dan --stage menyisihkan "
        "{found} dan {others} lainnya"
    ),
    "call.rank-same-id": 'instrumen yang berbeda memakai id yang sama, "{found}"',
    "call.rank-among-instrument": (
        "hasil resmi {year} memakai {among}, sedangkan berkasnya {found}; keduanya tidak dapat "
        "diurutkan bersama"
    ),
    "call.among.year": '--among: tidak ada hasil resmi "{found}"; yang tersedia {allowed}',
    "call.among.type": '--among: tidak ada instansi berjenis "{found}"; yang ada {allowed}',
    "call.among.province": (
        '--among: tidak ada provinsi "{found}" di sini; yang ada {count}, misalnya {allowed}; '
        "spbe rank --among {year} --by province menampilkan semuanya"
    ),
    "call.among.no-such-type": (
        "--among: di {found} tidak ada instansi berjenis {type}, hanya {allowed}"
    ),
    "call.among.central": (
        "--among: instansi berjenis {type} adalah instansi pusat dan tidak berada di provinsi mana "
        "pun; hapus provinsinya"
    ),
    "call.rank-among-strangers": (
        "--among meminta {asked}, tetapi tidak satu pun berkas termasuk di dalamnya: {found}; "
        "gunakan --among {instead}"
    ),
    "call.rank-among-strangers.many": (
        "--among meminta {asked}, tetapi tidak satu pun berkas termasuk di dalamnya: {found} dan "
        "{others} lainnya; gunakan --among {instead}"
    ),
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
    "rank.central": "pusat",
    # Kolom
    "rank.column.rank": "Peringkat",
    "rank.column.percentile": "Persentil",
    "rank.column.percentile-in-group": "Persentil dalam kelompok",
    "rank.column.number": "Jumlah",
    "rank.column.share": "Persentase",
    "rank.column.lower": "K1",
    "rank.column.median": "Median",
    "rank.column.upper": "K3",
    "rank.column.best": "Tertinggi",
    "rank.column.lowest": "Terendah",
    "rank.column.place": "Posisi",
    "rank.column.from-median": "Dari median",
    "rank.column.from-best": "Dari tertinggi",
    "rank.own": "hasil resmi {year}",
    "rank.no-own": "tanpa baris resmi",
    "rank.and-others": "{institution} dan {count} lainnya",
    # Kalimat
    "count.institutions.one": "{n} instansi",
    "count.institutions.many": "{n} instansi",
    "rank.detailed": "Posisi pada setiap domain tersedia dalam CSV dan JSON.",
    "rank.heading": "Berkas: {files}. Hasil resmi: {official}.",
    "rank.quartiles": "K1 dan K3: kuartil bawah dan kuartil atas.",
    "rank.signs": "Dari median, dari tertinggi: selisih indeks terhadap median dan terhadap yang tertinggi di antara yang lain; di bawah 0 berarti lebih rendah.",
    "rank.strangers": "Dibandingkan dengan yang bukan sejenisnya ({asked}): {institutions}.",
    "rank.lost": "Baris resminya sendiri tidak ditemukan, jadi instansi mungkin dibandingkan dengan dirinya sendiri: {institutions}.",
    "rank.lost.one": "{institution} (nama terdekat: {nearest})",
    "rank.beside": "{file}; diumumkan: {index}",
    "rank.lies": "{institutions}: median {median}, kuartil bawah {lower}, kuartil atas {upper}.",
    "rank.best": "Tertinggi: {institution}, {index}.",
    "rank.source": "Sumber: {source}.",
    "rank.caveat": "Hasil resmi: {caveat}.",
    "rank.stages": "Tahap yang berbeda diurutkan bersama, jadi urutannya tidak adil: {stages}. --stage memilih salah satu.",
    "rank.stages.among": "Hasil resmi adalah hasil akhir, sedangkan tahap berkasnya lain: {stages}.",
    "rank.years": "Berkas dari tahun {year}, hasil resmi dari tahun {official}: tahun lain, peraturan yang sama.",
    "rank.unanswered": "{mark} Dengan indikator yang belum dijawab, yang dihitung pada tingkat terendah: {institutions}.",
    "rank.unofficial": "{mark} Dengan rata-rata atau median dari jawaban yang berbeda, bukan nilai resmi: {institutions}.",
    "rank.twice": "Muncul lebih dari sekali: {institutions}.",
    "rank.open": "Angka yang diumumkan sudah dibulatkan: yang sama berbagi peringkat meskipun indeks eksaknya dapat berbeda, dan urutan {count} di antaranya dengan yang sama atau berdekatan belum pasti.",
    "rank.open.among": "Angka yang diumumkan sudah dibulatkan, jadi urutan terhadap hasil resmi yang sama atau berdekatan belum pasti: {institutions}.",
    "rank.open.to": "{institution} terhadap {count} hasil",
    "rank.left-out": "Disisihkan oleh --year, --instrument, atau --stage: {files}.",
}
