"""Indonesian. How an index depends on single levels."""

TEXTS: dict[str, str] = {
    # Perintah
    "sensitivity.short": "Sebutkan tingkat yang menentukan predikat, dan seberapa pasti indeksnya.",
    "sensitivity.about": (
        "Seberapa jauh predikat di bawah dan di atasnya: jumlah terkecil pergeseran satu tingkat "
        "yang menghilangkan predikat atau mencapai yang berikutnya, beserta indikatornya; pengaruh "
        "satu tingkat setiap indikator; dan, bila jawaban memuat `confidence` atau dengan --down "
        "dan --up, peluang setiap predikat. Semuanya eksak, tidak ada yang diacak.\n\n"
        "Contoh:\n\n"
        "$ spbe sensitivity 2024.yaml\n"
        "$ spbe sensitivity 2024.yaml --down 0.2 --up 0.05\n\n"
        "Kode keluar: 0 selesai dihitung, 1 ada galat dalam berkas, 2 perintahnya salah atau "
        "berkas tidak memuat tingkat."
    ),
    "sensitivity.file": "Satu penilaian: berkas, folder berisi satu penilaian, atau -.",
    "sensitivity.down": "Peluang (0 sampai 1) bahwa jawaban tanpa confidence ternyata satu tingkat lebih rendah.",
    "sensitivity.up": "Peluang (0 sampai 1) bahwa jawaban tanpa confidence ternyata satu tingkat lebih tinggi.",
    "call.sensitivity-published": (
        "{path}: hanya memuat angka yang diumumkan; kepekaan memerlukan tingkat setiap indikator"
    ),
    "call.sensitivity-chance": '{option} berupa peluang dari 0 sampai 1; ditemukan "{found}"',
    "call.sensitivity-sum": (
        "--down {down} dan --up {up} bersama-sama lebih dari 1; sisanya untuk tingkat yang tetap"
    ),
    "call.sensitivity-fine": (
        "{instrument}: bobot, tingkat, atau peluangnya terlalu halus untuk menghitung setiap "
        "kemungkinan"
    ),
    "call.sensitivity-mean": (
        "rata-rata dari jawaban OPD yang mungkin terlalu halus untuk menghitung setiap indeks; "
        "gabungkan dengan lowest, highest, atau median, atau hapus sebagian `confidence`"
    ),
    "call.sensitivity-opds": (
        "indikator {indicator}: terlalu banyak OPD dan tingkat yang mungkin untuk digabung; isikan "
        "jawaban instansi sendiri atau lead, atau hapus sebagian `confidence`"
    ),
    # Jarak
    "sensitivity.lose": "Kehilangan predikat {category}",
    "sensitivity.lose.none": "{category} adalah predikat terendah; tidak ada lagi di bawahnya.",
    "sensitivity.lose.never": (
        "{category} tidak dapat hilang: dengan semua indikator pada tingkat terendah pun predikat "
        "ini tetap."
    ),
    "sensitivity.lose.one": (
        "{category} hilang bila satu indikator saja turun satu tingkat. Yang paling sedikit "
        "mengubah indeks:"
    ),
    "sensitivity.lose.several": (
        "{category} hilang dengan {moves} satu tingkat; dengan {fewer}, pada indikator mana pun, "
        "predikat ini masih bertahan. Dari semua susunan sebanyak itu yang menghilangkannya, "
        "susunan ini paling sedikit mengubah indeks:"
    ),
    "sensitivity.gain": "Mencapai predikat {category}",
    "sensitivity.gain.none": "{category} adalah predikat tertinggi; tidak ada lagi di atasnya.",
    "sensitivity.gain.never": (
        "{category} tidak dapat dicapai: dengan semua indikator pada tingkat tertinggi pun belum "
        "cukup."
    ),
    "sensitivity.gain.one": (
        "{category} tercapai bila satu indikator saja naik satu tingkat. Yang paling sedikit "
        "mengubah indeks:"
    ),
    "sensitivity.gain.several": (
        "{category} tercapai dengan {moves} satu tingkat; dengan {fewer}, pada indikator mana pun, "
        "belum cukup. Dari semua susunan sebanyak itu yang mencapainya, susunan ini paling sedikit "
        "mengubah indeks:"
    ),
    "count.moves.lose.one": "{n} penurunan",
    "count.moves.lose.many": "{n} penurunan",
    "count.moves.gain.one": "{n} kenaikan",
    "count.moves.gain.many": "{n} kenaikan",
    "sensitivity.after": "Indeks sesudahnya: {index}, tertulis {shown}; {category}.",
    "sensitivity.change": "Perubahan",
    # Satu tingkat demi satu tingkat
    "sensitivity.alone": "Pengaruh satu tingkat pada satu indikator",
    "sensitivity.alone.lose": (
        "Menjadi {category} begitu salah satu indikator ini turun satu tingkat: {indicators}."
    ),
    "sensitivity.alone.gain": (
        "Menjadi {category} begitu salah satu indikator ini naik satu tingkat: {indicators}."
    ),
    "sensitivity.alone.none": (
        "Tidak ada satu indikator yang menentukan predikat sendirian: mana pun yang bergeser satu "
        "tingkat, predikatnya tetap {category}."
    ),
    "sensitivity.tornado": "Perubahan indeks oleh satu tingkat, dari yang terbesar",
    "sensitivity.minus": "Turun",
    "sensitivity.plus": "Naik",
    # Kepastian
    "sensitivity.certainty": "Seberapa pasti indeksnya",
    "sensitivity.expected": "Perkiraan indeks: {index}",
    "sensitivity.certain": (
        "Tidak ada jawaban yang diragukan: tidak satu pun memuat `confidence` pada tingkat lain, "
        "dan --down serta --up tidak menggeser apa pun. Dengan --down 0.2, misalnya, setiap "
        "jawaban mungkin ternyata satu tingkat lebih rendah."
    ),
    "sensitivity.premise.move": (
        "Satu pergeseran adalah satu tingkat pada satu indikator, atau sisa tingkat sampai "
        "{highest} atau {lowest}; satu indikator boleh bergeser beberapa kali."
    ),
    "sensitivity.premise.unanswered": (
        "Belum dijawab, dianggap pasti pada tingkat {lowest}, dalam kurung pada tabel: "
        "{indicators}."
    ),
    "sensitivity.premise.confidence": (
        "`confidence` yang menyertai jawaban dipakai apa adanya: {indicators}."
    ),
    "sensitivity.premise.opds": (
        "Jawaban beberapa OPD digabung ({rule}) seakan-akan masing-masing tidak saling memengaruhi; "
        "yang tanpa `confidence` dianggap pasti: {indicators}."
    ),
    "sensitivity.premise.model": (
        "Jawaban tanpa `confidence` ternyata satu tingkat lebih rendah dengan peluang {down}, satu tingkat "
        "lebih tinggi dengan peluang {up}; bila itu keluar dari {lowest} sampai {highest}, "
        "tingkatnya tetap: {indicators}."
    ),
    "sensitivity.premise.certain": "Jawaban tanpa `confidence` dianggap pasti: {indicators}.",
    "sensitivity.premise.independent": (
        "Tingkat satu indikator tidak memengaruhi indikator lain; bila asesor secara umum ketat "
        "atau longgar, rentang ini terlalu sempit."
    ),
    "sensitivity.premise.ours": (
        "Peluang-peluang ini asumsi, bukan hasil pengukuran. Ini bukan angka resmi."
    ),
}
