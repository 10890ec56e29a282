"""What a workbook does not carry, as lines of text."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from spbe_cli.core.exchange.entries import LONGEST_CELL
from spbe_cli.core.exchange.worksheet import Loss, LossKind
from spbe_cli.core.inert import safe
from spbe_cli.core.problems import dotted
from spbe_cli.locale import Texts
from spbe_cli.render.look import Look, counted


def lines(losses: Iterable[Loss], look: Look) -> Iterator[str]:
    """List what is lost, each once; nothing where nothing is."""
    told = [_line(loss, look.texts) for loss in dict.fromkeys(losses)]
    if told:
        yield look.texts("export.losses")
        yield from (f"  {safe(line)}" for line in told)


def _line(loss: Loss, texts: Texts) -> str:
    match loss.kind:
        case LossKind.REMARKS:
            remarks = counted(texts, "remarks", loss.number)
            where = counted(texts, "files", loss.files)
            return texts("export.loss.remarks", remarks=remarks, files=where)
        case LossKind.LENGTH:
            return texts("export.loss.length", path=dotted(loss.path), limit=LONGEST_CELL)
        case LossKind.CHARACTERS:
            return texts("export.loss.characters", path=dotted(loss.path))
        case LossKind.SETTING:
            return texts("export.loss.setting", keys=", ".join(map(str, loss.path)))
        case _ as unreachable:
            assert_never(unreachable)
