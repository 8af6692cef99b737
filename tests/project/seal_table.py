"""Part of page_table.py: checkpoints, the addresses they are mailed to, failed mails. Signs and people as there."""

SEALS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  seals:list           .                ---+---+--+-- -- ---+---+--+ -.
GET  seals:detail         checkpoint       ---+---+--+-- -- ---+---+--+ -.
GET  seals:file           checkpoint       ---+---+--+-- -- ---+---+--+ -.
GET  seals:proof          sealed-entry     ---+---+--+-- -- ---0---0--0 -.
GET  notices:mailings     .                ------------+ -- ----------- -.
POST notices:repeat       failed-mail      ------------> -- ----------- -.
GET  seals:addresses      .                ------------+ -- ----------- -.
POST seals:addresses      .                ------------~ -- ----------- -.
POST seals:end_address    seal-address     ------------> -- ----------- -.
"""
