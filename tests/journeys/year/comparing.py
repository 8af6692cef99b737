"""What a book says beside what was counted: every disagreement is kept, so that one run tells all of them."""

import io
import re

import openpyxl
from django.utils import translation


class Books:
    """`same(what, book, counted)`; `told` is empty where all agree. Pages are read as a person reads them."""

    def __init__(self, year, client):
        self.year, self.client, self.faults = year, client, {}

    def same(self, what, book, counted):
        if book != counted:
            self.faults[what] = f"{what}: the book says {book}, counted {counted}"

    @property
    def told(self):
        return "\n".join(self.faults.values())

    def page(self, person, address):
        """The text of a page as that person sees it, in English."""
        self.client.force_login(person)
        with translation.override("en"):
            answer = self.client.get(address, headers={"accept-language": "en"})
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    def cells(self, person, address):
        """Rows of a list given out as a file, below its heads."""
        answer = self.page(person, f"{address}{'&' if '?' in address else '?'}format=xlsx")
        rows = [list(row) for row in openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.values]
        head = next(place for place, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
        return [row for row in rows[head + 1 :] if any(cell is not None for cell in row)]

    def column(self, person, address, css_class):
        """The cells of a class on all pages of a list."""
        found = []
        while address:
            text = self.page(person, address).content.decode()
            found += re.findall(rf'<td class="{css_class}"[^>]*>\s*([^<]*?)\s*</td>', text)
            older = re.search(r'href="([^"]*)"[^>]*rel="next"', text)
            address = older and older[1].replace("&amp;", "&")
        return found
