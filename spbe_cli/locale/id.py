"""Indonesian texts. Keys: a code with its variants and hints, or the place a text is used."""

TEXTS: dict[str, str] = {
    # Masalah: berkas dan sintaks
    "SPBE001": "berkas tidak dapat dibaca: {reason}",
    "SPBE002": "bukan UTF-8: ditemukan bita {byte}",
    "SPBE002.hint": "simpan berkas sebagai UTF-8 (di editor: Simpan dengan pengodean, UTF-8)",
    "SPBE002.utf16": "bukan UTF-8: berkas ditulis sebagai UTF-16",
    "SPBE003": "bukan YAML yang sah: {said}",
    "SPBE003.colon": "titik dua di tempat yang tidak semestinya",
    "SPBE003.colon.hint": (
        "apit teks yang memuat titik dua dengan tanda kutip, atau periksa indentasi baris ini dan "
        "baris sebelumnya"
    ),
    "SPBE003.no-colon": "kunci tanpa titik dua",
    "SPBE003.no-colon.hint": "tulis `kunci: nilai`, dengan spasi setelah titik dua",
    "SPBE003.unclosed": "tanda kutip atau kurung yang dibuka di sini tidak ditutup",
    "SPBE003.bracket": "butir dalam kurung tidak dipisah koma, atau ada kurung yang kurang",
    "SPBE003.indent": "baris ini tidak sesuai dengan indentasi baris di atasnya",
    "SPBE003.indent.hint": "kunci yang setingkat dimulai di kolom yang sama",
    "SPBE003.node": "nilainya tidak ada di sini, atau ada kurung yang tidak ditutup",
    "SPBE003.node.hint": "lengkapi nilainya, atau hapus sisanya",
    "SPBE003.reserved": "karakter yang tidak boleh mengawali nilai di sini",
    "SPBE003.reserved.hint": "apit teks dengan tanda kutip",
    "SPBE003.escape": "urutan yang tidak dikenal setelah garis miring terbalik",
    "SPBE003.escape.hint": (
        "di dalam kutip ganda garis miring terbalik ditulis dua kali; kutip tunggal tidak perlu"
    ),
    "SPBE003.alias": 'alias "*{found}" tidak menunjuk nilai yang lengkap sebelumnya',
    "SPBE003.alias.hint": "apit teks yang diawali * dengan tanda kutip",
    "SPBE004": "ada tab, padahal harus spasi",
    "SPBE004.hint": "buat indentasi dengan spasi",
    "SPBE005": "dokumen kedua mulai di sini; satu berkas memuat satu dokumen",
    "SPBE005.hint": "hapus baris `---`, atau simpan dokumen kedua dalam berkas sendiri",
    "SPBE006": 'kunci "{key}" ditulis dua kali; pertama kali di baris {first}',
    "SPBE006.hint": "hapus salah satunya",
    "SPBE007": "terlalu banyak untuk satu berkas: batasnya {limit}",
    "SPBE007.size": "berkas lebih besar dari {limit}",
    "SPBE007.nodes": "lebih dari {limit} nilai, alias dihitung dengan semua isinya",
    "SPBE007.depth": "bersarang lebih dari {limit} tingkat",
    "SPBE007.aliases": "lebih dari {limit} alias",
    "SPBE007.problems": "lebih dari {limit} kesalahan pada kunci dan nilai di sini; yang pertama ditampilkan",
    "SPBE008": 'bentuk YAML ini tidak dipakai di sini: "{found}"',
    "SPBE008.tag": 'tag tidak dipakai di sini: "{found}"',
    "SPBE008.tag.hint": "tulis nilainya tanpa tag",
    "SPBE008.merge": 'kunci gabungan tidak dipakai di sini: "{found}"',
    "SPBE008.merge.hint": "tulis kunci-kuncinya satu per satu",
    "SPBE008.complex-key": "kunci harus berupa teks biasa atau angka",
    "SPBE009": '"{found}" tanpa titik dua, sehingga YAML membacanya sebagai kunci tanpa isi',
    "SPBE009.hint": "angka ditulis dengan titik (2.5); butir ditulis `kunci: nilai`",
    "SPBE009.space": (
        '"{found}" tanpa spasi setelah titik dua, sehingga YAML membacanya sebagai satu kunci'
    ),
    "SPBE009.space.hint": "tulis `kunci: nilai`, dengan spasi setelah titik dua",
    "SPBE010": "karakter {character} tidak boleh ada di sini",
    "SPBE010.hint": "hapus; biasanya ikut tersalin dari program lain",
    "SPBE011": "berkas kosong",
    "SPBE011.hint": "penilaian diawali `institution`, `year`, `instrument`, `stage`",
    "SPBE012": "{found} tidak ditulis sebagai angka",
    "SPBE012.comma": "{found} memakai koma desimal",
    "SPBE012.comma.hint": "pakai titik: {number}",
    "SPBE012.quoted": "{found} adalah teks karena diapit tanda kutip; seharusnya angka",
    "SPBE012.quoted.hint": "hapus tanda kutipnya: {number}",
    "SPBE012.leading-zero": "{found} diawali nol, yang oleh sebagian program dibaca sebagai oktal",
    "SPBE012.leading-zero.hint": "tulis angkanya tanpa nol di depan",
    "SPBE012.separator": "{found} memakai pemisah angka, yang dibaca berbeda oleh tiap program",
    "SPBE012.separator.hint": "tulis angkanya saja, dengan titik untuk desimal",
    "SPBE012.word": "{found} adalah kata ya-atau-tidak; seharusnya angka",
    "SPBE012.word.hint": "tulis tingkatnya sebagai angka",
    "SPBE012.notation": "{found} adalah penulisan angka yang tidak dipakai di sini",
    "SPBE012.notation.hint": "tulis angka, dan titik untuk desimal: 3 atau 2.5",
    "SPBE012.words-after": "{found} memuat kata setelah angka",
    "SPBE012.words-after.hint": "tulis angkanya saja; keterangan ditulis di `note`",
    # Masalah: bentuk
    "SPBE101": 'kunci "{key}" tidak dikenal; yang dikenal di sini: {allowed}',
    "SPBE101.indent.hint": "beri indentasi di bawah `answers`",
    "SPBE102": 'kunci "{key}" tidak ada',
    "SPBE102.empty": '"{key}" tidak ada isinya; seharusnya {expected}',
    "SPBE102.evidence": "bukti ini tidak memuat `file` maupun `url`",
    "SPBE102.evidence.hint": "sebutkan berkas atau alamat yang membuktikan tingkatnya",
    "SPBE103": "ditemukan {found}; seharusnya {expected}",
    "SPBE103.list.hint": "tulis dalam kurung siku: [{found}]",
    "SPBE103.true-or-false.hint": "tulis true atau false",
    "SPBE104": "{found} di luar tingkat {lowest} sampai {highest}",
    "SPBE104.step": "{found} berada di antara dua tingkat; tingkat naik per {step}",
    "SPBE105": 'indikator "{found}" tidak dikenal; {instrument} memuat {first} sampai {last}',
    "SPBE106": 'instrumen "{found}" tidak dikenal; yang tersedia {allowed}',
    "SPBE106.hint": "instrumen sendiri disebut dengan letak berkasnya: ./instrumen.yaml",
    "SPBE107": "{what} {found} tidak dikenal; yang boleh: {allowed}",
    "SPBE108": "{found} bukan tanggal",
    "SPBE108.hint": "tanggal ditulis TTTT-BB-HH: 2024-05-31",
    "SPBE109": "{found} bukan alamat",
    "SPBE109.hint": "alamat diawali https:// atau http://",
    "SPBE110": "{found} tidak di antara {lowest} dan {highest}",
    "SPBE111": "ini bukan penilaian dan bukan berkas OPD; tidak ada satu pun kunci {allowed}",
    "SPBE111.hint": "bentuk berkas dijelaskan di README",
    "SPBE111.no-opd-file": '"{found}" disertakan tetapi bukan berkas OPD: tidak ada kunci `opd`',
    "SPBE111.no-opd-file.hint": "persempit polanya, misalnya opd/*.yaml",
    "SPBE111.opd": "berkas OPD sendirian tidak punya indeks",
    "SPBE111.opd.hint": "hitung penilaian yang menyertakannya, atau foldernya",
    "SPBE111.instrument": "instrumen tidak punya indeks",
    "SPBE111.instrument.hint": "`spbe validate` memeriksanya, `spbe instrument show` menampilkannya",
    "SPBE111.no-instrument": "berkas ini bukan instrumen",
    "SPBE111.no-instrument.hint": "instrumen diawali seperti pada `spbe instrument show --format json`: id, regulation, levels, categories",
    "SPBE112": '{what} "{found}" tidak dikenal; {instrument} memuat {allowed}',
    "SPBE120": "jumlah bobot {found}, bukan {weight}: selisih {difference}",
    "SPBE120.top": "jumlah bobot seluruhnya {found}, bukan {weight}: selisih {difference}",
    "SPBE120.domain": (
        "aspek domain {group}: jumlah bobotnya {found}, seharusnya {weight}, selisih {difference}"
    ),
    "SPBE120.aspect": (
        "indikator aspek {group}: jumlah bobotnya {found}, seharusnya {weight}, selisih {difference}"
    ),
    "SPBE120.positive": "bobot {group} adalah {found}; bobot harus di atas 0",
    "SPBE121": 'id "{found}" ditulis dua kali',
    "SPBE121.bundled": '"{found}" adalah id instrumen yang sudah tersedia',
    "SPBE121.bundled.hint": "beri instrumen Anda id sendiri",
    "SPBE122": "batas-batas predikat tidak saling cocok",
    "SPBE122.none": "tidak ada predikat",
    "SPBE122.order": "batas {found} tidak di bawah {above}; batas menurun dari terbaik",
    "SPBE122.gap": "indeks dari {lowest} hingga {found} tidak punya predikat",
    "SPBE122.out": "batas {found} di atas tingkat tertinggi {highest}; tidak ada yang mencapainya",
    "SPBE122.name": 'sudah ada predikat bernama "{found}"',
    "SPBE123": "instrumen memuat `domains` atau `aspects` di puncaknya, salah satu saja",
    "SPBE124": (
        "{lowest} sampai {highest} bukan rentang dengan langkah {step} (paling banyak {limit} "
        "langkah)"
    ),
    "SPBE125": 'sumber "{found}" tidak dikenal; yang terdaftar {allowed}',
    "SPBE125.scale": 'skala "{found}" tidak punya nama tingkat; yang ada {allowed}',
    # Masalah: makna
    "SPBE201": "indikator {indicator} belum dijawab: {name}",
    "SPBE201.hint": "saat dihitung, berada pada tingkat {lowest} sampai dijawab",
    "SPBE201.owned": "indikator {indicator} belum dijawab oleh {owners}: {name}",
    "SPBE201.nothing": "tidak satu pun dari {count} indikator dijawab",
    "SPBE202": "OPD berbeda pada indikator {indicator}: {said}; yang dihitung {level} ({rule})",
    "SPBE202.hint": "putuskan dalam penilaian dengan `lead` atau jawaban instansi",
    "SPBE203": "{lead} memimpin indikator {indicator} tetapi belum menjawabnya",
    "SPBE203.hint": "mintalah jawabannya, atau sebut OPD lain",
    "SPBE203.unknown": (
        '"{lead}" memimpin indikator {indicator} tetapi bukan OPD di sini; yang ada: {allowed}'
    ),
    "SPBE204": '"{found}" tidak cocok dengan berkas mana pun',
    "SPBE204.hint": "pola dimulai dari folder berkas ini: opd/*.yaml",
    "SPBE205": '"{found}" keluar dari folder berkas ini',
    "SPBE205.hint": "pindahkan berkas OPD ke folder di samping atau di bawah berkas ini",
    "SPBE205.link": '"{found}" adalah tautan yang keluar dari folder berkas ini',
    "SPBE206": "{opd} menjawab indikator {indicator} di dua tempat",
    "SPBE206.hint": "simpan salah satu jawaban saja",
    "SPBE206.differs": '{opd} ada di dua tempat, dengan "{key}" yang berbeda',
    "SPBE206.differs.hint": "tulis di satu tempat saja",
    "SPBE206.split": "{opd} ada di dua tempat; jawabannya digabung",
    "SPBE206.split.hint": "kumpulkan jawabannya di satu tempat",
    "SPBE207": '{key} "{found}" berbeda dari "{other}" pada penilaian yang menyertakan berkas ini',
    "SPBE207.hint": "sertakan berkas OPD dari tahun dan instansi yang sama",
    "SPBE208": "{instrument} tidak dipakai pada {found}, hanya {first} sampai {last}",
    "SPBE208.other": (
        "{instrument} dipakai {first} sampai {last}, bukan {found}; mungkin {other} yang sesuai"
    ),
    "SPBE209": (
        "{opd} bertanggung jawab atas indikator {indicator} dan belum menjawab; dasarnya {said}"
    ),
    "SPBE210": "jawaban menghasilkan {index}; yang diumumkan {found}",
    "SPBE211": "jawaban menghasilkan {category} (indeks {index}), bukan {found}",
    "SPBE211.index": "indeks {index} berpredikat {category}, bukan {found}",
    "SPBE212": "jawaban menghasilkan {index}; yang diumumkan {found}",
    "SPBE213": "tingkat {found} di luar rentang tetapi pernah ada pada hasil resmi ({source})",
    "SPBE214.opd": (
        "berkas OPD ini tidak menyebut instrumen, dan tidak disertakan penilaian mana pun di atasnya"
    ),
    "SPBE214.opd.hint": (
        "tambahkan `instrument: permenpanrb-59-2020`, atau sertakan dari sebuah penilaian"
    ),
    "SPBE214.refused": '"{found}" tidak dapat dipakai; masalahnya sendiri ada pada berkasnya',
    "SPBE215": "jumlah peluang ini {found}; masing-masing paling sedikit 0 dan jumlahnya 1",
    "SPBE215.negative": "{found} bukan peluang: di bawah 0",
    "SPBE216": "target {found} di bawah tingkat {level} yang dijawab",
    "SPBE217": (
        "domain yang diumumkan menghasilkan indeks {lowest} sampai {highest}, bukan {found}"
    ),
    "SPBE218": "tidak ada susunan tingkat yang memberi {name} nilai {found}",
    "SPBE218.index": "tidak ada susunan tingkat yang memberi indeks {found}; indeks dari {lowest} sampai {highest}",
    "SPBE218.index.hint": "bandingkan dengan sumbernya; mungkin salah cetak",
    "SPBE218.hint": "bandingkan dengan sumbernya; mungkin salah cetak",
    # Masalah: cara menampilkan
    "did-you-mean": 'maksudnya "{suggestion}"?',
    "hint": "saran: {hint}",
    "problems.none": "Tidak ada masalah dalam {files}.",
    "problems.count": "{errors}, {warnings} dalam {files}.",
    "count.errors.one": "{n} galat",
    "count.errors.many": "{n} galat",
    "count.warnings.one": "{n} peringatan",
    "count.warnings.many": "{n} peringatan",
    "count.files.one": "{n} berkas",
    "count.files.many": "{n} berkas",
    "count.skipped.one": "{n} berkas YAML lain dilewati",
    "count.skipped.many": "{n} berkas YAML lain dilewati",
    "skipped": "{skipped}.",
    # Kata dalam pesan
    "word.nothing": "kosong",
    "word.list": "daftar",
    "word.mapping": "kunci dengan nilai",
    "word.number": "angka",
    "word.whole": "bilangan bulat",
    "word.text": "teks",
    "word.date": "tanggal",
    "word.true-or-false": "true atau false",
    "word.evidence": "letak berkas, alamat, atau kunci dengan nilai",
    "word.domains": "domain",
    "word.aspects": "aspek",
    "word.category": "predikat",
    "word.category-basis": "dasar predikat",
    "word.confidence": "tingkat keyakinan",
    "word.stage": "tahap",
    "word.type": "jenis instansi",
    "word.combine": "aturan penggabungan",
    "word.kind": "jenis bukti dukung",
    "word.rounding": "pembulatan",
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
    # Instrumen
    "instrument.years": "{first} sampai {last}",
    "instrument.years-open": "sejak {first}",
    "instrument.shape.domains": "{domains} domain, {aspects} aspek, {indicators} indikator",
    "instrument.shape.aspects": "{aspects} aspek, {indicators} indikator",
    "instrument.levels": "Tingkat {lowest} sampai {highest}, naik per {step}",
    "instrument.exceptional": "juga {level}, hanya {stage}",
    "instrument.categories": "Predikat",
    "instrument.categories.exact": "diambil dari indeks eksak",
    "instrument.categories.rounded": "diambil dari indeks yang dibulatkan",
    "instrument.categories.by-year": "pada {year} dari indeks {basis}",
    "instrument.from": "mulai {bound}",
    "instrument.basis.exact": "eksak",
    "instrument.basis.rounded": "yang dibulatkan",
    "instrument.years.label": "Dipakai",
    "instrument.levels.label": "Tingkat",
    "instrument.replaces": "Menggantikan",
    "instrument.successor": "Digantikan oleh",
    "instrument.sources": "Sumber",
    "instrument.weights": "Bobot",
    "instrument.rounding": "Indeks",
    "instrument.rounding.value": "{decimals} desimal, dibulatkan (setengah ke atas) sekali di akhir",
    "instrument.id": "Id",
    "instrument.regulation": "Peraturan",
    "instrument.short-years": "Tahun",
    "instrument.size": "Indikator",
    "instrument.also-named": "Disebut juga: {names}",
    "instrument.external": "Nilai dari luar: {name}",
    "instrument.cumulative": "Setiap tingkat mensyaratkan tingkat di bawahnya.",
    "instrument.changed": "diubah oleh {source}: {text}",
    "instrument.no-criteria": (
        "Kriteria tingkat instrumen ini tidak tersedia; tingkat menurut namanya:"
    ),
    "instrument.weight-of": "{weight} % dari indeks, pada aspek {aspect}",
    "instrument.weight-in-domain": "{weight} % dari indeks, pada domain {domain}, aspek {aspect}",
    "confidence.official": "terlihat dalam naskah resmi",
    "confidence.secondary": "dikutip pihak lain",
    "confidence.inferred": "disimpulkan dari hasil yang diumumkan",
    "confidence.general": "pengetahuan umum",
    "confidence.assumed": "diandaikan",
    # Perintah
    "call.error": "Galat: {message}",
    "call.try-help": "Coba `{command} -h` untuk bantuan.",
    "call.no-such-path": "{path}: tidak ada berkas atau folder seperti itu",
    "call.empty-path": "letak berkas kosong; sebutkan berkas atau folder",
    "call.unreadable": "{path}: tidak dapat dibaca: {reason}",
    "call.overwrites": "{path} adalah salah satu berkas sumbernya; sebutkan berkas lain",
    "call.unwritable": "{path}: tidak dapat ditulis: {reason}",
    "call.no-assessments": "tidak ada penilaian di {paths}",
    "call.unknown-instrument": 'instrumen "{found}" tidak dikenal; yang tersedia {allowed}',
    "call.unknown-indicator": 'indikator "{found}" tidak dikenal dalam {instrument}',
    "call.set": '--set berbentuk INDIKATOR=TINGKAT, misalnya 11=4; ditemukan "{found}"',
    "call.set-level": "--set {found}: tingkat {lowest} sampai {highest}, naik per {step}",
    "call.min-index": '--min-index berupa angka dengan titik, misalnya 2.6; ditemukan "{found}"',
    "call.category": 'predikat "{found}" tidak dikenal; yang ada {allowed}',
    "call.option": 'opsi "{found}" tidak dikenal',
    "call.command": 'perintah "{found}" tidak dikenal',
    "call.choice": '{option}: "{found}" bukan salah satu dari {allowed}',
    "call.whole": '{option} berupa bilangan bulat mulai {lowest}; ditemukan "{found}"',
    "call.extra": 'tidak diharapkan: "{found}"',
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
        "Kode keluar: 0 tanpa galat, 1 ada galat (dengan --strict juga peringatan), "
        "2 perintahnya salah."
    ),
    "score.short": "Hitung indeks dan predikat setiap berkas.",
    "score.about": (
        "Hitung indeks eksak, predikatnya, dan jarak ke predikat di atas dan di bawahnya.\n\n"
        "Contoh:\n\n"
        "$ spbe score 2024.yaml\n"
        "$ spbe score --by indicator --set 11=4 2024.yaml\n"
        "$ spbe score --min-category baik penilaian/\n\n"
        "Kode keluar: 0 terhitung dan semua ambang terpenuhi, 1 ada galat atau ambang tidak "
        "terpenuhi, 2 perintahnya salah."
    ),
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
    "option.jobs": "Berapa inti prosesor yang dipakai; semuanya, bila menguntungkan.",
    "option.lang": "Bahasa teks (juga SPBE_LANG; jika tidak ada, bahasa sistem).",
    "option.color": "Warna di terminal.",
    "option.quiet": "Hanya hasil dan galat yang ditampilkan.",
    "option.debug": "Tampilkan jejak kesalahan program.",
    "option.version": "Tampilkan versi lalu selesai.",
    "option.help": "Tampilkan bantuan ini lalu selesai.",
    "option.install_completion": "Pasang pelengkapan perintah untuk shell ini.",
    "option.show_completion": "Tampilkan pelengkapan perintah untuk shell ini.",
    "validate.strict": "Peringatan juga dianggap gagal.",
    "score.by": "Seberapa dalam tabelnya.",
    "score.min_index": "Gagal (kode 1) bila indeks eksak di bawah angka ini.",
    "score.min_category": "Gagal (kode 1) bila predikat di bawah yang ini.",
    "score.missing": "Indikator yang belum dijawab dihitung pada tingkat terendah, atau galat.",
    "score.set": "Andaikan: INDIKATOR=TINGKAT, misalnya 11=4 atau 21-28=2; boleh berulang.",
    "instrument.show.instrument": "Id instrumen yang tersedia, atau letak berkas sendiri.",
    "instrument.show.indicator": "Id satu indikator.",
}
