"""Pages of the council, in the manner of page_table.py."""

COUNCIL = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  council:list         .                --+++++++-+-- -- --+++++++-+ -.
GET  council:create       .                ----+-------- -- ----+------ -.
POST council:create       .                ----~-------- -- ----~------ -.
GET  council:detail       prepared         --+++++++-+-- -- --0000000-0 -.
GET  council:pulse        prepared         --+++++++-+-- -- --0000000-0 -.
GET  council:change       prepared         ----+-------- -- ----0------ -.
POST council:change       prepared         ----~-------- -- ----0------ -.
GET  council:attendance   prepared         ----+-------- -- ----0------ -.
POST council:attendance   prepared         ----~-------- -- ----0------ -.
GET  council:agenda       prepared         ----+-------- -- ----0------ -.
POST council:agenda       prepared         ----~-------- -- ----0------ -.
POST council:move_up      prepared-item    ---->-------- -- ----0------ -.
POST council:move_down    prepared-item    ---->-------- -- ----0------ -.
GET  council:take_off     prepared-item    ----+-------- -- ----0------ -.
POST council:take_off     prepared-dossier ---->-------- -- ----0------ -.
POST council:open         prepared         ------=------ -- ------0---- -.
POST council:close        sitting          ------=------ -- ------0---- -.
GET  council:defer        sitting-item     ------+------ -- ------0---- -.
POST council:defer        sitting-item     ------>------ -- ------0---- -.
POST council:undefer      sitting-item     ------=------ -- ------0---- -.
POST council:open_vote    sitting-item     ----=-=------ -- ----0-0---- -.
POST council:close_vote   sitting-item     ----=-=------ -- ----0-0---- -.
POST council:announce_vote sitting-item    ----=-=------ -- ----0-0---- -.
POST council:repeat_vote  sitting-item     ------=------ -- ------0---- -.
GET  council:ballot       sitting-item     -----++------ -- -----00---- -.
POST council:ballot       sitting-item     ----->>------ -- -----00---- -.
GET  council:opinion      sitting-item     ----+-------- -- ----0------ -.
POST council:opinion      sitting-item     ----~-------- -- ----0------ -.
GET  council:hands        sitting-item     ----+-------- -- ----0------ -.
POST council:hands        sitting-item     ----~-------- -- ----0------ -.
GET  council:minutes      prepared         --=======-=-- -- --0000000-0 -.
GET  council:minutes      closed           --+++++++-+-- -- --0000000-0 -.
POST council:write_minutes closed          ---->-------- -- ----0------ -.
GET  council:minutes_on_paper arrival      --++-----+--- -- --00-----0- -.
POST council:minutes_on_paper arrival      --~~-----~--- -- --00-----0- -.
POST council:sign_minutes closed           ---->->------ -- ----0-0---- -.
POST council:send_minutes_back closed      ------=------ -- ------0---- -.
GET  council:minutes_pdf  closed           --+++++++-+-- -- --0000000-0 -.
"""
