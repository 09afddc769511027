"""Money: kept in fen (分), shown in yuan (元) and, in the form, in 万元 rounded once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FEN_PER_YUAN = 100
FEN_PER_WAN_YUAN = 1_000_000


def yuan(fen: int) -> str:
    """Return an amount in yuan with two decimals, exactly."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // FEN_PER_YUAN}.{abs(fen) % FEN_PER_YUAN:02}"


def wan_yuan(fen: int) -> Decimal:
    """Return a sum in 万元 to two decimals, rounded half up (四舍五入).

    Round the sum once, never its parts: 3 × 0.004万元 is 0.01万元, not 0.
    """
    return (Decimal(fen) / FEN_PER_WAN_YUAN).quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_yuan(fen: int) -> Decimal:
    """Return a sum in 元, exactly."""
    return Decimal(fen) / FEN_PER_YUAN
