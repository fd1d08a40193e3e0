"""Operations that move elements about."""
