"""Who gets what of revoked awards and corrected words: in the manner of page_table.py and api_table.py."""

REVOCATIONS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  revocations:list     .                ++++---++++-- ++ ++++---++++ -.
GET  revocations:draft    .                --+---------- -- --+-------- -.
GET  revocations:draft_words .             -->---------- -- -->-------- -.
POST revocations:draft_words .             --=---------- -- --=-------- -.
GET  revocations:on_paper arrival          ---+-----+--- -- ---0-----0- -.
POST revocations:on_paper arrival          ---~-----~--- -- ---0-----0- -.
GET  revocations:above    cancelling       --+---------- -- --0-------- -.
POST revocations:above    cancelling       --~---------- -- --0-------- -.
GET  revocations:detail   revoking         00++---++0+-- 00 0000---0000 -.
GET  revocations:anew     revoking/pdf     00++---++0+-- 00 0000---0000 -.
GET  revocations:change   revoking         --+---------- -- --0-------- -.
POST revocations:change   revoking         --~---------- -- --0-------- -.
GET  revocations:sign     revoking         -------+----- -- -------0--- -.
POST revocations:sign     revoking         ------->----- -- -------0--- -.
POST revocations:send_back revoking        ------->----- -- -------0--- -.
POST revocations:drop     revoking         -->---------- -- --0-------- -.
GET  revocations:detail   revoking-signed  00++---++++-- 00 0000---0000 -.
GET  revocations:paper    revoking-signed/signed 00++---++++-- 00 0000---0000 -.
GET  revocations:issue    revoking-signed  ---------+--- -- ---------0- -.
POST revocations:issue    revoking-signed  --------->--- -- ---------0- -.
GET  revocations:detail   revoked          ++++---++++-- 00 0000---0000 -.
GET  revocations:paper    revoked/issued   ++++---++++-- 00 0000---0000 -.
GET  revocations:anew     revoked/docx     00++---++++-- 00 0000---0000 -.
GET  returns:list         .                --++---++++-- -- --++---++++ -.
GET  returns:detail       revocation       --++---++++-- -- --00---0000 -.
GET  returns:record       revocation/money --+---------- -- --0-------- -.
POST returns:record       revocation/money --~---------- -- --0-------- -.
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /amendments                  .                   ++++---++++-- ++ ++++---++++ -!
GET   /amendments.xlsx             .                   ++++---++++-- ++ ++++---++++ -!
GET   /revocation-grounds          .                   --+---------- -- --+-------- -!
POST  /amendments                  .:amendment         --+---------- -- --~-------- -!
GET   /amendments/{0}              revoking            00++---++0+-- 00 0000---0000 -!
GET   /amendments/{0}              revoked             ++++---++++-- 00 0000---0000 -!
PATCH /amendments/{0}              revoking:words      --+---------- -- --0-------- -!
GET   /amendments/{0}/later        revoking            00++---++0+-- 00 0000---0000 -!
GET   /amendments/{0}/unpaid       revoking            00++---++0+-- 00 0000---0000 -!
GET   /amendments/{0}/moves        revoking            00++---++0+-- 00 0000---0000 -!
POST  /amendments/{0}/moves        revoking:sign       00-----+-0--- 00 0000---0000 -!
POST  /amendments/{0}/moves        revoking:send_back  00-----+-0--- 00 0000---0000 -!
POST  /amendments/{0}/moves        revoking:drop       00+------0--- 00 0000---0000 -!
POST  /amendments/{0}/moves        revoking-signed:issue 00-------+--- 00 0000---0000 -!
GET   /amendments/{0}/anew/{1}     revoking/pdf        00++---++0+-- 00 0000---0000 -!
GET   /amendments/{0}/papers/signed revoking-signed    00++---++++-- 00 0000---0000 -!
GET   /amendments/{0}/papers/issued revoked            ++++---++++-- 00 0000---0000 -!
POST  /arrivals/{0}/amendment-signature signed-paper:amendment-signature ---+-----+--- -- ---0-----0- -!
POST  /arrivals/{0}/revocations    cancelling:above-revoked --~---------- -- --0-------- -!
GET   /revocations                 .                   --++---++++-- -- --++---++++ -!
GET   /revocations.xlsx            .                   --++---++++-- -- --++---++++ -!
GET   /revocations/{0}             revocation          --++---++++-- -- --00---0000 -!
POST  /revocations/{0}/returns     revocation:given-back --+---------- -- --0-------- -!
"""

# What opening leaves as a record of access, as in recorded_table.py.
RECORDED = """
revocations:on_paper        arrival              opened      arrival
revocations:above           cancelling           opened      arrival
revocations:detail          revoking             opened      amendment
revocations:anew            revoking/pdf         downloaded  amendment
revocations:change          revoking             opened      amendment
revocations:sign            revoking             opened      amendment
revocations:detail          revoking-signed      opened      amendment
revocations:paper           revoking-signed/signed downloaded amendment
revocations:issue           revoking-signed      opened      amendment
revocations:detail          revoked              opened      amendment
revocations:paper           revoked/issued       downloaded  amendment
revocations:anew            revoked/docx         downloaded  amendment
returns:detail              revocation           opened      decision
returns:record              revocation/money     opened      decision
"""
RECORDED_ENDPOINTS = """
/amendments.xlsx                       .                  exported    amendments
/amendments/{0}                        revoking           opened      amendment
/amendments/{0}                        revoked            opened      amendment
/amendments/{0}/later                  revoking           opened      amendment
/amendments/{0}/unpaid                 revoking           opened      amendment
/amendments/{0}/moves                  revoking           opened      amendment
/amendments/{0}/anew/{1}               revoking/pdf       downloaded  amendment
/amendments/{0}/papers/signed          revoking-signed    downloaded  amendment
/amendments/{0}/papers/issued          revoked            downloaded  amendment
/revocations.xlsx                      .                  exported    returns
/revocations/{0}                       revocation         opened      decision
"""
