Feature: When the catalogue changes
  Theaters open and close, movies come and go, and some callers are on the line just then.
  Nobody is cut off for it: the line goes back to the list that is true now.
  A line that has nothing to offer says so and hangs up.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: An empty catalogue is said, and the line hangs up

    Scenario: Without theaters there is nothing to choose
      Given there are no theaters
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Sorry, there are no theaters to choose from right now.
        Thank you for using movie info!
        """
      And the call is over

    Scenario: Without movies there is nothing to choose in a theater
      Given there are no movies
      And a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, there are no movies to choose from right now.
        Thank you for using movie info!
        """
      And the call is over

  Rule: Whoever has chosen a theater that is gone hears the theaters again

    Scenario Outline: The chosen theater closes, and the caller <actions>
      Given a caller who has chosen Rialto
      And Rialto closes during the call
      When the caller <actions>
      Then the caller hears "Please select a theater from the list."
      And the caller hears "Welcome to movie info!"
      And the line waits for the caller

      Examples: Whatever the caller does
        | actions    |
        | presses 1# |
        | presses 9# |
        | presses *# |

    Scenario: The chosen theater closes while the caller hesitates
      Given a caller who has chosen Rialto
      And Rialto closes during the call
      When the caller times out
      Then the caller hears:
        """
        We did not receive your selection
        Please select a theater from the list.
        Welcome to movie info!
        Please choose a theater and press #
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

    Scenario: A theater that is gone starts the count of failures again
      Given a caller who has chosen Rialto
      And Rialto closes during the call
      When the caller times out then times out then presses 1#
      Then the caller hears "Please select a theater from the list."
      And the line waits for the caller

    Scenario: A theater that closed before it was chosen is an unknown number
      Given a caller at the theater menu
      And Rialto closes during the call
      When the caller presses 1#
      Then the caller hears "Please select a theater from the list."

  Rule: A movie that is gone is an unknown number

    Scenario: A movie that was told and then withdrawn is not on the list
      Given a caller who has chosen Rialto
      And Casablanca is withdrawn during the call
      When the caller presses 1#
      Then the caller hears:
        """
        Please select a movie from the list.
        Please choose a movie and press #
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

  Rule: A number belongs to whoever has it now

    Scenario: A theater's new number is told and taken
      Given Rialto has the number 42
      And a caller at the theater menu
      When the caller presses 42#
      Then the caller hears "Please choose a movie and press #"
