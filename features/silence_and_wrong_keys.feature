Feature: Silence and wrong keys: three tries
  A call that nobody is listening to must not stay connected for hours at the owner's expense.
  A caller gets three tries at a menu; after the third failure the line thanks the caller and hangs up.
  Moving on gives three new tries.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: The third failure in a row at the theater menu ends the call

    Scenario Outline: A caller at the theater menu who <actions> is thanked, and the call ends
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Silence, unlisted numbers, and both
        | actions                                    |
        | times out then times out then times out    |
        | presses 9# then presses 9# then presses 9# |
        | times out then presses 9# then presses #   |
        | presses *# then times out then presses *#  |

    Scenario: A third try at the theater menu can succeed
      Given a caller at the theater menu
      When the caller presses 9# then times out then presses 1#
      Then the caller hears, among other things, "Please choose a movie and press #"
      And the line waits for the caller

  Rule: The third failure in a row at the movie menu ends the call

    Scenario Outline: A caller at the movie menu who <actions> is thanked, and the call ends
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Silence, unlisted numbers, and both
        | actions                                    |
        | times out then times out then times out    |
        | presses 9# then presses 9# then presses 9# |
        | presses 9# then times out then presses 0#  |
        | presses # then presses 9# then times out   |

    Scenario: A third try at the movie menu can succeed
      Given Casablanca plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller times out then presses 9# then presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Rialto at 08:00PM"

  Rule: Moving on gives three new tries

    Scenario: Two failures at the theater menu do not count at the movie menu
      Given a caller at the theater menu
      When the caller times out then presses 9# then presses 1# then times out then presses 9#
      Then the caller hears, among other things, "Please select a movie from the list."
      And the line waits for the caller

    Scenario: The third failure after a choice ends the call
      Given a caller at the theater menu
      When the caller times out then presses 1# then times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

    Scenario: A star after two failures leads to the theaters
      Given a caller who has chosen Rialto
      When the caller times out then times out then presses *#
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

    Scenario: Two failures before a star do not count after it
      Given a caller who has chosen Rialto
      When the caller times out then times out then presses *# then times out then presses 9#
      Then the caller hears, among other things, "Please select a theater from the list."
      And the line waits for the caller

    Scenario: The third failure after a star ends the call
      Given a caller who has chosen Rialto
      When the caller times out then presses *# then times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

    Scenario: Two failures before a star do not count when the caller comes back to the movies
      Given a caller who has chosen Rialto
      When the caller times out then times out then presses *# then presses 1# then times out then times out
      Then the caller hears, among other things, "We did not receive your selection"
      And the line waits for the caller

  Rule: Callers can hang up at any menu

    Scenario Outline: A caller <where> can hang up
      Given a caller <where>
      When the caller hangs up
      Then the call is over

      Examples:
        | where                 |
        | at the theater menu   |
        | who has chosen Rialto |
