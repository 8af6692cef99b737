"""Pages and endpoints of award money and hand-overs, in the manner of page_table.py and api_table.py."""

PAYMENTS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  handover:list        .                --++---++++-- -- --++---++++ -.
GET  handover:ceremony    .                -->>--->>>>-- -- -->>--->>>> -.
GET  handover:detail      issued           --++---++++-- -- --00---0000 -.
POST handover:detail      issued           --~---------- -- --00---0000 -.
GET  handover:correct     handover         --+---------- -- --0-------- -.
POST handover:correct     handover         --~---------- -- --0-------- -.
GET  receipts:add         issued/handover  --+---------- -- --0-------- -.
POST receipts:add         issued/handover  --~---------- -- --0-------- -.
GET  receipts:scan        receipt          --++---++++-- -- --00---0000 -.
GET  payments:list        .                --++---++++-- -- --++---++++ -.
GET  payments:detail      issued           --++---++++-- -- --00---0000 -.
POST payments:detail      issued           --~---------- -- --00---0000 -.
GET  payments:paper       issued/pdf       --++---++++-- -- --00---0000 -.
GET  payments:correct     payment          --+---------- -- --0-------- -.
POST payments:correct     payment          --~---------- -- --0-------- -.
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /ceremony                    .:ceremony          --++---++++-- -- --00---0000 -!
GET   /ceremony/{0}/{1}            order/pdf:ceremony  --++---++++-- -- --00---0000 -!
GET   /decisions/{0}/handovers     issued              --++---++++-- -- --00---0000 -!
POST  /decisions/{0}/handovers     issued:handover     --+---------- -- --0-------- -!
POST  /decisions/{0}/handovers/{1}/correct handover:not-handed --+---------- -- --0-------- -!
GET   /decisions/{0}/receipts/{1}  issued/payment      --++---++++-- -- --00---0000 -!
POST  /decisions/{0}/receipts/{1}  issued/payment:receipt --+---------- -- --0-------- -!
GET   /decisions/{0}/receipts/{1}/{2} receipt          --++---++++-- -- --00---0000 -!
GET   /payments                    .                   --++---++++-- -- --++---++++ -!
GET   /payments.xlsx               .                   --++---++++-- -- --++---++++ -!
GET   /decisions/{0}/payments      issued              --++---++++-- -- --00---0000 -!
POST  /decisions/{0}/payments      issued:payment      --+---------- -- --0-------- -!
POST  /decisions/{0}/payments/{1}/correct payment:not-paid --+---------- -- --0-------- -!
GET   /decisions/{0}/payments/list/{1} issued/pdf      --++---++++-- -- --00---0000 -!
"""
