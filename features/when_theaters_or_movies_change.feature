Feature: When theaters, movies or shows change during a call
  Theaters open and close, shows are canceled and added, and some callers are on the line at that very moment.
  Nobody is cut off while there is something to choose: the line goes back to the list as it is now.
  A line that has nothing to offer says so and hangs up.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: When there is nothing to choose from, the line says so and hangs up

    Scenario: With no theaters, the line says so, and the call ends
      Given there are no theaters
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Sorry, there are no theaters to choose from right now.
        Thank you for using movie info!
        """
      And the call is over

    Scenario: With no movies, the line says so when a theater is chosen, and the call ends
      Given there are no movies
      And a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, there are no movies to choose from right now.
        Thank you for using movie info!
        """
      And the call is over

  Rule: If the chosen theater closes during the call, the caller hears the remaining theaters

    Scenario Outline: A caller who presses keys after the chosen theater has closed hears the remaining theaters
      Given a caller who has chosen Rialto
      And Rialto has closed in the meantime
      When the caller <actions>
      Then the caller hears:
        """
        Please select a theater from the list.
        Welcome to movie info!
        Please choose a theater and press #
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

      Examples: A movie's number, an unlisted number, and a star
        | actions    |
        | presses 1# |
        | presses 9# |
        | presses *# |

    Scenario: A caller who stays silent after the chosen theater has closed hears the remaining theaters
      Given a caller who has chosen Rialto
      And Rialto has closed in the meantime
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

    Scenario: After the chosen theater has closed, the caller has three new tries
      Given a caller who has chosen Rialto
      And Rialto has closed in the meantime
      When the caller presses 1# then times out then times out
      Then the caller hears:
        """
        We did not receive your selection
        Welcome to movie info!
        Please choose a theater and press #
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

    Scenario: The third failure after the chosen theater has closed ends the call
      Given a caller who has chosen Rialto
      And Rialto has closed in the meantime
      When the caller presses 1# then times out then times out then times out
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

  Rule: If the next page no longer exists, the caller hears the first page

    Scenario: A caller who asks for more theaters when the others have closed hears the first ones again
      Given a chain of 6 theaters and 1 movies
      And a caller at the theater menu
      And Astoria has closed in the meantime
      When the caller presses 0#
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Regal at High Street, Leeds press 3
        For Lux at Rue du Port, Lyon press 4
        For Palace at Main Street, Dublin press 5
        """
      And the line waits for the caller

  Rule: The number of a theater or movie that is gone is unlisted

    Scenario: A theater that has closed since the menu was read cannot be chosen
      Given a caller at the theater menu
      And Rialto has closed in the meantime
      When the caller presses 1#
      Then the caller hears:
        """
        Please select a theater from the list.
        Welcome to movie info!
        Please choose a theater and press #
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """

    Scenario: A movie that was withdrawn since the menu was read cannot be chosen
      Given a caller who has chosen Rialto
      And Casablanca has been withdrawn in the meantime
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

    Scenario: A theater's old number no longer works, and its new one is listed
      Given a caller at the theater menu
      And Rialto has been given number 42 in the meantime
      When the caller presses 1#
      Then the caller hears:
        """
        Please select a theater from the list.
        Welcome to movie info!
        Please choose a theater and press #
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        For Rialto at State Street, Chicago press 42
        """

  Rule: The answer goes by the shows as they are when it is given

    Scenario: A show that has been canceled during the call is not announced
      Given Casablanca plays at Rialto at 5:00PM and 8:00PM
      And a caller who has chosen Rialto
      And Casablanca's 5:00PM show at Rialto has been canceled in the meantime
      When the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Rialto at 08:00PM"

    Scenario: A show that has been added during the call is announced
      Given a caller who has chosen Rialto
      And Casablanca's 5:00PM show at Rialto has been added in the meantime
      When the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Rialto at 05:00PM"
