"""Indonesian. What is said where git history is asked for."""

TEXTS: dict[str, str] = {
    "call.no-git": "riwayat git diminta, tetapi perintah git tidak ada; pasang git dahulu",
    "call.no-repository": "{path} tidak berada dalam repositori git, jadi tidak ada riwayatnya",
    "call.git-owner": "git tidak memercayai repositori di {path} karena milik pengguna lain; bila Anda memercayainya: git config --global --add safe.directory {path}",
    "call.git-failed": "git tidak dapat melakukannya: {reason}",
    "call.unknown-revision": 'git tidak mengenal revisi "{revision}" di sini',
    "call.unknown-revision.shallow": 'git tidak mengenal revisi "{revision}" di sini; klonnya dangkal (shallow): jalankan git fetch --unshallow, atau di CI setel fetch-depth: 0',
    "call.not-in-revision": "{path}: tidak ada berkas atau folder seperti itu dalam {revision}",
    "call.revision-alone": "{revision}: tidak ada berkas atau folder seperti itu; untuk versi dari riwayat git tulis {revision}:LETAK",
    "call.no-merge-base": "{revision} dan HEAD tidak memiliki commit yang sama",
    "call.no-merge-base.shallow": "{revision} dan HEAD tidak memiliki commit yang sama di sini; klonnya dangkal (shallow): jalankan git fetch --unshallow, atau di CI setel fetch-depth: 0",
}
