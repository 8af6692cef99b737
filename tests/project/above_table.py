"""Part of page_table.py: letters to the province. Signs and people as there."""

ABOVE = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  transmittals:list    .                ++++---+++++- ++ ++++---++++ -.
GET  transmittals:draft   .                --+---------- -- --+-------- -.
GET  transmittals:draft_words .            -->---------- -- -->-------- -.
POST transmittals:draft_words .            --=---------- -- --=-------- -.
GET  transmittals:numbering .              ---------+--- -- ---------+- -.
POST transmittals:numbering .              ---------~--- -- ---------~- -.
GET  transmittals:on_paper arrival         ---+-----+--- -- ---0-----0- -.
POST transmittals:on_paper arrival         ---~-----~--- -- ---0-----0- -.
GET  transmittals:detail  above-draft      00++---++0+0- 00 0000---0000 -.
GET  transmittals:draft_paper above-draft  00++---++0+0- 00 0000---0000 -.
GET  transmittals:word    above-draft      00++---++0+0- 00 0000---0000 -.
GET  transmittals:change  above-draft      --+---------- -- --0-------- -.
POST transmittals:change  above-draft      --~---------- -- --0-------- -.
GET  transmittals:sign    above-draft      -------+----- -- -------0--- -.
POST transmittals:sign    above-draft      ------->----- -- -------0--- -.
POST transmittals:send_back above-draft    ------->----- -- -------0--- -.
GET  transmittals:detail  above-signed     00++---++++0- 00 0000---0000 -.
GET  transmittals:paper   above-signed/signed 00++---++++0- 00 0000---0000 -.
GET  transmittals:forward above-signed     ---------+--- -- ---------0- -.
POST transmittals:forward above-signed     --------->--- -- ---------0- -.
GET  transmittals:detail  above-sent       ++++---+++++- 00 0000---0000 -.
GET  transmittals:paper   above-sent/issued 00++---+++++- 00 0000---0000 -.
GET  transmittals:paper   above-sent/signed 00++---++++0- 00 0000---0000 -.
GET  transmittals:word    above-sent       00++---+++++- 00 0000---0000 -.
GET  transmittals:package above-sent/1     00++---+++++- 00 0000---0000 -.
GET  transmittals:note    above-sent/1     00++---+++++- 00 0000---0000 -.
GET  transmittals:note_word above-sent/1   00++---+++++- 00 0000---0000 -.
GET  transmittals:changes above-sent/1     00++---+++++- 00 0000---0000 -.
GET  transmittals:edxml   above-sent/1     00++---+++++- 00 0000---0000 -.
POST transmittals:carry_again above-carriage ---------=--- -- ---------0- -.
GET  transmittals:arrived .                ---------+--- -- ---------+- -.
POST transmittals:arrived .                ---------~--- -- ---------~- -.
GET  transmittals:status  above-sent       ---------+--- -- ---------0- -.
POST transmittals:status  above-sent       ---------~--- -- ---------0- -.
GET  transmittals:nominee_file above-sent-file 00++---+++++- 00 0000---0000 -.
GET  transmittals:acknowledge above-sent   --=--------+- -- --0-------- -.
POST transmittals:acknowledge above-sent   --=-------->- -- --0-------- -.
GET  transmittals:return_lines above-sent  --=--------+- -- --0-------- -.
POST transmittals:return_lines above-sent  --=--------~- -- --0-------- -.
GET  transmittals:record_answer above-sent --=--------+- -- --0-------- -.
POST transmittals:record_answer above-sent --=--------~- -- --0-------- -.
GET  transmittals:answer_sheet above-sent  --=--------+- -- --0-------- -.
POST transmittals:read_sheet above-sent    --=--------~- -- --0-------- -.
GET  transmittals:correct_answer above-answered-line --=--------+- -- --0-------- -.
POST transmittals:correct_answer above-answered-line --=--------~- -- --0-------- -.
GET  transmittals:detail  above-returned   ++++---+++++- 00 0000---0000 -.
POST transmittals:forward_again above-returned --------->--- -- ---------0- -.
"""
