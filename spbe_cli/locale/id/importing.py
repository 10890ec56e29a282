"""Indonesian. Importing workbooks, tables and results."""

TEXTS: dict[str, str] = {
    # Perintah
    "import.short": "Ubah lembar kerja yang sudah diisi, tabel hasil, atau hasil JSON menjadi YAML.",
    "import.about": (
        "Ubah apa yang diisi orang lain menjadi berkas penilaian: lembar kerja dari `spbe export`, tabel hasil "
        "yang diumumkan (.csv, .tsv), atau `spbe score --format json`. Beberapa sumber dikumpulkan "
        "dalam satu perintah. Bila penilaiannya sudah ada, komentar dan urutannya tetap, hanya yang "
        "baru ditambahkan, dan yang berbeda tidak ditimpa tanpa diminta. Semuanya ditulis, atau "
        "tidak sama sekali; yang tidak dapat diambil disebutkan lebih dahulu.\n\n"
        "Contoh:\n\n"
        "$ spbe import lke-kominfo.xlsx lke-bkpsdm.xlsx -o 2025\n"
        "$ spbe import lke/ -o 2025 --dry-run\n"
        "$ spbe import hasil.csv -o hasil\n\n"
        "Kode keluar: 0 diimpor, atau tidak ada yang berubah, 1 ada yang salah atau bertentangan, 2 "
        "perintahnya salah, atau tempatnya tidak dapat ditulisi."
    ),
    "import.paths": "Lembar kerja (.xlsx), tabel (.csv, .tsv), hasil (.json), folder berisi lembar kerja, atau -.",
    "import.output": "Folder tujuan, atau satu berkas (.yaml).",
    "import.merge": "Tulis OPD di dalam berkas instansi, bukan dalam berkas masing-masing.",
    "import.dry_run": "Tampilkan perubahannya sebagai diff; tidak menulis apa pun.",
    "import.ours": "Bila berbeda, pertahankan yang sudah ada.",
    "import.theirs": "Bila berbeda, ambil yang diimpor.",
    "import.answers": "Dari hasil JSON ambil tingkat setiap indikator, bukan angka hitungannya.",
    "call.import-order": "urutan OPD ini memerlukan lebih dari {limit} pola include; tulis semuanya ke satu berkas dengan --merge",
    "call.import-sides": "--ours dan --theirs tidak dapat dipakai bersama",
    "call.import-target": "{path}: -o menerima folder, atau berkas yang namanya berakhiran .yaml",
    "call.import-source": "{path}: yang dapat diimpor hanya .xlsx, .csv, .tsv, dan .json",
    "call.import-folder": "tidak ada lembar kerja (.xlsx) di {path}",
    "call.import-several": "{count} penilaian tidak muat dalam satu berkas; sebutkan folder dengan -o",
    "call.import-opd": "{path} adalah berkas OPD; sebutkan berkas penilaiannya, atau foldernya",
    "call.import-place": "{path}: akan disertakan oleh penilaian yang sudah ada; sebutkan folder lain",
    # Yang disampaikan
    "import.note": "Dihitung spbe dari {answered} dari {total} indikator ({file}), bukan diumumkan.",
    "import.untaken": "Tidak diambil, karena tidak ada tempatnya:",
    "import.read-as": "Dibaca lain daripada yang tertulis:",
    "import.how.formula": "hasil rumus",
    "import.how.date": "tanggal",
    "import.how.merged": "sel gabungan, dibaca untuk setiap indikator {ids}",
    "import.how.merged-level": "sel gabungan, dibaca untuk setiap indikator {ids}, sedangkan lembar Ringkasan hanya menghitung yang pertama; pisahkan selnya lalu isi satu per satu agar keduanya sama",
    "import.how.unsaid": "hanya tertulis di lembar Petunjuk, dan lembar itu tidak ada",
    "import.how.more": "sekian lagi yang tidak ditampilkan",
    "import.same": "Tidak ada yang berubah: semuanya sudah ada.",
    "import.new": "dibuat: {path}",
    "import.changed": "diubah: {path}",
    "import.would-new": "akan dibuat: {path}",
    "import.would-changed": "akan diubah: {path}",
    "import.nothing": "Tidak ada yang ditulis: {errors}.",
    "import.written": "ditulis: {path}",
    "import.unwritten": "TIDAK ditulis: {path}",
    "import.again": "Tidak ada yang hilang: impor sekali lagi untuk menulis sisanya.",
    "import.done": "{assessments}: {taken} diambil, {same} sudah ada, {clashes}, {untaken} tidak diambil.",
    "import.kept": "Tetap ada meskipun selnya kosong, karena sel kosong tidak menghapus apa pun: {paths}.",
    "import.kept.more": "Tetap ada meskipun selnya kosong, karena sel kosong tidak menghapus apa pun: {paths} dan {more} lagi.",
    "import.unanswered": "{institution} {year}: {answered} dari {total} indikator sudah dijawab.",
    "count.values.one": "{n} nilai",
    "count.values.many": "{n} nilai",
    "count.assessments.one": "{n} penilaian",
    "count.assessments.many": "{n} penilaian",
    "count.clashes.one": "{n} pertentangan",
    "count.clashes.many": "{n} pertentangan",
}
