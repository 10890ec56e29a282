"""Says what of the files named was not read."""

from collections.abc import Iterable, Mapping

from spbe_cli.cli.session import Session
from spbe_cli.reading.files import Spot
from spbe_cli.reading.results_table import passed_over
from spbe_cli.render.look import counted


def tell_unread(
    session: Session,
    columns: Mapping[str, tuple[str, ...]],
    skipped: int,
    paths: Iterable[str],
    spots: Iterable[Spot],
) -> None:
    """Name columns of tables by file; count tables in folders and YAML files that are not ours."""
    texts = session.texts
    for file, names in columns.items():
        session.tell(texts("unread.columns", file=file, columns=", ".join(names)))
    tables = passed_over(paths, spots)
    if tables:
        session.tell(texts("unread.tables", tables=counted(texts, "tables", tables)))
    session.tell_skipped(skipped)
