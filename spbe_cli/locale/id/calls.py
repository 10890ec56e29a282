"""Indonesian. What is said of a call; help."""

TEXTS: dict[str, str] = {
    # Perintah
    "call.init-instrument": "sebut instrumennya dengan --instrument, atau penilaian sebelumnya dengan --from",
    "call.year": "--year berupa tahun dari {first} sampai {last}; ditemukan {found}",
    "call.exists": "{path} sudah ada; tidak ada yang ditulis tanpa --force",
    "call.error": "Galat: {message}",
    "call.try-help": "Coba `{command} -h` untuk bantuan.",
    "call.no-such-path": "{path}: tidak ada berkas atau folder seperti itu",
    "call.empty-path": "letak berkas kosong; sebutkan berkas atau folder",
    "call.unreadable": "{path}: tidak dapat dibaca: {reason}",
    "call.stdin-twice": "masukan standar (-) hanya dapat dibaca sebagai satu berkas",
    "call.overwrites-yaml": "{path} adalah berkas YAML, sedangkan yang ditulis bukan YAML; sebutkan berkas lain",
    "call.overwrites": "{path} adalah salah satu berkas sumbernya; sebutkan berkas lain",
    "call.unwritable": "{path}: tidak dapat ditulis: {reason}",
    "call.no-assessments": "tidak ada penilaian di {paths}",
    "call.unknown-instrument": 'instrumen "{found}" tidak dikenal; yang tersedia {allowed}',
    "call.unknown-indicator": 'indikator "{found}" tidak dikenal; {instrument} memuat {first} sampai {last}',
    "call.set": '--set berbentuk INDIKATOR=TINGKAT, misalnya 11=4, atau @BERKAS; ditemukan "{found}"',
    "call.set-level": "--set {found}: tingkat {lowest} sampai {highest}, naik per {step}",
    "call.scenario-folder": "{path} adalah folder; --set @BERKAS memerlukan berkas skenario",
    "call.scenario-twice": 'ada dua skenario bernama "{name}": di {first} dan di {second}; beri salah satunya nama lain',
    "call.number": '{option} berupa angka dengan titik, misalnya 2.6; ditemukan "{found}"',
    "call.positive": '{option} berupa angka di atas 0; ditemukan "{found}"',
    "call.one-assessment": "ada beberapa penilaian di {paths}; sebut satu",
    "call.institution": "nama instansi terdiri atas huruf yang dapat dicetak",
    "call.stale": "{path} akan ikut disertakan; hapus dahulu, atau sebut folder lain",
    "call.edit-layout": "{file}:{line}: {path} tidak dapat diubah dengan aman karena tata letaknya; ubah sendiri dalam berkasnya",
    "call.code": '{option}: tidak ada kode yang diawali "{found}"',
    "call.schema-instrument": "--instrument hanya untuk skema penilaian atau berkas OPD",
    "call.explain": '"{found}" bukan kode dan bukan indikator',
    "call.category": 'predikat "{found}" tidak dikenal; yang ada {allowed}',
    "call.option": 'opsi "{found}" tidak dikenal',
    "call.command": 'perintah "{found}" tidak dikenal',
    "call.choice": '{option}: "{found}" bukan salah satu dari {allowed}',
    "call.whole-long": "{option} berupa bilangan bulat paling banyak {digits} angka",
    "call.whole": '{option} berupa bilangan bulat mulai {lowest}; ditemukan "{found}"',
    "call.unexpected": 'tidak diharapkan: "{found}"',
    "call.extra": "ini memerlukan paket tambahan {package}; pasang dengan: pip install 'spbe[{extra}]'",
    "call.missing": "{name} belum diisi",
    "call.no-value": "{option} tidak memerlukan nilai",
    "call.missing-value": "{option} memerlukan nilai",
    "bug.apology": "Maaf, ini kesalahan dalam spbe: {error}",
    "bug.report": (
        "Mohon laporkan bersama perintah, berkas, dan `spbe --version`; "
        "`--debug` menunjukkan tempat terjadinya."
    ),
    "interrupted": "Dihentikan.",
    # Bantuan
    "help.usage": "Pemakaian",
    "help.arguments": "Argumen",
    "help.options": "Opsi",
    "help.global": "Opsi setiap perintah",
    "help.commands": "Perintah",
    "help.required": "wajib",
    "help.default": "bawaan: {default}",
    # Yang diisikan sebagai pengganti kata-kata ini
    "metavar.ARGS": "ARGUMEN",
    "metavar.CATEGORY": "PREDIKAT",
    "metavar.CODE": "KODE",
    "metavar.COMMAND": "PERINTAH",
    "metavar.COPY": "SALINAN",
    "metavar.DD": "HH",
    "metavar.DIR": "FOLDER",
    "metavar.EFFORT": "UPAYA",
    "metavar.FILE": "BERKAS",
    "metavar.FINAL": "AKHIR",
    "metavar.INDEX": "INDEKS",
    "metavar.INDICATOR": "INDIKATOR",
    "metavar.INSTRUMENT": "INSTRUMEN",
    "metavar.KIND": "JENIS",
    "metavar.LEVEL": "TINGKAT",
    "metavar.LEVELS": "TINGKAT",
    "metavar.MM": "BB",
    "metavar.NAME": "NAMA",
    "metavar.NUMBER": "ANGKA",
    "metavar.OPTIONS": "OPSI",
    "metavar.PATH": "LETAK",
    "metavar.PROBABILITY": "PELUANG",
    "metavar.PROVINCE": "PROVINSI",
    "metavar.REF": "REVISI",
    "metavar.REV": "REVISI",
    "metavar.SELF": "MANDIRI",
    "metavar.SOURCE": "SUMBER",
    "metavar.TYPE": "JENIS",
    "metavar.YEAR": "TAHUN",
    "metavar.YYYY": "TTTT",
    "root.about": (
        "Kalkulator eksak indeks SPBE: memeriksa berkas penilaian, menghitung indeksnya, dan "
        "menjelaskan angkanya.\n\n"
        "Contoh:\n\n"
        "$ spbe score 2024.yaml\n"
        "$ spbe validate penilaian/"
    ),
    "validate.short": "Periksa berkas dan sebutkan semua yang salah beserta tempatnya.",
    "validate.about": (
        "Periksa penilaian dan berkas OPD; setiap masalah disebut beserta tempatnya.\n\n"
        "Contoh:\n\n"
        "$ spbe validate 2024.yaml\n"
        "$ spbe validate --format concise penilaian/\n\n"
        "Apa yang dilaporkan dapat diatur di spbe.toml atau [tool.spbe] pada pyproject.toml; "
        "komentar # spbe: ignore[KODE] alasan di ujung baris mengecualikan baris itu.\n\n"
        "Kode keluar: 0 tanpa galat, 1 ada galat (dengan --strict juga peringatan), "
        "2 perintahnya salah."
    ),
    "score.short": "Hitung indeks dan predikat setiap berkas.",
    "score.about": (
        "Hitung indeks eksak, predikatnya, dan jarak ke predikat di atas dan di bawahnya.\n\n"
        "Contoh:\n\n"
        "$ spbe score 2024.yaml\n"
        "$ spbe score --by indicator --set 11=4 2024.yaml\n"
        "$ spbe score --set @skenario.yaml 2024.yaml\n"
        "$ spbe score --min-category baik penilaian/\n\n"
        "Kode keluar: 0 terhitung dan semua ambang terpenuhi, 1 ada galat atau ambang tidak "
        "terpenuhi, 2 perintahnya salah."
    ),
    "explain.short": "Jelaskan kode, atau indikator dengan tingkatnya.",
    "explain.about": "Jelaskan arti sebuah kode, mengapa penting, serta contoh yang salah dan yang benar; atau sebuah indikator dengan kriteria tingkatnya, pada setiap instrumen yang memuatnya.\n\nContoh:\n\n$ spbe explain SPBE103\n$ spbe explain 11 --instrument permenpanrb-59-2020",
    "init.short": "Mulai sebuah penilaian: draf berketerangan untuk diisi.",
    "init.about": "Tulis draf penilaian ke dalam folder: setiap indikator beserta kriteria tingkatnya, langsung lolos pemeriksaan, dengan satu berkas untuk setiap OPD bila pengampunya diketahui (--opd-map, atau --from tahun sebelumnya, yang juga menampilkan tingkat tahun itu). Tidak ada yang ditimpa tanpa --force.\n\nContoh:\n\n$ spbe init --instrument permenpanrb-59-2020 --type kabupaten 2025\n$ spbe init --instrument permenpanrb-59-2020 --opd-map pengampu.yaml 2025\n$ spbe init --from 2024/2024.yaml 2025",
    "schema.short": "Cetak bentuk berkas sebagai JSON Schema, untuk editor.",
    "schema.about": "Cetak JSON Schema (2020-12) penilaian, berkas OPD, instrumen, atau berkas skenario: dengan itu editor melengkapi kunci dan menampilkan kriteria setiap tingkat indikator. Tanpa --instrument, skema mengikuti instrumen yang disebut berkas.\n\nContoh:\n\n$ spbe schema -o spbe.schema.json\n$ spbe schema opd --instrument permenpanrb-59-2020 --lang id",
    "instrument.short": "Daftar instrumen, atau isi salah satunya.",
    "instrument.about": (
        "Peraturan sebagai data: indikator, bobot, tingkat, predikat, sumber.\n\n"
        "Contoh:\n\n"
        "$ spbe instrument list\n"
        "$ spbe instrument show permenpanrb-59-2020 11"
    ),
    "instrument.list.short": "Daftar instrumen yang tersedia.",
    "instrument.list.about": (
        "Daftar instrumen yang tersedia dengan tahun dan ukurannya.\n\n"
        "Contoh:\n\n"
        "$ spbe instrument list"
    ),
    "instrument.show.short": "Tampilkan instrumen, atau satu indikator dengan kriterianya.",
    "instrument.show.about": (
        "Tampilkan susunan instrumen dengan bobotnya, atau satu indikator dengan kriteria "
        "tingkatnya.\n\n"
        "Contoh:\n\n"
        "$ spbe instrument show permenpanrb-8-2026\n"
        "$ spbe instrument show permenpanrb-59-2020 11\n"
        "$ spbe instrument show ./instrumen.yaml"
    ),
    "option.paths": "Berkas atau folder; - adalah masukan standar.",
    "option.format": "Bentuk hasil.",
    "option.output": "Tulis ke berkas ini, utuh atau tidak sama sekali, bukan ke keluaran standar.",
    "option.jobs": "Jumlah inti prosesor yang dipakai; bila tidak disebut, semuanya selama menguntungkan.",
    "option.lang": "Bahasa teks (juga SPBE_LANG; jika tidak ada, bahasa sistem).",
    "option.color": "Warna di terminal.",
    "option.quiet": "Hanya hasil dan galat yang ditampilkan.",
    "option.debug": "Tampilkan jejak kesalahan program.",
    "option.version": "Tampilkan versi lalu selesai.",
    "option.help": "Tampilkan bantuan ini lalu selesai.",
    "option.install_completion": "Pasang pelengkapan perintah untuk shell ini.",
    "option.show_completion": "Tampilkan pelengkapan perintah untuk shell ini.",
    "validate.evidence": "Periksa juga berkas bukti dukung.",
    "validate.select": "Hanya kode ini, atau semua yang diawali demikian (SPBE3); boleh diulang.",
    "validate.ignore": "Semua kecuali kode ini; boleh diulang.",
    "validate.max_rise": "Beri peringatan bila tingkat naik sebanyak ini dalam setahun (2).",
    "validate.max_gap": "Beri peringatan bila penilaian mandiri sejauh ini di atas hasil akhir (0.5).",
    "validate.exit_zero": "Selalu selesai dengan kode 0, apa pun hasilnya.",
    "validate.format": "Bentuk daftar masalah; di GitHub Actions berupa anotasi, selain itu teks.",
    "validate.strict": "Peringatan juga dianggap gagal.",
    "explain.bad": "Salah",
    "explain.good": "Benar",
    "explain.what": "Kode seperti yang tertulis pada masalah, atau id indikator.",
    "init.folder": "Folder tujuan.",
    "init.instrument": "Id instrumen yang tersedia, atau letak berkas Anda sendiri; dengan --from, instrumen tahun itu.",
    "init.from": "Penilaian sebelumnya: pengampunya tetap, tingkatnya tertulis di samping.",
    "init.opd_map": "YAML siapa mengampu apa: kominfo: [1-12, 15], atau 13: [bappeda, bpkad].",
    "init.type": "Jenis instansi.",
    "init.year": "Tahunnya; bila tidak disebut, tahun terakhir instrumen, atau tahun sesudah --from.",
    "init.force": "Timpa berkas yang sudah ada.",
    "schema.kind": "Jenis berkas: assessment, opd, instrument, scenarios, atau effort.",
    "schema.instrument": "Hanya instrumen ini: id yang tersedia, atau letak berkas Anda sendiri.",
    "explain.instrument": "Hanya pada instrumen ini: id yang tersedia, atau letak berkas sendiri.",
    "score.by": "Seberapa rinci tabelnya.",
    "score.min_index": "Gagal (kode 1) bila indeks eksak di bawah angka ini.",
    "score.min_category": "Gagal (kode 1) bila predikat di bawah yang ini.",
    "score.missing": "Indikator yang belum dijawab dihitung pada tingkat terendah, atau menjadi galat.",
    "score.set": "Andaikan: INDIKATOR=TINGKAT, misalnya 11=4 atau 21-28=2, atau @BERKAS: skenario dalam YAML, beberapa tampil berdampingan; boleh diulang.",
    "instrument.show.instrument": "Id instrumen yang tersedia, atau letak berkas sendiri.",
    "instrument.show.indicator": "Id satu indikator.",
}
