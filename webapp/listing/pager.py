"""Which page links stand under the roster; pure."""


def page_numbers(page: int, pages: int) -> tuple[int | None, ...]:
    """The pages to link, None for a gap: the first, the last and those beside `page`.

    A gap leaves out two pages or more, since a lone number takes no more room than a gap.
    """
    near = {1, page - 1, page, page + 1, pages} & set(range(1, pages + 1))
    shown: list[int | None] = []
    last = 0
    for number in sorted(near):
        if number - last == 2:
            shown.append(number - 1)
        elif number - last > 2:
            shown.append(None)
        shown.append(number)
        last = number
    return tuple(shown)
