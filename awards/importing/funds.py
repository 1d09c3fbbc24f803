from itertools import count


def free_name(funds, name):
    """``name``, or with the first number that no fund of the edition has yet."""
    taken = set(funds.values_list("name", flat=True))
    return next(each for number in count(1) if (each := name if number == 1 else f"{name} {number}") not in taken)
