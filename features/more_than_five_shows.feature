Feature: More than five shows
  A popular movie plays all day long, and nobody remembers fifty times.
  An answer announces five shows, says how many more there are, and 0 gives the next five.
  Five shows take about ten seconds to hear, and twelve if each of them is "tomorrow".

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller who has chosen Rialto

  Rule: Up to five shows are announced in one answer, and that is all

    Scenario: Five shows are announced, and the call is over
      Given Casablanca plays at Rialto at 2:00PM, 3:00PM, 4:00PM, 5:00PM and tomorrow at 1:30AM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:00PM, 03:00PM, 04:00PM, 05:00PM, tomorrow at 01:30AM
        Thank you for using movie info!
        """
      And the call is over

    Scenario: A sixth show that is too far away is not offered
      Given Casablanca plays at Rialto at 2:00PM, 3:00PM, 4:00PM, 5:00PM, 6:00PM and tomorrow at 1:31AM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:00PM, 03:00PM, 04:00PM, 05:00PM, 06:00PM
        Thank you for using movie info!
        """
      And the call is over

  Rule: If there are more than five shows, five are announced and the others are offered

    Scenario: A sixth show is offered
      Given Casablanca plays at Rialto at 2:00PM, 3:00PM, 4:00PM, 5:00PM, 6:00PM and 7:00PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:00PM, 03:00PM, 04:00PM, 05:00PM, 06:00PM
        There is 1 more show.
        For more shows press 0
        """
      And the line waits for the caller

    Scenario: The others are counted
      Given Casablanca plays at Rialto every 10 minutes from 1:00PM to 11:50PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 01:30PM, 01:40PM, 01:50PM, 02:00PM, 02:10PM
        There are 58 more shows.
        For more shows press 0
        """
      And the line waits for the caller

  Rule: 0 gives the next five shows, until all have been announced

    Scenario: The next five are announced like the first
      Given Casablanca plays at Rialto every 10 minutes from 2:00PM to 3:50PM
      When the caller presses 1# then presses 0
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:50PM, 03:00PM, 03:10PM, 03:20PM, 03:30PM
        There are 2 more shows.
        For more shows press 0
        """
      And the line waits for the caller

    Scenario: After the last shows the call is over
      Given Casablanca plays at Rialto every 10 minutes from 2:00PM to 3:50PM
      When the caller presses 1# then presses 0 then presses 0
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 03:40PM, 03:50PM
        Thank you for using movie info!
        """
      And the call is over

    Scenario Outline: Any key but # alone gives more shows
      Given Metropolis plays at Rialto every 10 minutes from 2:00PM to 2:50PM
      When the caller presses 2# then <actions>
      Then the caller hears:
        """
        The movie Metropolis will be playing at Rialto at 02:50PM
        Thank you for using movie info!
        """
      And the call is over

      Examples: 0 before the offer is over, 0 and #, other keys, a star
        | actions                                  |
        | presses 0 during "There is 1 more show." |
        | presses 0#                               |
        | presses 1                                |
        | presses 12#                              |
        | presses *#                               |

    Scenario: A show after midnight is "tomorrow" whenever it is announced
      Given Casablanca plays at Rialto every 30 minutes from 11:00PM to tomorrow at 1:30AM
      When the caller presses 1# then presses 0
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto tomorrow at 01:30AM
        Thank you for using movie info!
        """

  Rule: A caller who wants no more is thanked

    Scenario Outline: Silence after an offer ends the call
      Given Casablanca plays at Rialto every 10 minutes from 2:00PM to <last show>
      When the caller presses 1# then <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: At once, after the next five, and with # alone; with several shows left, and with one
        | last show | actions                  |
        | 3:50PM    | times out                |
        | 3:50PM    | presses #                |
        | 3:50PM    | presses 0 then times out |
        | 3:50PM    | presses 0 then presses # |
        | 2:50PM    | times out                |
        | 2:50PM    | presses #                |

    Scenario Outline: The line waits 20 seconds for the key
      Given Casablanca plays at Rialto every 10 minutes from 2:00PM to <last show>
      When the caller presses 1# then <actions>
      Then the caller was given 20 seconds to press a key

      Examples: At once, after the next five, and with one show left
        | last show | actions                  |
        | 3:50PM    | times out                |
        | 3:50PM    | presses 0 then times out |
        | 2:50PM    | times out                |
