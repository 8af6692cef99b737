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

# As in api_table.py.
ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /checkpoints                 .                   ---+---+--+-- -- ---+---+--+ -!
GET   /checkpoints/{0}             checkpoint          ---+---+--+-- -- ---+---+--+ -!
GET   /checkpoints/{0}/file        checkpoint          ---+---+--+-- -- ---+---+--+ -!
GET   /ledger/proof                .:trail-sealed      ---+---+--+-- -- ---0---0--0 -!
GET   /checkpoint-addresses        .                   ------------+ -- ----------- -!
POST  /checkpoint-addresses        .:mail-address      ------------+ -- ----------- -!
POST  /checkpoint-addresses/{0}/end seal-address:versioned ------------+ -- ----------- -!
"""
