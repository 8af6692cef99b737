"""Who gets what at every endpoint, typed by hand from the table of offices and the rules of who sees what.

A line: method, address below /api/v1 ({0} and {1} are what the thing is called), thing:what is sent, signs.
People stand in the order of page_table.py, which names them.
Signs: + done or told   ~ not like this (422)   = not now (409)
       - not yours (403)   0 nothing of the kind for you (404)   ! nobody signed in (401)
"""

from tests.project.catalogue_table import ENDPOINTS as CATALOGUE_ENDPOINTS
from tests.project.decision_table import ENDPOINTS as DECISION_ENDPOINTS
from tests.project.disposal_table import ENDPOINTS as DISPOSAL_ENDPOINTS
from tests.project.payment_table import ENDPOINTS as PAYMENT_ENDPOINTS
from tests.project.printouts_table import ENDPOINTS as PRINTOUTS_ENDPOINTS
from tests.project.printouts_table import WORD_FORM_ENDPOINTS
from tests.project.revocation_table import ENDPOINTS as REVOCATION_ENDPOINTS
from tests.project.seal_table import ENDPOINTS as SEAL_ENDPOINTS
from tests.project.signature_table import ENDPOINTS as SIGNATURE_ENDPOINTS

TABLE = {
    "people": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /me                          .                   +++++++++++++ ++ +++++++++++ +!
POST  /me/password                 .:own-password      ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~!
GET   /notices                     .                   +++++++++++++ ++ +++++++++++ +!
GET   /notices.xlsx                .                   +++++++++++++ ++ +++++++++++ +!
POST  /notices/read                .:nothing-seen      ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~!
POST  /notices/{0}/read            notice:nothing      +000000000000 00 00000000000 0!
GET   /mailings                    .                   ------------+ -- ----------- -!
POST  /mailings/{0}/repeat         failed-mail:nothing ------------+ -- ----------- -!
GET   /me/mail                     .                   +++++++++++++ ++ +++++++++++ +!
PUT   /me/mail                     .:mail-choice       +++++++++++++ ++ +++++++++++ +!
GET   /tokens                      .                   +++++++++++++ ++ +++++++++++ +!
POST  /tokens/{0}/revoke           token:nothing       +000000000000 00 00000000000 0!
GET   /people/{0}/tokens           person              ------------+ -- ----------- -!
POST  /people/{1}/tokens/{0}/revoke token:deed         ------------+ -- ----------- -!
GET   /people                      .                   -------+--+-+ -- -------+--+ -!
GET   /people.xlsx                 .                   -------+--+-+ -- -------+--+ -!
POST  /people                      .:person            ------------+ -- ----------- -!
GET   /people/{0}                  person              -------+--+-+ -- -------0--0 -!
PATCH /people/{0}                  person:phone        ------------+ -- ----------- -!
POST  /people/{0}/password         person:password     ------------+ -- ----------- -!
POST  /people/{0}/active           person:inactive     ------------+ -- ----------- -!
POST  /people/{0}/appointments     person:appointment  ------------+ -- ----------- -!
GET   /appointments/waiting        .                   -------+--+-+ -- -------+--+ -!
POST  /appointments/{0}/confirm    appointment:deed    -------+----- -- -------0--- -!
POST  /appointments/{0}/end        appointment:last-day ------------+ -- ----------- -!
POST  /people/{0}/deputisings      person:deputy       ------------+ -- ----------- -!
GET   /deputisings/waiting         .                   -------+--+-+ -- -------+--+ -!
POST  /deputisings/{0}/confirm     waiting-deputy:deed -------+----- -- -------0--- -!
POST  /deputisings/{0}/end         deputising:last-day ------------+ -- ----------- -!
GET   /mandates                    .                   -------+--+-+ -- -------+--+ -!
GET   /mandates.xlsx               .                   -------+--+-+ -- -------+--+ -!
POST  /mandates                    .:mandate           ------------+ -- ----------- -!
POST  /mandates/{0}/confirm        mandate:deed        -------+----- -- -------0--- -!
POST  /mandates/{0}/end            mandate:ending      ------------+ -- ----------- -!
GET   /units                       .                   -------+--+-+ -- -------+--+ -!
GET   /units.xlsx                  .                   -------+--+-+ -- -------+--+ -!
POST  /units                       .:unit              ------------+ -- ----------- -!
GET   /units/PQ-TH                 .                   -------+--+-+ -- -------0--0 -!
PATCH /units/PQ-TH                 .:place             ------------+ -- ----------- -!
GET   /councils                    .                   ------------+ -- ----------- -!
GET   /councils.xlsx               .                   ------------+ -- ----------- -!
PUT   /councils/{0}                council:founding    ------------+ -- ----------- -!
""",
    "catalogue": CATALOGUE_ENDPOINTS,
    "campaigns": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /campaigns                   .                   +++++++++++-- ++ +++++++++++ -!
GET   /campaigns.xlsx              .                   +++++++++++-- ++ +++++++++++ -!
POST  /campaigns                   .:campaign          --++--------- -- --++------- -!
GET   /campaigns/{0}               campaign            +++++++++++-- ++ 00000000000 -!
GET   /campaigns/{0}/progress.xlsx campaign            +++++++++++-- ++ 00000000000 -!
PUT   /campaigns/{0}               campaign:campaign   --++--------- -- --00------- -!
POST  /campaigns/{0}/exceptions    campaign:exception  ---+--------- -- ---0------- -!
GET   /campaigns/{0}               drafted-campaign    00++0000000-- 00 00000000000 -!
POST  /campaigns/{0}/launch        drafted-campaign:versioned ---+--------- -- ---0------- -!
POST  /campaigns/{0}/end           campaign:versioned  ---=--------- -- ---0------- -!
POST  /campaigns/{0}/summary       campaign:summary    ---=--------- -- ---0------- -!
GET   /campaigns/{0}/figures       campaign            --++--------- -- --00------- -!
POST  /campaigns/{0}/reminders     campaign:deed       --++--------- -- --00------- -!
POST  /campaigns/{0}/files         campaign:plan-file  --++--------- -- --00------- -!
GET   /campaigns/{0}/files/{1}     campaign-file       +++++++++++-- ++ 00000000000 -!
POST  /campaigns/{0}/files/{1}/remove campaign-file:deed --++--------- -- --00------- -!
POST  /campaigns/{0}/exception-requests campaign:asking ++----------- -- 00--------- -!
POST  /campaigns/{0}/exception-requests/{1}/decline exception-request:declining ---+--------- -- ---0------- -!
""",
    "awards": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /awards                      .                   +++++++++-+-- ++ +++++++++-+ -!
GET   /awards.xlsx                 .                   +++++++++-+-- ++ +++++++++-+ -!
POST  /awards                      .:old-award         --++--------- -- --++------- -!
POST  /awards-import               .:no-list           --~~--------- -- --~~------- -!
POST  /awards/{0}/revoke           old-award:versioned-reason --++--------- -- --00------- -!
POST  /awards/{0}/take-apart       old-award:versioned-reason --==--------- -- --00------- -!
GET   /recipients/{0}              recipient           +++++++++-+-- 00 000000000-0 -!
PUT   /recipients/{0}              recipient:renamed   --++--------- -- --00------- -!
GET   /likenesses                  .                   --++--------- -- --++------- -!
GET   /likenesses.xlsx             .                   --++--------- -- --++------- -!
POST  /likenesses/{0}/answer       likeness:the-same   --++--------- -- --00------- -!
POST  /likenesses/{0}/withdraw     likeness:versioned-reason --==--------- -- --00------- -!
GET   /nominations/{0}/known       nominee             ++++000++-+-- 00 000000000-0 -!
POST  /nominations/{0}/same-as     nominee:same-as     --++--------- -- --00------- -!
""",
    "printouts": PRINTOUTS_ENDPOINTS,
    "word_forms": WORD_FORM_ENDPOINTS,
    "disposal": DISPOSAL_ENDPOINTS,
    "seals": SEAL_ENDPOINTS,
    "signatures": SIGNATURE_ENDPOINTS,
    "arrivals": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /arrivals                    .                   --++---++++-- -- --++---++++ -!
GET   /arrivals.xlsx               .                   --++---++++-- -- --++---++++ -!
POST  /arrivals                    .:paper-in          ---------+--- -- ---------+- -!
GET   /arrivals/{0}                arrival             --++---++++-- -- --00---0000 -!
PUT   /arrivals/{0}                arrival:about-paper ---------+--- -- ---------0- -!
GET   /arrivals/{0}/scan           arrival             --++---++++-- -- --00---0000 -!
GET   /registers/arrivals          .                   ---------+--- -- ---------+- -!
GET   /registers/arrivals.xlsx     .                   ---------+--- -- ---------+- -!
PUT   /registers/arrivals          .:numbering         ---------+--- -- ---------+- -!
""",
    "letters": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /letters                     .                   ++++---++-+-- ++ ++++---++-+ -!
GET   /letters.xlsx                .                   ++++---++-+-- ++ ++++---++-+ -!
POST  /letters                     .:letter            ++~---------- ~~ ~~~-------- -!
GET   /letters/{0}                 draft               ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}                 on-paper            00+0---00-0-- 00 0000---00-0 -!
GET   /letters/{0}                 sent                ++++---++-+-- 00 0000---00-0 -!
PATCH /letters/{0}                 draft:title-only    ++00---00-0-- 00 0000---00-0 -!
PATCH /letters/{0}                 sent:title-only     ==----------- 00 0000---00-0 -!
PATCH /letters/{0}                 handed:number-only  =+00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/checklist       draft               ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/nominations     draft:row           ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/excel/sample    draft               ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel           draft:excel         ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel           draft:file          ~~00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/excel           draft               0000---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/excel           listed              ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/excel/faults    listed              ++00---00-0-- 00 0000---00-0 -!
PATCH /letters/{0}/excel           listed:cells        ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel/leave-out listed:listed-row   ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel/take      listed:versioned    ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel/drop      listed:versioned    ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/excel           handed:excel        ==00---00-0-- 00 0000---00-0 -!
GET   /nominations                 .:of-draft          ++000000000-- 00 00000000000 -!
GET   /nominations.xlsx            .:of-draft          ++000000000-- 00 00000000000 -!
GET   /nominations                 .:of-review         ++++000++0+-- 00 00000000000 -!
GET   /nominations.xlsx            .:of-review         ++++000++0+-- 00 00000000000 -!
GET   /nominations/{1}             draft-row           ++000000000-- 00 00000000000 -!
PATCH /nominations/{1}             draft-row:name      ++00---00-0-- 00 0000---00-0 -!
POST  /nominations/{1}/remove      draft-row:versioned ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/papers          draft               ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/papers          draft:file          ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/papers          handed:scan         =+00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/reports         draft               ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/reports         draft:report        ++00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/reports/attach  draft:no-reports    ==00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/reports/drop    draft:any-report    ++00---00-0-- 00 0000---00-0 -!
GET   /papers/{1}                  draft-paper         ++000000000-- 00 00000000000 -!
GET   /papers/{1}                  review-paper        ++++000++0+-- 00 00000000000 -!
POST  /papers/{1}/remove           draft-paper:deed    ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/moves           draft               ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/moves           sent                ++++---++-+-- 00 0000---00-0 -!
POST  /letters/{0}/moves           draft:hand_to_head  +-00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/moves           draft:send          -+00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/moves           handed:send_back_to_clerk -+00---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/moves           on-paper:enter_received 00=0---00-0-- 00 0000---00-0 -!
POST  /letters/{0}/moves           sent:recall         -+----------- 00 0000---00-0 -!
""",
    "proposals": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /proposals                   .                   +++++++++++-- ++ +++++++++++ -!
GET   /proposals.xlsx              .                   +++++++++++-- ++ +++++++++++ -!
GET   /path                        .                   +++++++++++-- ++ +++++++++++ -!
GET   /proposals/{0}               submitted           ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}               on-agenda           +++++++++0+-- 00 00000000000 -!
GET   /proposals/{0}               decided             +++++++++++-- 00 00000000000 -!
GET   /proposals/{0}/told          review              ++++000++0+-- 00 00000000000 -!
GET   /reads                       .                   ----------+-- -- ----------+ -!
GET   /reads.xlsx                  .                   ----------+-- -- ----------+ -!
GET   /reads.csv                   .                   ----------+-- -- ----------+ -!
GET   /proposals/{0}/past          review:now          ++++000++0+-- 00 00000000000 -!
GET   /letters/{0}/past            sent:now            ++++---++-+-- 00 0000---00-0 -!
GET   /proposals/{0}/rights        review:now          ---+---+--+-- -- ---0---0--0 -!
GET   /proposals/{0}/reads         review              -+--------+-- -0 -0--------0 -!
GET   /letters/{0}/reads           sent                -+--------+-- -0 -0--------0 -!
GET   /proposals/{0}/moves         review              ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/versions      review              ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/versions/1    review              ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/versions/1/changes review:since   ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/differences   review              ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/remarks       review              ++++000++0+-- 00 00000000000 -!
POST  /proposals/{0}/remarks       review:remark       --+---------- -- --0-------- -!
POST  /proposals/{0}/remarks/{1}/drop review-remark:versioned --+---------- -- --0-------- -!
POST  /proposals/{0}/remarks/{1}/settle review-remark:versioned --=---------- -- --0-------- -!
POST  /proposals/{0}/remarks/{1}/answer returned-remark:answer ++----------- 00 00--------- -!
POST  /proposals/{0}/remarks/{1}/enter-answer hamlet-remark:answer --+---------- -- --0-------- -!
GET   /proposals/{0}/judgements    review              ++++000++0+-- 00 00000000000 -!
POST  /proposals/{0}/judgements    review:verdict      --+---------- -- --0-------- -!
POST  /proposals/{0}/nominations/suspend review:one-suspended ---+---+----- -- ---0---0--- -!
POST  /proposals/{0}/nominations/withdraw review:one-withdrawn -+----------- -0 -0--------- -!
POST  /proposals/{0}/nominations/record-withdrawal hamlet-review:one-withdrawn-on-paper --+---------- -- --0-------- -!
GET   /proposals/{0}/offers        offered             ++++000++0+-- 00 00000000000 -!
POST  /proposals/{0}/offers        offerable:offer     --+---------- -- --0-------- -!
POST  /proposals/{0}/offers/{1}/moves offered:accept   -+--000--0--- 00 00000000000 -!
POST  /proposals/{0}/offers/{1}/moves offered:decline  -+--000--0--- 00 00000000000 -!
POST  /proposals/{0}/offers/{1}/moves offered:take_back --+-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         submitted:take_up   --+-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:reassign     ---+000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:release      --+-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:return_for_completion --+-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         returned:resend     -=--000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:propose_appraisal --=-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         awaiting:send_back_to_reviewer ---+000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         awaiting:endorse    ---+000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         appraised:reopen    ---+-00--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:refuse_dossier ---+000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         appraised:open_notice --=--00--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:close_notice --=-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         appraised:skip_council ---=-00--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:close_file   --=-000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         returned:withdraw   -+--000--0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:suspend      ---+000+-0--- 00 00000000000 -!
POST  /proposals/{0}/moves         review:resume       ---=000=-0--- 00 00000000000 -!
""",
    "opinions": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /opinions                    .                   ++++-----++-- ++ ++++-----++ -!
