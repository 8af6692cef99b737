"""Who gets what of decisions, certificates, their stock and the registers: as page_table.py and api_table.py."""

DECISIONS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  decisions:list       .                ++++---++++-- ++ ++++---++++ -.
GET  decisions:draft      .                --+---------- -- --+-------- -.
GET  decisions:draft_words .               -->---------- -- -->-------- -.
POST decisions:draft_words .               --=---------- -- --=-------- -.
GET  decisions:on_paper   arrival          ---+-----+--- -- ---0-----0- -.
POST decisions:on_paper   arrival          ---~-----~--- -- ---0-----0- -.
GET  decisions:register   .                ---------+--- -- ---------+- -.
POST decisions:register   .                ---------~--- -- ---------~- -.
GET  decisions:detail     drafted          00++---++0+-- 00 0000---0000 -.
GET  decisions:draft_paper drafted         00++---++0+-- 00 0000---0000 -.
GET  decisions:word       drafted          00++---++0+-- 00 0000---0000 -.
GET  decisions:change     drafted          --+---------- -- --0-------- -.
POST decisions:change     drafted          --~---------- -- --0-------- -.
GET  decisions:sign       drafted          -------+----- -- -------0--- -.
POST decisions:sign       drafted          ------->----- -- -------0--- -.
POST decisions:send_back  drafted          ------->----- -- -------0--- -.
GET  decisions:detail     signed           00++---++++-- 00 0000---0000 -.
GET  decisions:paper      signed/signed    00++---++++-- 00 0000---0000 -.
GET  decisions:issue      signed           ---------+--- -- ---------0- -.
POST decisions:issue      signed           --------->--- -- ---------0- -.
GET  decisions:detail     issued           ++++---++++-- 00 0000---0000 -.
GET  decisions:paper      issued/issued    ++++---++++-- 00 0000---0000 -.
GET  decisions:paper      issued/certificates 00++---++++-- 00 0000---0000 -.
GET  decisions:word       issued           00++---++++-- 00 0000---0000 -.
GET  decisions:certificates diploma         ---------+--- -- ---------0- -.
POST decisions:spoiled    diploma          --------->--- -- ---------0- -.
POST decisions:again      diploma          ---------~--- -- ---------0- -.
GET  decisions:certificate diploma-first    ---------+--- -- ---------0- -.
GET  registers:list       .                --++---+-++-- -- --++---+-++ -.
GET  registers:detail     numbered         --++---+-++-- -- --00---0-00 -.
GET  registers:book_pdf   numbered         --++---+-++-- -- --00---0-00 -.
GET  registers:book_docx  numbered         --++---+-++-- -- --00---0-00 -.
GET  registers:void       number           ---------+--- -- ---------0- -.
POST registers:void       number           ---------=--- -- ---------0- -.
GET  stocks:list          .                ---------+--- -- ---------+- -.
GET  stocks:new           .                ---------+--- -- ---------+- -.
POST stocks:new           .                ---------~--- -- ---------~- -.
GET  stocks:change        stock            ---------+--- -- ---------0- -.
POST stocks:change        stock            ---------~--- -- ---------0- -.
POST stocks:preview       stock            ---------~--- -- ---------0- -.
GET  stocks:trial         stock            ---------+--- -- ---------0- -.
GET  certificates:check   certificate      +++++++++++++ ++ +++++++++++ ++
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /decisions/{0}/lines/{1}/certificates diploma     ---------+--- -- ---------0- -!
GET   /decisions/{0}/lines/{1}/certificates/{2} diploma-first ---------+--- -- ---------0- -!
POST  /decisions/{0}/lines/{1}/spoiled diploma:why      ---------+--- -- ---------0- -!
POST  /decisions/{0}/lines/{1}/certificates diploma:lost-one ---------+--- -- ---------0- -!
GET   /registers                   .                   --++---+-++-- -- --++---+-++ -!
GET   /registers/{0}/numbers       numbered            --++---+-++-- -- --00---0-00 -!
GET   /registers/{0}/numbers.xlsx  numbered            --++---+-++-- -- --00---0-00 -!
GET   /registers/{0}/book.pdf      numbered            --++---+-++-- -- --00---0-00 -!
GET   /registers/{0}/book.docx     numbered            --++---+-++-- -- --00---0-00 -!
POST  /registers/numbers/{0}/void  number:why-void     ---------=--- -- ---------0- -!
GET   /certificate-stocks          .                   ---------+--- -- ---------+- -!
POST  /certificate-stocks          .:new-stock         ---------+--- -- ---------+- -!
GET   /certificate-stocks/{0}      stock               ---------+--- -- ---------0- -!
PUT   /certificate-stocks/{0}      stock:wider-stock   ---------+--- -- ---------0- -!
POST  /certificate-stocks/{0}/scan stock:sheet-scan    ---------~--- -- ---------0- -!
GET   /certificate-stocks/{0}/test-print stock         ---------+--- -- ---------0- -!
GET   /decisions                   .                   ++++---++++-- ++ ++++---++++ -!
GET   /decisions.xlsx              .                   ++++---++++-- ++ ++++---++++ -!
GET   /decisions/ready             .                   --+---------- -- --+-------- -!
POST  /decisions                   .:decision          --=---------- -- --~-------- -!
GET   /arrivals/{0}/signers        arrival             ---+-----+--- -- ---0-----0- -!
POST  /arrivals/{0}/decision-signature signed-paper:signature ---+-----+--- -- ---0-----0- -!
GET   /registers/decisions         .                   ---------+--- -- ---------+- -!
GET   /registers/decisions.xlsx    .                   ---------+--- -- ---------+- -!
PUT   /registers/decisions         .:register          ---------=--- -- ---------+- -!
GET   /decisions/{0}               drafted             00++---++0+-- 00 0000---0000 -!
GET   /decisions/{0}               issued              ++++---++++-- 00 0000---0000 -!
PATCH /decisions/{0}               drafted:words       --+---------- -- --0-------- -!
GET   /decisions/{0}/moves         drafted             00++---++0+-- 00 0000---0000 -!
POST  /decisions/{0}/moves         drafted:sign        00-----+-0--- 00 0000---0000 -!
POST  /decisions/{0}/moves         drafted:send_back   00-----+-0--- 00 0000---0000 -!
POST  /decisions/{0}/moves         signed:issue        00-------+--- 00 0000---0000 -!
GET   /decisions/{0}/papers/draft  drafted             00++---++0+-- 00 0000---0000 -!
GET   /decisions/{0}/papers/signed signed              00++---++++-- 00 0000---0000 -!
GET   /decisions/{0}/papers/issued issued              ++++---++++-- 00 0000---0000 -!
GET   /decisions/{0}/papers/word   issued              00++---++++-- 00 0000---0000 -!
GET   /decisions/{0}/papers/certificates issued        00++---++++-- 00 0000---0000 -!
"""
