"""Operations that keep the shape or reduce it along an axis."""
