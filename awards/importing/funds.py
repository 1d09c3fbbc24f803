def free_name(funds, name):
    """``name``, or with a number if the edition has a fund of this name already."""
    taken = funds.filter(name__startswith=name).count()
    return f"{name} {taken + 1}" if taken else name