GET   /opinions.xlsx               .                   ++++-----++-- ++ ++++-----++ -!
POST  /proposals/{0}/opinions      review:question     --+---------- -- --0-------- -!
GET   /opinions/{0}                asked               00++-----0+-- ++ 0000-----00 -!
GET   /opinions/{0}                asked-on-paper      00++-----++-- 00 0000-----00 -!
GET   /opinions/{0}/dossier        asked               0000-----00-- ++ 0000-----00 -!
GET   /opinions/{0}/dossier        asked-on-paper      0000-----00-- 00 0000-----00 -!
GET   /opinions/{0}/moves          asked               00++-----0+-- ++ 0000-----00 -!
GET   /opinions/{0}/papers/{1}     asked-paper         0000-----00-- ++ 0000-----00 -!
GET   /opinions/{0}/letter         asked-on-paper      00++-----++-- 00 0000-----00 -!
GET   /opinions/{0}/letter/word    asked-on-paper      00++-----++-- 00 0000-----00 -!
GET   /opinions/{0}/files/{1}      answered-file       00++-----0+-- ++ 0000-----00 -!
POST  /opinions/{0}/answer         asked:given-answer  -0----------- -+ -0--------- -!
POST  /opinions/{0}/record         asked-on-paper:paper-answer --+------+--- -- --0------0- -!
POST  /opinions/{0}/withdraw       asked:reason        --+---------- -- --0-------- -!
""",
    "public_notice": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /proposals/{0}/notice/{1}    noticed/pdf         +++++00++0+-- 00 00000000000 -!
GET   /proposals/{0}/notice/{1}    noticed/docx        +++++00++0+-- 00 00000000000 -!
GET   /proposals/{0}/objections    noticed             +++++00++0+-- 00 00000000000 -!
POST  /proposals/{0}/objections    noticed:objection   --+---------- -- --0-------- -!
GET   /proposals/{0}/objections/{1}/scan objection     00++000++0+-- 00 00000000000 -!
POST  /proposals/{0}/objections/{1}/answer objection:answer --+---------- -- --0-------- -!
""",
    "council": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /councils/{0}/members        council             --+++++++-+-- -- --0000000-0 -!
