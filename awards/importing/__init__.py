"""What a reading says of prizes and grants, decided here and announced by nobody yet."""
