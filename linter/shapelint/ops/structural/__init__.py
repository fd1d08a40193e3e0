"""Operations that hold others, and assertions about shapes."""