POST  /councils/{0}/changes        council:new-member  ------------+ -- ----------- -!
GET   /council-year                .                   --+++++++-+-- -- --+++++++-+ -!
GET   /council-year.xlsx           .                   --+++++++-+-- -- --+++++++-+ -!
GET   /meetings                    .                   --+++++++-+-- -- --+++++++-+ -!
GET   /meetings.xlsx               .                   --+++++++-+-- -- --+++++++-+ -!
POST  /meetings                    .:meeting           ----+-------- -- ----+------ -!
GET   /meetings/{0}                prepared            --+++++++-+-- -- --0000000-0 -!
PATCH /meetings/{0}                prepared:hall       ----+-------- -- ----0------ -!
GET   /meetings/{0}/moves          prepared            --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/moves          prepared:open       ------=------ -- --0000000-0 -!
POST  /meetings/{0}/moves          sitting:close       ------=------ -- --0000000-0 -!
GET   /meetings/{0}/topics         prepared            --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/topics         prepared:topic      ----+-------- -- ----0------ -!
PATCH /meetings/{0}/topics/{1}     prepared-topic:topic ----+-------- -- ----0------ -!
POST  /meetings/{0}/topics/{1}/remove prepared-topic:versioned ----+-------- -- ----0------ -!
POST  /meetings/{0}/topics/{1}/begin sitting-topic:versioned ----=-=------ -- ----000---- -!
POST  /meetings/{0}/topics/{1}/end sitting-topic:versioned ----=-=------ -- ----000---- -!
POST  /meetings/{0}/agenda/group   prepared:versioned  ----+-------- -- ----0------ -!
GET   /meetings/{0}/invitations    invited             --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/invitations    prepared:versioned  ----+-------- -- ----0------ -!
GET   /meetings/{0}/invitation.pdf prepared            --00+0000-0-- -- --0000000-0 -!
GET   /meetings/{0}/invitation.pdf invited             --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/invitation.docx invited            --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/invitation.ics invited             --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/dossiers.pdf   prepared            --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/openings       prepared            ----+-+------ -- ----0-0---- -!
PUT   /meetings/{0}/presiding      prepared:no-other     ----+-------- -- ----0------ -!
GET   /meetings/{0}/attendance     prepared            --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/attendance     prepared:marks      ----+-------- -- ----0------ -!
GET   /meetings/{0}/agenda         sitting             --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/agenda         prepared:placing    ----+-------- -- ----0------ -!
PUT   /meetings/{0}/agenda         prepared:order      ----+-------- -- ----0------ -!
POST  /meetings/{0}/agenda/{1}/take-off prepared-item:taking-off ----+-------- -- ----0------ -!
POST  /meetings/{0}/agenda/{1}/defer sitting-item:plain-reason ------+------ -- -----00---- -!
POST  /meetings/{0}/agenda/{1}/defer-some sitting-item:some-off ------=------ -- -----00---- -!
POST  /meetings/{0}/agenda/{1}/undefer sitting-item:deed ------=------ -- -----00---- -!
GET   /meetings/{0}/agenda/{1}/vote sitting-item       --+++++++-+-- -- --0000000-0 -!
POST  /meetings/{0}/agenda/{1}/vote sitting-item:vote  ----=-=------ -- ----000---- -!
POST  /meetings/{0}/agenda/{1}/aside sitting-item:aside -----++------ -- --0000000-0 -!
POST  /meetings/{0}/agenda/{1}/aside/take-back sitting-item:no-aside ----=-=------ -- ----000---- -!
POST  /meetings/{0}/agenda/{1}/papers sitting-item:people ----=-------- -- ----0------ -!
POST  /meetings/{0}/agenda/{1}/papers/take-back sitting-item:member ----=-------- -- ----0------ -!
POST  /meetings/{0}/agenda/{1}/papers/counts sitting-item:keyed ----===------ -- ----000---- -!
POST  /meetings/{0}/agenda/{1}/papers/counts/anew sitting-item:deed ----=-------- -- ----0------ -!
GET   /ballots                     .                   -----++------ -- -----++---- -!
POST  /ballots                     .:ballot            -----++------ -- -----00---- -!
POST  /meetings/{0}/agenda/{1}/opinions sitting-item:opinion ----=-------- -- ----0------ -!
GET   /meetings/{0}/agenda/{1}/hands sitting-item      ----+-------- -- ----0------ -!
POST  /meetings/{0}/agenda/{1}/hands sitting-item:hands ----+-------- -- ----0------ -!
GET   /meetings/{0}/minutes        prepared            --=======-=-- -- --0000000-0 -!
GET   /meetings/{0}/minutes        closed              --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/minutes/word   closed              --+++++++-+-- -- --0000000-0 -!
GET   /meetings/{0}/extracts/{1}/{2} minuted           +++++++++0+-- 00 00000000000 -!
GET   /conclusions                 .                   +++++++++++-- ++ +++++++++++ -!
GET   /conclusions.xlsx            .                   +++++++++++-- ++ +++++++++++ -!
GET   /conclusions/{0}             concluded           +++++++++++-- 00 00000000000 -!
GET   /conclusions/{0}/{1}         concluded-file      +++++++++++-- 00 00000000000 -!
POST  /meetings/{0}/conclusions    untold:versioned    ----+-------- -- ----0------ -!
PUT   /meetings/{0}/minutes/discussion closed:discussion ----+-------- -- ----0------ -!
POST  /arrivals/{0}/minutes-signatures signed-paper:minutes --++-----+--- -- --00-----0- -!
POST  /meetings/{0}/minutes/sign   closed:versioned    ----+-+------ -- ----000---- -!
POST  /meetings/{0}/minutes/send-back closed:sending-back ------=------ -- -----00---- -!
""",
    "transmittals": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /transmittals                .                   ++++---+++++- ++ ++++---++++ -!
GET   /transmittals.xlsx           .                   ++++---+++++- ++ ++++---++++ -!
GET   /transmittals/ready          .                   --+---------- -- --+-------- -!
GET   /registers/transmittals      .                   ---------+--- -- ---------+- -!
PUT   /registers/transmittals      .:numbering         ---------+--- -- ---------+- -!
POST  /transmittals                .:transmittal       --=---------- -- --~-------- -!
GET   /transmittals/{0}            above-draft         00++---++0+0- 00 0000---0000 -!
GET   /transmittals/{0}            above-sent          ++++---+++++- 00 0000---0000 -!
PATCH /transmittals/{0}            above-draft:words   --+---------- -- --0-------- -!
POST  /arrivals/{0}/transmittal-signature signed-paper:letter-signature ---+-----+--- -- ---0-----0- -!
GET   /transmittals/{0}/moves      above-draft         00++---++0+0- 00 0000---0000 -!
POST  /transmittals/{0}/moves      above-draft:sign    00-----+-0-0- 00 0000---0000 -!
POST  /transmittals/{0}/moves      above-draft:send_back 00-----+-0-0- 00 0000---0000 -!
POST  /transmittals/{0}/moves      above-signed:forward 00-------+-0- 00 0000---0000 -!
POST  /transmittals/{0}/moves      above-returned:forward_again ---------+--- 00 0000---0000 -!
GET   /transmittals/{0}/papers/draft above-draft       00++---++0+0- 00 0000---0000 -!
GET   /transmittals/{0}/papers/word above-sent         00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/papers/signed above-signed     00++---++++0- 00 0000---0000 -!
GET   /transmittals/{0}/papers/issued above-sent       00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/sendings/{1}/package above-sent/1 00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/sendings/{1}/note above-sent/1 00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/sendings/{1}/note/word above-sent/1 00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/sendings/{1}/changes above-sent/1 00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/sendings/{1}/edxml above-sent/1 00++---+++++- 00 0000---0000 -!
GET   /transmittals/{0}/carriages  above-sent          00++---+++++- 00 0000---0000 -!
POST  /transmittals/{0}/carriages/{1}/again above-carriage:versioned ---------=--- -- ---------0- -!
GET   /transmittals/{0}/statuses   above-sent          00++---+++++- 00 0000---0000 -!
POST  /axis-documents             .:axis-message      ---------+--- -- ---------+- -!
POST  /transmittals/{0}/statuses   above-sent:status   ---------+--- -- ---------0- -!
GET   /transmittals/{0}/lines/{1}/files/{2} above-sent-file 00++---+++++- 00 0000---0000 -!
POST  /transmittals/{0}/acknowledge above-sent:versioned --=--------+- -- --0-------- -!
POST  /transmittals/{0}/returns    above-sent:one-returned --=--------+- -- --0-------- -!
POST  /transmittals/{0}/answers    above-sent:one-answered --=--------+- -- --0-------- -!
POST  /transmittals/{0}/answers/corrections above-answered:one-corrected --=--------+- -- --0-------- -!
GET   /transmittals/{0}/answer-sheet above-sent        --+--------+- -- --0-------- -!
POST  /transmittals/{0}/answer-sheet above-sent:answer-sheet --+--------+- -- --0-------- -!
""",
    "decisions": DECISION_ENDPOINTS,
    "revocations": REVOCATION_ENDPOINTS,
    "payments": PAYMENT_ENDPOINTS,
    "own": """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /inbox                       .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox.xlsx                  .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox/counts                .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox/sent                  .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox/sent.xlsx             .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox/done                  .                   +++++++++++++ ++ +++++++++++ +!
GET   /inbox/done.xlsx             .                   +++++++++++++ ++ +++++++++++ +!
GET   /ledger                      .:trail-of-review   ++++000++0+00 00 00000000000 0!
GET   /ledger                      .:trail-of-draft    ++00000000000 00 00000000000 0!
GET   /ledger                      .:trail-of-meeting  00+++++++0+00 00 00000000000 0!
GET   /ledger                      .:trail-of-issued   00++000++++00 00 00000000000 0!
GET   /ledger                      .:trail-of-opinion  00++000000+00 ++ 00000000000 0!
GET   /ledger                      .:trail-of-people   000+000+00+00 00 00000000000 0!
GET   /ledger/entry                .:taking-up         ++++000++0+00 00 00000000000 0!
GET   /ledger/entry                .:noting            00++000000+00 00 00000000000 0!
GET   /ledger/journal              .                   ---+---+--+-- -- ---+---+--+ -!
GET   /ledger/journal.xlsx         .                   ---+---+--+-- -- ---+---+--+ -!
GET   /ledger/journal.csv          .                   ---+---+--+-- -- ---+---+--+ -!
GET   /ledger/filters              .                   ---+---+--+-- -- ---+---+--+ -!
POST  /ledger/filters              .:kept-moves        ---+---+--+-- -- ---+---+--+ -!
POST  /ledger/filters/{0}/drop     kept-filter:nothing ---+---0--0-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/review       ---+---+--+-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/sitting      ---+---+--+-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/issued       ---+---+--+-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/revoked      ---+---+--+-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/campaign     ---+---+--+-- -- ---0---0--0 -!
GET   /bundles/{0}/{1}          bundle/sent         ---0---0--0-- -- ---0---0--0 -!
""",
}
