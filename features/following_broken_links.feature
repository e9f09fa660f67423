@technical
Feature: Following broken links
  The state of a call travels in the links that Twilio follows, and links can be old, cut or made up.
  People who run the line want a caller on such a link to hear something sensible.
  A link whose theater makes no sense leads to the theaters; a count that makes no sense is the first try.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A link without a theater that exists leads to the theater menu

    Scenario Outline: The link <link> leads to the theaters
      Given a call that Twilio begins at "<link>"
      When the caller dials
      Then the caller hears:
        """
        Please select a theater from the list.
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

      Examples: The theater is missing, senseless, or one that never was
        | link                                                            |
        | choose-movie                                                    |
        | choose-movie?theater=                                           |
        | choose-movie?theater=abc                                        |
        | choose-movie?theater=-1                                         |
        | choose-movie?theater=%D9%A1                                     |
        | choose-movie?theater=999999999                                  |
        | choose-movie?theater=9999999999999999999999999999999999999999   |
        | list-showtimes                                                  |
        | list-showtimes?theater=abc                                      |
        | list-showtimes?theater=1.5                                      |
        | list-showtimes?theater=999999999                                |
        | list-showtimes?theater=9999999999999999999999999999999999999999 |

    Scenario: A broken link starts a new visit of the theater menu
      Given a call that Twilio begins at "choose-movie?theater=abc&attempt=3"
      And a caller at the theater menu
      When the caller times out then times out
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

  Rule: A count that makes no sense is the first try

    Scenario Outline: The link <link> gives three tries
      Given a call that Twilio begins at "<link>"
      And a caller at the theater menu
      When the caller times out then times out
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

      Examples: No count, and no number of a try
        | link                        |
        | choose-theater              |
        | choose-theater?attempt=     |
        | choose-theater?attempt=0    |
        | choose-theater?attempt=4    |
        | choose-theater?attempt=-1   |
        | choose-theater?attempt=two  |
        | choose-theater?attempt=9999 |

    Scenario Outline: The link <link> gives no fourth try
      Given a call that Twilio begins at "<link>"
      And a caller at the theater menu
      When the caller times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: No count, and no number of a try
        | link                     |
        | choose-theater?attempt=0 |
        | choose-theater?attempt=4 |

    Scenario: The link of the third try gives one try
      Given a call that Twilio begins at "choose-theater?attempt=3"
      And a caller at the theater menu
      When the caller times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over
