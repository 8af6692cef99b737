"""The uploaded file given back: what was mended stands in it, what is still wrong is told beside it."""

from documents.proposals.lists.checking import check_list
from documents.sheets.columns import Row, Sheet
from documents.sheets.writing import with_faults


def faulty_file(draft, letter):
    """Bytes of the uploaded workbook with a column of faults and red cells."""
    checked = check_list(draft.rows, letter)
    rows = [Row(row.number, row.texts, {}, [] if row.is_out else row.faults) for row in checked.rows]
    sheet = Sheet(draft.sheet_name, draft.head_row, draft.places, rows)
    written = {(row["row"], key): row["cells"].get(key, "") for row in draft.rows for key in row["mended"]}
    return with_faults(bytes(draft.content), sheet, written=written)
