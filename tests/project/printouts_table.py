"""Part of page_table.py and api_table.py: papers to print. Signs and people as there."""

PRINTOUTS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  printouts:of_letter  print-draft      ++00---00-0-- 00 0000---00-0 -.
GET  printouts:of_letter  print-sent       ++++---++-+-- 00 0000---00-0 -.
GET  printouts:of_row     print-row        ++00---00-0-- 00 0000---00-0 -.
GET  printouts:of_proposal print-returned  ++++000++0+-- 00 00000000000 -.
GET  printouts:of_proposal print-never-returned ====000==0=-- 00 00000000000 -.
GET  printouts:of_proposal print-appraisal --++000--0+-- 00 00000000000 -.
GET  printouts:of_proposal print-endorsed  --+++++++0+-- 00 00000000000 -.
GET  printouts:of_proposal print-result    +++++++++++-- 00 00000000000 -.
GET  printouts:of_meeting print-agenda     --+++++++-+-- -- --0000000-0 -.
GET  printouts:of_campaign print-unit-summary ++----------- ++ 00000000000 -.
GET  printouts:of_campaign print-commune-summary --++--------- -- 00000000000 -.
GET  printouts:years      .                --+++++++-+-- -- --+++++++-+ -.
GET  printouts:of_year    print-book       --+++++++-+-- -- --+++++++-+ -.
GET  printouts:of_year    print-year       --+++++++-+-- -- --+++++++-+ -.
"""

WORD_FORMS = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  word_forms:list      .                ---+--------- -- ---+------- -.
POST word_forms:list      .                ---~--------- -- ---~------- -.
GET  word_forms:file      word-form        ---+--------- -- ---0------- -.
GET  word_forms:sample    word-form        ---+--------- -- ---0------- -.
GET  printouts:of_letter  print-own        ++++---++-+-- 00 0000---00-0 -.
POST word_forms:end       word-form        --->--------- -- ---0------- -.
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /letters/{0}/print/{1}/{2}   print-draft         ++00---00-0-- 00 0000---00-0 -!
GET   /letters/{0}/print/{1}/{2}   print-sent          ++++---++-+-- 00 0000---00-0 -!
GET   /letters/{0}/rows/{1}/print/{2}/{3} print-row    ++00---00-0-- 00 0000---00-0 -!
GET   /proposals/{0}/print/{1}/{2} print-returned      ++++000++0+-- 00 00000000000 -!
GET   /proposals/{0}/print/{1}/{2} print-appraisal     --++000--0+-- 00 00000000000 -!
GET   /proposals/{0}/print/{1}/{2} print-result        +++++++++++-- 00 00000000000 -!
GET   /meetings/{0}/print/{1}/{2}  print-agenda        --+++++++-+-- -- --0000000-0 -!
GET   /campaigns/{0}/print/{1}/{2} print-unit-summary  ++----------- ++ 00000000000 -!
GET   /campaigns/{0}/print/{1}/{2} print-commune-summary --++--------- -- 00000000000 -!
GET   /awards/{0}/print/{1}/{2}    print-book          --+++++++-+-- -- --+++++++-+ -!
"""

WORD_FORM_ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /word-form-kinds             .                   ---+--------- -- ---+------- -!
GET   /word-forms                  .                   ---+--------- -- ---+------- -!
GET   /word-forms/{0}/file         word-form           ---+--------- -- ---0------- -!
GET   /word-forms/{0}/sample       word-form           ---+--------- -- ---0------- -!
POST  /word-forms/{0}/end          word-form:versioned ---+--------- -- ---0------- -!
POST  /word-forms                  .:word-file         ---+--------- -- ---+------- -!
"""

# In the manner of recorded_table.py: what each leaves as a record of access.
RECORDED = """
printouts:of_letter    print-draft            downloaded  letter
printouts:of_letter    print-sent             downloaded  letter
printouts:of_letter    print-own              downloaded  letter
printouts:of_row       print-row              downloaded  letter
printouts:of_proposal  print-returned         downloaded  proposal
printouts:of_proposal  print-appraisal        downloaded  proposal
printouts:of_proposal  print-endorsed         downloaded  proposal
printouts:of_proposal  print-result           downloaded  proposal
printouts:of_meeting   print-agenda           downloaded  meeting
printouts:of_campaign  print-unit-summary     downloaded  campaign
printouts:of_campaign  print-commune-summary  downloaded  campaign
printouts:of_year      print-book             downloaded  award-book
printouts:of_year      print-year             downloaded  award-book
"""
RECORDED_ENDPOINTS = """
/letters/{0}/print/{1}/{2}          print-draft            downloaded  letter
/letters/{0}/print/{1}/{2}          print-sent             downloaded  letter
/letters/{0}/rows/{1}/print/{2}/{3} print-row              downloaded  letter
/proposals/{0}/print/{1}/{2}        print-returned         downloaded  proposal
/proposals/{0}/print/{1}/{2}        print-appraisal        downloaded  proposal
/proposals/{0}/print/{1}/{2}        print-result           downloaded  proposal
/meetings/{0}/print/{1}/{2}         print-agenda           downloaded  meeting
/campaigns/{0}/print/{1}/{2}        print-unit-summary     downloaded  campaign
/campaigns/{0}/print/{1}/{2}        print-commune-summary  downloaded  campaign
/awards/{0}/print/{1}/{2}           print-book             downloaded  award-book
"""
