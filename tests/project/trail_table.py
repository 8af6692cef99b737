"""Who gets what at the pages of the trail: a part of page_table.py, whose signs it uses; typed by hand."""

TRAIL = """
#                                          CHRESMPGVNTIA ch CHRESMPGVNT xa
GET  trail:list           .                ---+---+--+-- -- ---+---+--+ -.
POST trail:keep_filter    .                --->--->-->-- -- --->--->--> -.
POST trail:drop_filter    kept-filter      --->---0--0-- -- ---0---0--0 -.
GET  trail:stream         trail/draft      ++00000000000 00 00000000000 0.
GET  trail:stream         trail/sent       ++++000++0+00 00 00000000000 0.
GET  trail:stream         trail/review     ++++000++0+00 00 00000000000 0.
GET  trail:stream         trail/on-agenda  +++++++++0+00 00 00000000000 0.
GET  trail:stream         trail/sitting    00+++++++0+00 00 00000000000 0.
GET  trail:stream         trail/drafted    00++000++0+00 00 00000000000 0.
GET  trail:stream         trail/issued     00++000++++00 00 00000000000 0.
GET  trail:stream         trail/revoking   00++000++0+00 00 00000000000 0.
GET  trail:stream         trail/revoked    00++000++++00 00 00000000000 0.
GET  trail:stream         trail/above-sent 00++000++++00 00 00000000000 0.
GET  trail:stream         trail/asked      00++000000+00 ++ 00000000000 0.
GET  trail:stream         trail/campaign   00++000+00+00 00 00000000000 0.
GET  trail:stream         trail/arrival    000+000+00+00 00 00000000000 0.
GET  trail:stream         trail/people     000+000+00+00 00 00000000000 0.
GET  trail:stream         trail/catalogue  000+000+00+00 00 000+000+00+ 0.
GET  trail:stream         trail/people-above 0000000000+00 00 0000000000+ 0.
GET  trail:stream         trail/addresses  000+000+00+00 00 000+000+00+ 0.
GET  trail:stream         trail/checkpoints 000+000+00+00 00 000+000+00+ 0.
GET  trail:entry          entry/addresses:seal_address.added 000+000+00+00 00 000+000+00+ 0.
GET  trail:entry          entry/review:proposal.take_up ++++000++0+00 00 00000000000 0.
GET  trail:entry          entry/review:remark.noted     00++000000+00 00 00000000000 0.
GET  trail:entry          entry/sent:nomination.added   ++++000++0+00 00 00000000000 0.
GET  trail:entry          entry/issued:decision.issue   00++000++++00 00 00000000000 0.
GET  trail:differences    review           ++++000++0+-- 00 00000000000 -.
GET  trail:differences    on-agenda        +++++++++0+-- 00 00000000000 -.
GET  trail:person         person           ---0---+--+-- -- ---0---0--0 -.
GET  trail:unit           unit             ---0---+--+-- -- ---0---0--0 -.
GET  trail:rules          national         ---+---+--+-- -- ---+---+--+ -.
GET  bundles:page         bundle/sent      ---0---0--0-- -- ---0---0--0 -.
GET  bundles:page         bundle/review    ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/sitting   ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/issued    ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/revoking  ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/revoked   ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/campaign  ---+---+--+-- -- ---0---0--0 -.
GET  bundles:page         bundle/drafted-campaign ---+---0--0-- -- ---0---0--0 -.
GET  bundles:file         bundle/review    ---+---+--+-- -- ---0---0--0 -.
GET  bundles:file         bundle/sitting   ---+---+--+-- -- ---0---0--0 -.
GET  bundles:file         bundle/issued    ---+---+--+-- -- ---0---0--0 -.
GET  bundles:file         bundle/revoked   ---+---+--+-- -- ---0---0--0 -.
GET  bundles:file         bundle/campaign  ---+---+--+-- -- ---0---0--0 -.
"""
