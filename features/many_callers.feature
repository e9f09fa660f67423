Feature: Many callers, and callers who call again
  People call at the same time, from home or from one office, and some of them call twice.
  Each of them wants to be treated as if nobody else had ever called.
  Nothing of one call is carried into another.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And these are the shows:
      | movie      | theater | times     |
      | Casablanca | Rialto  | at 8:00PM |
      | Casablanca | Odeon   | at 8:30PM |

  Rule: A caller who calls again begins at the theaters, with three tries

    Scenario Outline: A caller who has hung up and calls again is welcomed like a new caller
      Given an earlier call in which the caller dials then <actions>
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

      Examples: After a mistake, a choice, and an answer
        | actions                    |
        | times out then hangs up    |
        | presses 2# then hangs up   |
        | presses 2# then presses 1# |

    Scenario: Mistakes in an earlier call do not count
      Given an earlier call in which the caller dials then times out then presses 9# then hangs up
      And a caller at the theater menu
      When the caller times out then presses 9#
      Then the caller hears "Please select a theater from the list." and the theater menu again
      And the line waits for the caller

    Scenario: The theater of an earlier call is not that of the next
      Given an earlier call in which the caller dials then presses 2# then presses 1#
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

    Scenario: The answer of an earlier call is not given again when a show has been added since
      Given an earlier call in which the caller dials then presses 1# then presses 1#
      And a caller who has chosen Rialto
      And Casablanca's 9:30PM show at Rialto has been added in the meantime
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM, 09:30PM
        Thank you for using movie info!
        """

    Scenario: A caller who was on the second page hears the first page in the next call
      Given a chain of 10 theaters and 19 movies
      And an earlier call in which the caller dials then presses 0# then hangs up
      When the caller dials
      Then the caller hears, among other things, "For Rialto at State Street, Chicago press 1"

  Rule: Callers who are on the line at the same time do not disturb each other

    Scenario: Two callers each hear about the theater that they have chosen
      Given a caller who has chosen Rialto
      When another caller dials then presses 2#
      And the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

    Scenario: Another caller's mistakes do not count as the caller's own
      Given a caller at the theater menu
      When another caller dials then times out then presses 9#
      And the caller times out
      Then the caller hears "We did not receive your selection" and the theater menu again
      And the line waits for the caller

    Scenario: Another caller's success does not make up for the caller's mistakes
      Given a caller who has chosen Rialto
      When the caller times out then presses 9#
      And another caller dials then presses 1#
      And the caller times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

    Scenario: A caller stays on the line when another hangs up
      Given a caller at the theater menu
      When another caller dials then hangs up
      And the caller presses 1#
      Then the caller hears the movie menu again
      And the line waits for the caller

  Rule: Callers are served alike, whatever the line knows of their numbers

    Scenario: A caller whose number is withheld hears when a movie is playing
      Given the caller's number is withheld
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

    Scenario: Two callers who both withhold their numbers do not disturb each other
      Given the caller's number is withheld
      And a caller who has chosen Rialto
      When another caller dials then times out then presses 2#
      And the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

    Scenario: Two callers from one office do not share their tries
      Given the caller's number is "+1 415 555 0100"
      And a caller at the theater menu
      When another caller dials then times out then presses 9#
      And the caller presses 9#
      Then the caller hears "Please select a theater from the list." and the theater menu again
      And the line waits for the caller
