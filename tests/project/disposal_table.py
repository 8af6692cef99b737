"""Part of page_table.py and api_table.py: what is due, on hold and on lists for disposal. Signs and people as there."""

DISPOSAL = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  disposal:list        .                ---+---++++-- -- ---+---++++ -.
GET  disposal:holds       .                ---+---++++-- -- ---+---++++ -.
GET  disposal:hold        sent             -------+-+--- -- -------0-0- -.
POST disposal:hold        sent             ------->->--- -- -------0-0- -.
GET  disposal:release     hold             -------+-+--- -- -------0-0- -.
POST disposal:release     hold             ------->->--- -- -------0-0- -.
GET  disposal:propose     .                ---------+--- -- ---------+- -.
POST disposal:propose     .                ---------~--- -- ---------~- -.
GET  disposal:lists       .                ---+---++++-- -- ---+---++++ -.
GET  disposal:detail      disposal-list    ---+---++++-- -- ---0---0000 -.
POST disposal:approve     disposal-list    ------->----- -- -------0--- -.
POST disposal:refuse      disposal-list    ------->----- -- -------0--- -.
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /disposal/due                .                   ---+---++++-- -- ---+---++++ -!
GET   /disposal/due.xlsx           .                   ---+---++++-- -- ---+---++++ -!
GET   /disposal/holds              .                   ---+---++++-- -- ---+---++++ -!
GET   /disposal/holds.xlsx         .                   ---+---++++-- -- ---+---++++ -!
POST  /disposal/holds              .:holding           -------+-+--- -- -------~-~- -!
POST  /disposal/holds/{0}/release  hold:reason         -------+-+--- -- -------0-0- -!
GET   /disposal/lists              .                   ---+---++++-- -- ---+---++++ -!
GET   /disposal/lists.xlsx         .                   ---+---++++-- -- ---+---++++ -!
POST  /disposal/lists              .:too-early         ---------=--- -- ---------~- -!
GET   /disposal/lists/{0}          disposal-list       ---+---++++-- -- ---0---0000 -!
GET   /disposal/lists/{0}/dossiers disposal-list       ---+---++++-- -- ---0---0000 -!
GET   /disposal/lists/{0}/dossiers.xlsx disposal-list  ---+---++++-- -- ---0---0000 -!
POST  /disposal/lists/{0}/approve  disposal-list:versioned -------+----- -- -------0--- -!
POST  /disposal/lists/{0}/refuse   disposal-list:reason -------+----- -- -------0--- -!
"""
