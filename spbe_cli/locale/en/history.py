"""English. What is said where git history is asked for."""

TEXTS: dict[str, str] = {
    "call.no-git": "git history is asked for, but there is no git command; install git",
    "call.no-repository": "{path} is in no git repository, so it has no history",
    "call.git-owner": "git does not trust the repository at {path}, which belongs to somebody else; if you do: git config --global --add safe.directory {path}",
    "call.git-failed": "git cannot do it: {reason}",
    "call.unknown-revision": 'git knows no revision "{revision}" here',
    "call.unknown-revision.shallow": 'git knows no revision "{revision}" here; the clone is shallow: run git fetch --unshallow, or in CI set fetch-depth: 0',
    "call.not-in-revision": "{path}: no such file or folder in {revision}",
    "call.revision-alone": "{revision}: no such file or folder; for a version from git history write {revision}:PATH",
    "call.no-merge-base": "{revision} and HEAD have no commit in common",
    "call.no-merge-base.shallow": "{revision} and HEAD have no commit in common that is here; the clone is shallow: run git fetch --unshallow, or in CI set fetch-depth: 0",
}
