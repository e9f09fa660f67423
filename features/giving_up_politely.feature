Feature: Giving up politely
  A phone that nobody listens to must not stay connected for hours at the theaters' cost.
  A caller gets three tries at a menu; after the third failure the line says goodbye.
  Whoever gets on with the call has three tries again.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: The third failure in a row at the theater menu ends the call

    Scenario Outline: A caller at the theater menu who <actions> hears goodbye
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Silence, unknown numbers, and both mixed
        | actions                                   |
        | times out then times out then times out   |
        | presses 9# then presses 9# then presses 9# |
        | times out then presses 9# then presses #  |
        | presses *# then times out then presses *# |

    Scenario: The second failure at the theater menu is not the last
      Given a caller at the theater menu
      When the caller times out then presses 9#
      Then the caller hears "Please select a theater from the list."
      And the line waits for the caller

    Scenario: A third try at the theater menu may succeed
      Given a caller at the theater menu
      When the caller presses 9# then times out then presses 1#
      Then the caller hears "Please choose a movie and press #"

  Rule: The third failure in a row at the movie menu ends the call

    Scenario Outline: A caller at the movie menu who <actions> hears goodbye
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Silence, unknown numbers, and both mixed
        | actions                                    |
        | times out then times out then times out    |
        | presses 9# then presses 9# then presses 9# |
        | presses 9# then times out then presses 0#  |
        | presses # then presses 9# then times out   |

    Scenario: The second failure at the movie menu is not the last
      Given a caller who has chosen Rialto
      When the caller presses 9# then times out
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

    Scenario: A third try at the movie menu may succeed
      Given Casablanca plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller times out then presses 9# then presses 1#
      Then the caller hears "The movie Casablanca will be playing at Rialto at 08:00PM"

  Rule: Getting on with the call starts the count again

    Scenario: Failures at the theater menu do not count at the movie menu
      Given a caller at the theater menu
      When the caller times out then presses 9# then presses 1# then times out then times out
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

    Scenario: Failures at the movie menu do not count after a star
      Given a caller who has chosen Rialto
      When the caller times out then times out then presses *# then times out then presses 9#
      Then the caller hears "Please select a theater from the list."
      And the line waits for the caller

    Scenario: Failures before a star do not count when the caller comes back to the movies
      Given a caller who has chosen Rialto
      When the caller times out then times out then presses *# then presses 1# then times out then times out
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

    Scenario: A star is no failure, however often it is pressed
      Given a caller who has chosen Rialto
      When the caller presses *# then presses 1# then presses *# then presses 1# then presses *#
      Then the caller hears "Welcome to movie info!"
      And the line waits for the caller
