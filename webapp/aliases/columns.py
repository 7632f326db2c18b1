"""The columns of a file of own ids, as an export names them and an import finds them."""

KEY, PERSON, NAME, EMAIL = "Own id", "Profile id", "Name", "E-mail"
