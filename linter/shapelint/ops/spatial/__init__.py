"""Operations on images and volumes."""
