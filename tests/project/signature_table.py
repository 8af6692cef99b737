"""Part of page_table.py: digital signatures and the issuers that are trusted. Signs and people as there."""

SIGNATURES = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  signatures:paper     signed-decision  ----0-0+-+--- -- ----0-00-0- -.
POST signatures:paper     signed-decision  ----0-0~-~--- -- ----0-00-0- -.
POST signatures:sample    signed-decision  ----0-0=-=--- -- ----0-00-0- -.
GET  signatures:current   signed-decision  ----0-0+-+--- -- ----0-00-0- -.
GET  signatures:signed_file signed-file    ----0-0+-+--- -- ----0-00-0- -.
GET  signatures:begin     signed-decision  ----0-0+-+--- -- ----0-00-0- -.
GET  signatures:hand      signing-address  +++++++++++++ ++ +++++++++++ ++
GET  signatures:issuers   .                ------------+ -- ----------- -.
POST signatures:back      signing-address  ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~~
POST signatures:issuers   .                ------------~ -- ----------- -.
GET  signatures:end_issuer issuer          ------------+ -- ----------- -.
POST signatures:end_issuer issuer          ------------> -- ----------- -.
"""

# As in api_table.py.
ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /kept-papers/{0}/signed-files signed-decision    ----0-0+-+--- -- ----0-00-0- -!
GET   /kept-papers/{0}/to-sign     signed-decision     ----0-0+-+--- -- ----0-00-0- -!
POST  /kept-papers/{0}/signed-files signed-decision:signed-upload ----0-0+-+--- -- ----0-00-0- -!
POST  /kept-papers/{0}/sample-signatures signed-decision:nothing ----0-0=-=--- -- ----0-00-0- -!
GET   /signature-issuers           .                   ------------+ -- ----------- -!
POST  /signature-issuers           .:issuer-file       ------------+ -- ----------- -!
POST  /signature-issuers/{0}/end   issuer:versioned-reason ------------+ -- ----------- -!
"""
