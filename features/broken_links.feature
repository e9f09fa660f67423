@technical
Feature: Broken links
  The state of a call travels in the links that Twilio follows, and links can be stale, truncated or forged.
  People who run the line want a caller on such a link to hear something sensible.
  Anything that makes no sense counts as the beginning: the theaters, the first try, the first page.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A link without an existing theater leads to the theater menu

    Scenario Outline: A link that names no theater of the catalogue leads to the theaters
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

      Examples: The theater is missing, makes no sense, or never existed
        | target     | what                | link                                                            |
        | movie menu | no theater          | choose-movie                                                    |
        | movie menu | an empty theater    | choose-movie?theater=                                           |
        | movie menu | letters             | choose-movie?theater=abc                                        |
        | movie menu | a number below zero | choose-movie?theater=-1                                         |
        | movie menu | an Arabic digit     | choose-movie?theater=%D9%A1                                     |
        | movie menu | an unknown theater  | choose-movie?theater=999999999                                  |
        | movie menu | forty nines         | choose-movie?theater=9999999999999999999999999999999999999999   |
        | showtimes  | no theater          | list-showtimes                                                  |
        | showtimes  | letters             | list-showtimes?theater=abc                                      |
        | showtimes  | a broken number     | list-showtimes?theater=1.5                                      |
        | showtimes  | an unknown theater  | list-showtimes?theater=999999999                                |
        | showtimes  | forty nines         | list-showtimes?theater=9999999999999999999999999999999999999999 |
        | more shows | no theater          | more-showtimes?movie=1                                          |
        | more shows | an unknown theater  | more-showtimes?theater=999999999&movie=1                        |

    Scenario: A broken link on the third try leads to three tries at the theaters
      Given a call that Twilio begins at "choose-movie?theater=abc&attempt=3"
      And a caller on the line
      When the caller times out then times out
      Then the caller hears, among other things, "We did not receive your selection"
      And the line waits for the caller

    Scenario: The third failure after a broken link ends the call
      Given a call that Twilio begins at "list-showtimes?theater=abc&attempt=2"
      And a caller on the line
      When the caller times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

  Rule: A link to the showtimes without keys counts as silence

    Scenario: A caller who gets to the showtimes without pressing a key hears the movies again
      Given a call that Twilio begins at "list-showtimes?theater=Rialto"
      When the caller dials
      Then the caller hears:
        """
        We did not receive your selection
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

  Rule: A link says which try it is, and a count that makes no sense counts as the first

    Scenario Outline: A link whose count makes no sense gives three tries
      Given a call that Twilio begins at "<link>"
      And a caller on the line
      When the caller times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Missing, empty, out of range, or not a number
        | what                 | link                                   |
        | no count             | choose-theater                         |
        | an empty count       | choose-theater?attempt=                |
        | the count zero       | choose-theater?attempt=0               |
        | the count four       | choose-theater?attempt=4               |
        | a count below zero   | choose-theater?attempt=-1              |
        | a count in letters   | choose-theater?attempt=two             |
        | a count of thousands | choose-theater?attempt=9999            |
        | the count one        | choose-theater?attempt=1               |
        | the count eleven     | choose-movie?theater=Rialto&attempt=11 |

    Scenario Outline: A link at the second or third try gives the tries that are left
      Given a call that Twilio begins at "<link>attempt=<count>"
      And a caller on the line
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Two tries, and one
        | target       | link                         | count | actions                  |
        | theater menu | choose-theater?              | 2     | times out then times out |
        | theater menu | choose-theater?              | 3     | times out                |
        | movie menu   | choose-movie?theater=Rialto& | 2     | times out then times out |
        | movie menu   | choose-movie?theater=Rialto& | 3     | times out                |

  Rule: A link to a page that does not exist leads to the first page

    Scenario Outline: A link whose page makes no sense leads to the first theaters
      Given a call that Twilio begins at "choose-theater?page=<page>"
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

      Examples: Beyond the last page, or meaningless
        | what           | page                                     |
        | two            | 2                                        |
        | eighteen nines | 999999999999999999                       |
        | forty nines    | 9999999999999999999999999999999999999999 |
        | nothing        |                                          |
        | zero           | 0                                        |
        | one below zero | -1                                       |
        | letters        | next                                     |

  Rule: A link to more shows that makes no sense announces all, or says goodbye

    Scenario Outline: A link whose start makes no sense announces the shows from now on
      Given Casablanca plays at Rialto at 1:20PM and 8:00PM
      And a call that Twilio begins at "more-showtimes?theater=Rialto&movie=1&start=<start>"
      When the caller dials
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """
      And the call is over

      Examples: Missing, long ago, far too late, or meaningless
        | what            | start                                    |
        | nothing         |                                          |
        | zero            | 0                                        |
        | long ago        | 1588357200                               |
        | a day too late  | 1588444200                               |
        | eighteen nines  | 999999999999999999                       |
        | forty nines     | 9999999999999999999999999999999999999999 |
        | one below zero  | -1                                       |
        | letters         | later                                    |

    Scenario Outline: A link whose movie makes no sense says goodbye
      Given Casablanca plays at Rialto at 8:00PM
      And a call that Twilio begins at "more-showtimes?theater=Rialto&movie=<movie>"
      When the caller dials
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Missing, unknown, or meaningless
        | what    | movie |
        | nothing |       |
        | unknown | 7     |
        | letters | abc   |
