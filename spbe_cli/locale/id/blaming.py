"""Indonesian. Which commit last changed each answer."""

TEXTS: dict[str, str] = {
    "blame.short": "Sebutkan commit yang terakhir mengubah setiap jawaban.",
    "blame.about": (
        "Sebutkan dari riwayat git commit mana yang terakhir mengubah setiap tingkat yang "
        "dihitung, siapa pembuatnya dan kapan, serta pengaruhnya pada indeks. Yang dihitung dapat "
        "berupa jawaban dalam berkas OPD yang disertakan; berkas dan folder yang berganti nama "
        "tetap diikuti.\n\n"
        "Contoh:\n\n"
        "$ spbe blame 2024.yaml\n"
        "$ spbe blame 2024.yaml 11\n"
        "$ spbe blame --format markdown -o riwayat.md 2024.yaml\n\n"
        "Kode keluar: 0 selesai, 1 ada galat dalam berkas, 2 perintahnya salah atau riwayatnya "
        "tidak ada."
    ),
    "blame.file": "Sebuah penilaian dalam repositori git.",
    "blame.indicator": "Hanya indikator ini, dengan setiap perubahan tingkatnya.",
    "blame.answers": "Asal setiap tingkat",
    "blame.answers.one": "Setiap perubahan tingkatnya",
    "blame.commits": "Pengaruh commit tersebut pada indeks",
    "blame.date": "Tanggal",
    "blame.commit": "Commit",
    "blame.author": "Pembuat",
    "blame.subject": "Judul",
    "blame.change": "Perubahan",
    "blame.exact": "Eksak",
    "blame.place": "dijawab di {place}",
    "blame.place.title": "Dijawab di",
    "blame.uncommitted": "belum di-commit",
    "blame.unanswered": "Belum dijawab, dihitung pada tingkat {lowest}: {indicators}.",
    "blame.cut": "{mark}: klonnya dangkal (shallow), jadi perubahannya pada commit itu atau sebelumnya; git fetch --unshallow mengambil sisanya.",
    "blame.instrument": "{mark}: instrumennya diganti, atau indikator, bobot, atau tingkatnya berubah; sejak itu tingkat dimulai dari awal dan indeksnya tidak dapat dibandingkan.",
    "blame.maybe": "{mark}: perubahannya mungkin sudah ada pada commit yang dilewati tepat sebelumnya: {commits}.",
    "blame.after": "{commit} atau sudah sejak {passed}",
    "blame.passed": "Dilewati karena memuat galat atau tanpa jawaban: {commits}.",
    "blame.first": "Tingkat tanpa panah ada sejak versi pertama.",
    "call.untracked": "{path} tidak ada dalam commit terakhir sebuah repositori git, jadi belum ada riwayatnya; buat commit dahulu",
    "call.blame-published": "{path} hanya memuat angka yang diumumkan, tanpa jawaban yang dapat ditelusuri",
}
