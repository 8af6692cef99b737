"""Part of page_table.py and api_table.py: the catalogue of rules. Signs and people as there."""

CATALOGUE = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  catalogue:index      .                +++++++++++++ ++ +++++++++++ -.
GET  catalogue:rule_set   national         +++++++++++++ ++ +++++++++++ -.
GET  catalogue:rule_set   own-rules        +++++++++++0+ ++ 00000000000 -.
GET  catalogue:rule_sets_file .            +++++++++++++ ++ +++++++++++ -.
GET  catalogue:limits     own-rules        +++++++++++0+ ++ 00000000000 -.
GET  catalogue:award_form own-rules/gk-xa  +++++++++++0+ ++ 00000000000 -.
GET  catalogue:instruments .               +++++++++++++ ++ +++++++++++ -.
GET  catalogue:base_wages .                +++++++++++++ ++ +++++++++++ -.
GET  catalogue:grounds    .                +++++++++++++ ++ +++++++++++ -.
GET  catalogue:holidays   .                +++++++++++++ ++ +++++++++++ -.
GET  catalogue:add_limit  own-rules        ------------+ -- ----------- -.
POST catalogue:add_limit  own-rules        ------------~ -- ----------- -.
GET  catalogue:add_multiplier own-rules/gk-xa ------------+ -- ----------- -.
POST catalogue:add_multiplier own-rules/gk-xa ------------~ -- ----------- -.
GET  catalogue:copy_rule_set own-rules     ------------+ -- ----------- -.
POST catalogue:copy_rule_set own-rules     ------------~ -- ----------- -.
GET  catalogue:adopt_rule_set national     ------------+ -- ----------- -.
POST catalogue:adopt_rule_set national     ------------~ -- ----------- -.
GET  catalogue:amend_rule vote-rule        ------------+ -- ----------- -.
POST catalogue:amend_rule vote-rule        ------------~ -- ----------- -.
GET  catalogue:add_paper  form-rule        ------------+ -- ----------- -.
POST catalogue:add_paper  form-rule        ------------~ -- ----------- -.
GET  catalogue:remove_paper required-paper ------------+ -- ----------- -.
POST catalogue:remove_paper required-paper ------------> -- ----------- -.
GET  catalogue:add_instrument .            ------------+ -- ----------- -.
POST catalogue:add_instrument .            ------------~ -- ----------- -.
GET  catalogue:amend_instrument instrument ------------+ -- ----------- -.
POST catalogue:amend_instrument instrument ------------~ -- ----------- -.
GET  catalogue:add_base_wage .             ------------+ -- ----------- -.
POST catalogue:add_base_wage .             ------------~ -- ----------- -.
GET  catalogue:amend_base_wage base-wage   ------------+ -- ----------- -.
POST catalogue:amend_base_wage base-wage   ------------~ -- ----------- -.
GET  catalogue:add_ground .                ------------+ -- ----------- -.
POST catalogue:add_ground .                ------------~ -- ----------- -.
GET  catalogue:amend_ground ground         ------------+ -- ----------- -.
POST catalogue:amend_ground ground         ------------~ -- ----------- -.
GET  catalogue:open_holiday_year .         ------------+ -- ----------- -.
POST catalogue:open_holiday_year .         ------------~ -- ----------- -.
GET  catalogue:add_holiday .               ------------+ -- ----------- -.
POST catalogue:add_holiday .               ------------~ -- ----------- -.
GET  catalogue:amend_holiday holiday       ------------+ -- ----------- -.
POST catalogue:amend_holiday holiday       ------------~ -- ----------- -.
GET  catalogue:remove_holiday holiday      ------------+ -- ----------- -.
POST catalogue:remove_holiday holiday      ------------> -- ----------- -.
"""

ENDPOINTS = """
#                                                      CHRESMPGVNTIA ch CHRESMPGVNT xa
GET   /award-forms                 .                   +++++++++++++ ++ +++++++++++ -!
GET   /award-forms/gk-xa           .                   +++++++++++++ ++ +++++++++++ -!
GET   /rule-sets                   .                   +++++++++++++ ++ +++++++++++ -!
GET   /rule-sets/{0}               national            +++++++++++++ ++ +++++++++++ -!
GET   /rule-sets/{0}               own-rules           +++++++++++0+ ++ 00000000000 -!
GET   /rule-sets.xlsx              .                   +++++++++++++ ++ +++++++++++ -!
GET   /rule-sets/{0}/forms.xlsx    own-rules           +++++++++++0+ ++ 00000000000 -!
GET   /rule-sets/{0}/limits.xlsx   own-rules           +++++++++++0+ ++ 00000000000 -!
PATCH /rule-sets/{0}               own-rules:title     ------------+ -- ----------- -!
POST  /rule-sets/{0}/copy          own-rules:copy      ------------+ -- ----------- -!
POST  /rule-sets/{0}/adopt         national:adopt      ------------+ -- ----------- -!
POST  /rule-sets/{0}/time-limits   own-rules:limit     ------------+ -- ----------- -!
POST  /rule-sets/{0}/multipliers   own-rules:money     ------------+ -- ----------- -!
PATCH /form-rules/{0}              form-rule:days      ------------+ -- ----------- -!
POST  /form-rules/{0}/papers       form-rule:paper     ------------+ -- ----------- -!
PATCH /vote-rules/{1}              vote-rule:secret    ------------+ -- ----------- -!
PATCH /required-papers/{0}         required-paper:title ------------+ -- ----------- -!
POST  /required-papers/{0}/remove  required-paper:reason ------------+ -- ----------- -!
PATCH /time-limits/{0}             time-limit:limit-days ------------+ -- ----------- -!
PATCH /multipliers/{0}             multiplier:factor   ------------+ -- ----------- -!
GET   /instruments                 .                   +++++++++++++ ++ +++++++++++ -!
GET   /instruments.xlsx            .                   +++++++++++++ ++ +++++++++++ -!
POST  /instruments                 .:instrument        ------------+ -- ----------- -!
PATCH /instruments/{0}             instrument:note     ------------+ -- ----------- -!
GET   /base-wages                  .                   +++++++++++++ ++ +++++++++++ -!
GET   /base-wages.xlsx             .                   +++++++++++++ ++ +++++++++++ -!
POST  /base-wages                  .:wage              ------------+ -- ----------- -!
PATCH /base-wages/{0}              base-wage:note      ------------+ -- ----------- -!
GET   /grounds                     .                   +++++++++++++ ++ +++++++++++ -!
GET   /grounds.xlsx                .                   +++++++++++++ ++ +++++++++++ -!
POST  /grounds                     .:ground            ------------+ -- ----------- -!
PATCH /grounds/{0}                 ground:note         ------------+ -- ----------- -!
GET   /holidays                    .                   +++++++++++++ ++ +++++++++++ -!
GET   /holidays.xlsx               .                   +++++++++++++ ++ +++++++++++ -!
POST  /holiday-years               .:year              ------------+ -- ----------- -!
POST  /holidays                    .:holiday           ------------+ -- ----------- -!
PATCH /holidays/{0}                holiday:source      ------------+ -- ----------- -!
POST  /holidays/{0}/remove         holiday:reason      ------------+ -- ----------- -!
"""
