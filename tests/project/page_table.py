"""Who gets what at every address, typed by hand from the table of offices and the rules of who sees what.

A line: method, name of the address, thing in it, then one sign for each person in this order:
  own commune, 13:  C clerk and H head of the unit, R reviewer, E head of office, S secretary, M member and P chair of
                    the council, G chair and V deputy chair of the commune, N records clerk, T inspector, I officer
                    of the province, A administrator
  other unit, 2:    its clerk and head; other commune, 11: C H R E S M P G V N T
  last, 2:          a stranger without any office; nobody signed in
Signs: + page (200), > done or led on (302), ~ form to mend (422), = not now (409), - not yours (403),
       0 no such page for you (404), . to the sign-in page
"""

from tests.project.above_table import ABOVE
from tests.project.catalogue_table import CATALOGUE
from tests.project.council_table import COUNCIL
from tests.project.decision_table import DECISIONS
from tests.project.disposal_table import DISPOSAL
from tests.project.payment_table import PAYMENTS
from tests.project.printouts_table import PRINTOUTS, WORD_FORMS
from tests.project.revocation_table import REVOCATIONS
from tests.project.seal_table import SEALS
from tests.project.signature_table import SIGNATURES
from tests.project.trail_table import TRAIL

TABLE = {
    "site": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  favicon              .                >>>>>>>>>>>>> >> >>>>>>>>>>> >>
GET  home                 .                >>>>>>>>>>>>> >> >>>>>>>>>>> >.
GET  sign_in              .                >>>>>>>>>>>>> >> >>>>>>>>>>> >+
POST sign_in              .                ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~~
POST sign_out             .                >>>>>>>>>>>>> >> >>>>>>>>>>> >>
GET  change_password      .                +++++++++++++ ++ +++++++++++ +.
POST change_password      .                ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~.
GET  help                 .                +++++++++++++ ++ +++++++++++ ++
GET  source               .                +++++++++++++ ++ +++++++++++ ++
GET  source_archive       .                +++++++++++++ ++ +++++++++++ ++
GET  inbox:list           .                +++++++++++++ ++ +++++++++++ +.
GET  inbox:next           .                >>>>>>>>>>>>> >> >>>>>>>>>>> >.
GET  notices:list         .                +++++++++++++ ++ +++++++++++ +.
GET  notices:open         notice           >000000000000 00 00000000000 0.
POST notices:read         .                >>>>>>>>>>>>> >> >>>>>>>>>>> >.
POST notices:mail         .                ~~~~~~~~~~~~~ ~~ ~~~~~~~~~~~ ~.
""",
    "people": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  people:list          .                -------+--+-+ -- -------+--+ -.
GET  people_file          .                -------+--+-+ -- -------+--+ -.
GET  people:add           .                ------------+ -- ----------- -.
POST people:add           .                ------------~ -- ----------- -.
GET  people:person        person           -------+--+-+ -- -------0--0 -.
GET  people:change        person           ------------+ -- ----------- -.
POST people:change        person           ------------~ -- ----------- -.
GET  people:password      person           ------------+ -- ----------- -.
POST people:password      person           ------------~ -- ----------- -.
GET  people:active        person           ------------+ -- ----------- -.
POST people:active        person           ------------> -- ----------- -.
GET  people:appoint       person           ------------+ -- ----------- -.
POST people:appoint       person           ------------~ -- ----------- -.
GET  people:deputise      person           ------------+ -- ----------- -.
POST people:deputise      person           ------------~ -- ----------- -.
POST people:confirm       appointment      ------->----- -- -------0--- -.
GET  people:end           appointment      ------------+ -- ----------- -.
POST people:end           appointment      ------------~ -- ----------- -.
POST people:confirm_deputy waiting-deputy  ------->----- -- -------0--- -.
GET  people:end_deputy    deputising       ------------+ -- ----------- -.
POST people:end_deputy    deputising       ------------~ -- ----------- -.
GET  mandates:list        .                -------+--+-+ -- -------+--+ -.
GET  mandates_file        .                -------+--+-+ -- -------+--+ -.
GET  mandates:enter       .                ------------+ -- ----------- -.
POST mandates:enter       .                ------------~ -- ----------- -.
POST mandates:confirm     mandate          ------->----- -- -------0--- -.
GET  mandates:end         mandate          ------------+ -- ----------- -.
POST mandates:end         mandate          ------------> -- ----------- -.
GET  people:units         .                -------+--+-+ -- -------+--+ -.
GET  units_file           .                -------+--+-+ -- -------+--+ -.
GET  people:add_unit      .                ------------+ -- ----------- -.
POST people:add_unit      .                ------------~ -- ----------- -.
GET  people:change_unit   unit             ------------+ -- ----------- -.
POST people:change_unit   unit             ------------~ -- ----------- -.
GET  council:councils     .                ------------+ -- ----------- -.
GET  council:members      council          ------------+ -- ----------- -.
POST council:members      council          ------------~ -- ----------- -.
GET  council:found        council          ------------+ -- ----------- -.
POST council:found        council          ------------~ -- ----------- -.
""",
    "catalogue": CATALOGUE,
    "campaigns": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  campaigns:list       .                +++++++++++-- ++ +++++++++++ -.
GET  campaigns:new        .                --++--------- -- --++------- -.
POST campaigns:new        .                --~~--------- -- --~~------- -.
GET  campaigns:detail     campaign         +++++++++++-- ++ 00000000000 -.
GET  campaigns:edit       campaign         --++--------- -- --00------- -.
POST campaigns:edit       campaign         --~~--------- -- --00------- -.
GET  campaigns:detail     drafted-campaign 00++0000000-- 00 00000000000 -.
POST campaigns:launch     drafted-campaign --->--------- -- ---0------- -.
POST campaigns:end        campaign         ---=--------- -- ---0------- -.
POST campaigns:summarise  campaign         ---~--------- -- ---0------- -.
POST campaigns:remind     campaign         -->>--------- -- --00------- -.
POST campaigns:add_file   campaign         --~~--------- -- --00------- -.
GET  campaigns:file       campaign-file    +++++++++++-- ++ 00000000000 -.
POST campaigns:remove_file campaign-file   -->>--------- -- --00------- -.
POST campaigns:ask_exception campaign      ~~----------- ~~ 00--------- -.
POST campaigns:decline_exception exception-request --->--------- -- ---0------- -.
POST campaigns:grant_exception campaign    ---~--------- -- ---0------- -.
""",
    "awards": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  registry:list        .                +++++++++-+-- ++ +++++++++-+ -.
GET  registry:enter       .                --++--------- -- --++------- -.
POST registry:enter       .                --~~--------- -- --~~------- -.
GET  registry:sample      .                --++--------- -- --++------- -.
GET  registry:import      .                --++--------- -- --++------- -.
POST registry:import      .                --~~--------- -- --~~------- -.
POST registry:import_save .                --==--------- -- --==------- -.
GET  registry:recipient   recipient        +++++++++-+-- 00 000000000-0 -.
GET  registry:change      recipient        --++--------- -- --00------- -.
POST registry:change      recipient        --~~--------- -- --00------- -.
GET  registry:revoke      old-award        --++--------- -- --00------- -.
POST registry:revoke      old-award        -->>--------- -- --00------- -.
GET  registry:take_apart  old-award        --++--------- -- --00------- -.
POST registry:take_apart  old-award        --==--------- -- --00------- -.
GET  registry:questions   .                --++--------- -- --++------- -.
GET  registry:question    likeness         --++--------- -- --00------- -.
POST registry:question    likeness         --~~--------- -- --00------- -.
GET  letters:on_arrival   arrival          --+---------- -- --0-------- -.
POST letters:on_arrival   arrival          --~---------- -- --0-------- -.
GET  letters:same_as      nominee          --++--------- -- --00------- -.
POST letters:same_as      nominee          --~~--------- -- --00------- -.
""",
    "arrivals": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  arrivals:list        .                --++---++++-- -- --++---++++ -.
GET  arrivals:register    .                ---------+--- -- ---------+- -.
POST arrivals:register    .                ---------~--- -- ---------~- -.
GET  arrivals:numbering   .                ---------+--- -- ---------+- -.
POST arrivals:numbering   .                ---------~--- -- ---------~- -.
GET  arrivals:detail      arrival          --++---++++-- -- --00---0000 -.
GET  arrivals:change      arrival          ---------+--- -- ---------0- -.
POST arrivals:change      arrival          ---------~--- -- ---------0- -.
GET  arrivals:scan        arrival          --++---++++-- -- --00---0000 -.
""",
    "letters": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  letters:list         .                ++++---++-+-- ++ ++++---++-+ -.
GET  letters:new          .                +++---------- ++ +++-------- -.
POST letters:new          .                ~~~---------- ~~ ~~~-------- -.
GET  letters:detail       draft            ++00---00-0-- 00 0000---00-0 -.
GET  letters:trail        draft            ++00---00-0-- 00 0000---00-0 -.
GET  letters:edit         draft            ++00---00-0-- 00 0000---00-0 -.
POST letters:edit         draft            ~~00---00-0-- 00 0000---00-0 -.
GET  letters:row_new      draft            ++00---00-0-- 00 0000---00-0 -.
POST letters:row_new      draft            ~~00---00-0-- 00 0000---00-0 -.
POST letters:row_choices  draft            ++00---00-0-- 00 0000---00-0 -.
GET  letters:row          draft-row        ++00---00-0-- 00 0000---00-0 -.
POST letters:row          draft-row        ~~00---00-0-- 00 0000---00-0 -.
POST letters:row_remove   draft-row        >>00---00-0-- 00 0000---00-0 -.
GET  letters:row_papers   draft-row        ++00---00-0-- 00 0000---00-0 -.
POST letters:row_papers   draft-row        >>00---00-0-- 00 0000---00-0 -.
GET  letters:papers       draft            ++00---00-0-- 00 0000---00-0 -.
POST letters:papers       draft            >>00---00-0-- 00 0000---00-0 -.
GET  letters:paper        draft-paper      ++000000000-- 00 00000000000 -.
POST letters:paper_remove draft-paper      >>00---00-0-- 00 0000---00-0 -.
GET  letters:reports      draft            ++00---00-0-- 00 0000---00-0 -.
POST letters:reports      draft            >>00---00-0-- 00 0000---00-0 -.
POST letters:reports_attach draft          ==00---00-0-- 00 0000---00-0 -.
POST letters:reports_drop draft            >>00---00-0-- 00 0000---00-0 -.
GET  letters:excel        handed           ==00---00-0-- 00 0000---00-0 -.
GET  letters:excel        draft            ++00---00-0-- 00 0000---00-0 -.
GET  letters:excel_sample draft            ++00---00-0-- 00 0000---00-0 -.
POST letters:excel_upload draft            ~~00---00-0-- 00 0000---00-0 -.
GET  letters:excel        listed           ++00---00-0-- 00 0000---00-0 -.
GET  letters:excel_faults listed           ++00---00-0-- 00 0000---00-0 -.
POST letters:excel_mend   listed           >>00---00-0-- 00 0000---00-0 -.
POST letters:excel_leave_out listed        >>00---00-0-- 00 0000---00-0 -.
POST letters:excel_bring_back listed       >>00---00-0-- 00 0000---00-0 -.
POST letters:excel_take   listed           >>00---00-0-- 00 0000---00-0 -.
POST letters:excel_take_good listed        >>00---00-0-- 00 0000---00-0 -.
POST letters:excel_drop   listed           >>00---00-0-- 00 0000---00-0 -.
POST letters:hand_to_head draft            >-00---00-0-- 00 0000---00-0 -.
POST letters:send         draft            ->00---00-0-- 00 0000---00-0 -.
GET  letters:detail       handed           ++00---00-0-- 00 0000---00-0 -.
GET  letters:edit         handed           =+00---00-0-- 00 0000---00-0 -.
POST letters:edit         handed           =>00---00-0-- 00 0000---00-0 -.
GET  letters:row_new      handed           ==00---00-0-- 00 0000---00-0 -.
GET  letters:papers       handed           =+00---00-0-- 00 0000---00-0 -.
POST letters:papers       handed           =>00---00-0-- 00 0000---00-0 -.
POST letters:paper_remove handed-paper     =>00---00-0-- 00 0000---00-0 -.
POST letters:send_back_to_clerk handed     ->00---00-0-- 00 0000---00-0 -.
POST letters:send         handed           ->00---00-0-- 00 0000---00-0 -.
GET  letters:detail       on-paper         00+0---00-0-- 00 0000---00-0 -.
POST letters:enter_received on-paper       00=0---00-0-- 00 0000---00-0 -.
GET  letters:detail       sent             ++++---++-+-- 00 0000---00-0 -.
GET  letters:trail        sent             ++++---++-+-- 00 0000---00-0 -.
GET  past:letter          sent             ++++---++-+-- 00 0000---00-0 -.
GET  reads:of_letter      sent             -+--------+-- -0 -0--------0 -.
GET  letters:edit         sent             ==----------- 00 0000---00-0 -.
POST letters:send         sent             -=----------- 00 0000---00-0 -.
POST letters:recall       sent             ->----------- 00 0000---00-0 -.
GET  letters:paper        review-paper     ++++000++0+-- 00 00000000000 -.
""",
    "proposals": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  proposals:list       .                +++++++++++-- ++ +++++++++++ -.
GET  proposals:path       .                +++++++++++-- ++ +++++++++++ -.
GET  proposals:detail     submitted        ++++000++0+-- 00 00000000000 -.
GET  reads:list           .                ----------+-- -- ----------+ -.
GET  past:proposal        review           ++++000++0+-- 00 00000000000 -.
GET  past:rights          review           ---+---+--+-- -- ---0---0--0 -.
GET  reads:of_proposal    review           -+--------+-- -0 -0--------0 -.
GET  proposals:detail     review           ++++000++0+-- 00 00000000000 -.
GET  proposals:detail     on-agenda        +++++++++0+-- 00 00000000000 -.
GET  proposals:detail     decided          +++++++++++-- 00 00000000000 -.
POST proposals:note_remark review          -->---------- -- --0-------- -.
POST proposals:drop_remark review-remark   -->---------- -- --0-------- -.
POST proposals:settle_remark review-remark --=---------- -- --0-------- -.
POST proposals:answer_remark returned-remark >>----------- 00 00--------- -.
POST proposals:enter_answer hamlet-remark  -->---------- -- --0-------- -.
POST proposals:judge      review           -->---------- -- --0-------- -.
GET  proposals:suspend_some review         ---+---+----- -- ---0---0--- -.
POST proposals:suspend_some review         ---~---~----- -- ---0---0--- -.
GET  proposals:withdraw_some review        -+----------- -0 -0--------- -.
POST proposals:withdraw_some review        -~----------- -0 -0--------- -.
GET  proposals:record_withdraw_some hamlet-review --+---------- -- --0-------- -.
POST proposals:record_withdraw_some hamlet-review --~---------- -- --0-------- -.
GET  offers:make          offerable        --+---------- -- --0-------- -.
POST offers:make          offerable        --~---------- -- --0-------- -.
POST offers:move          offered/accept   ->--000--0--- 00 00000000000 -.
POST offers:move          offered/take-back -->-000--0--- 00 00000000000 -.
POST offers:move          offered/no-such-deed 00000000000-- 00 00000000000 -.
POST proposals:move       submitted/take-up -->-000--0--- 00 00000000000 -.
POST proposals:move       review/return-for-completion -->-000--0--- 00 00000000000 -.
POST proposals:move       review/propose-appraisal --=-000--0--- 00 00000000000 -.
POST proposals:move       review/suspend   ---~000~-0--- 00 00000000000 -.
POST proposals:move       returned/resend  -=--000--0--- 00 00000000000 -.
POST proposals:move       returned/withdraw ->--000--0--- 00 00000000000 -.
POST proposals:move       awaiting/endorse --->000--0--- 00 00000000000 -.
POST proposals:move       awaiting/send-back-to-reviewer --->000--0--- 00 00000000000 -.
POST proposals:move       awaiting/no-such-deed 00000000000-- 00 00000000000 -.
""",
    "opinions": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  opinions:list        .                ++++-----++-- ++ ++++-----++ -.
GET  opinions:ask         review           --+---------- -- --0-------- -.
POST opinions:ask         review           --~---------- -- --0-------- -.
GET  opinions:detail      asked            00++-----0+-- ++ 0000-----00 -.
GET  opinions:detail      asked-on-paper   00++-----++-- 00 0000-----00 -.
GET  opinions:paper       asked-paper      0000-----00-- ++ 0000-----00 -.
GET  opinions:letter      asked            0000-----00-- 00 0000-----00 -.
GET  opinions:letter      asked-on-paper   00++-----++-- 00 0000-----00 -.
GET  opinions:letter_word asked            0000-----00-- 00 0000-----00 -.
GET  opinions:letter_word asked-on-paper   00++-----++-- 00 0000-----00 -.
GET  opinions:file        answered-file    00++-----0+-- ++ 0000-----00 -.
POST opinions:answer      asked            -0----------- -> -0--------- -.
POST opinions:record      asked            --~------0--- -- --0------0- -.
POST opinions:record      asked-on-paper   --~------~--- -- --0------0- -.
POST opinions:withdraw    asked            -->---------- -- --0-------- -.
""",
    "public_notice": """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  public_notice:index  .                +++++++++++++ ++ +++++++++++ ++
GET  public_notice:commune here            +++++++++++++ ++ +++++++++++ ++
GET  public_notice:paper  noticed          +++++00++0+-- 00 00000000000 -.
GET  public_notice:word   noticed          +++++00++0+-- 00 00000000000 -.
GET  public_notice:note   noticed          --+---------- -- --0-------- -.
POST public_notice:note   noticed          --~---------- -- --0-------- -.
GET  public_notice:scan   objection        00++000++0+-- 00 00000000000 -.
GET  public_notice:answer objection        --+---------- -- --0-------- -.
POST public_notice:answer objection        -->---------- -- --0-------- -.
""",
    "council": COUNCIL,
    "transmittals": ABOVE,
    "decisions": DECISIONS,
    "revocations": REVOCATIONS,
    "printouts": PRINTOUTS,
    "payments": PAYMENTS,
    "word_forms": WORD_FORMS,
    "disposal": DISPOSAL,
    "seals": SEALS,
    "signatures": SIGNATURES,
    "trail": TRAIL,
}
