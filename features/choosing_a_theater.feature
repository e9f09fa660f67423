Feature: Choosing a theater
  Callers who dial Movie Info hear which theaters there are, and choose one by its number.
  They want to reach the movies with as few keys as possible, and may press them at any time.
  The theaters are listed in number order, so that a caller soon knows where to listen.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: The line answers with the theater menu, in number order

    Scenario: A caller first hears the theaters
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

    Scenario: Another theater is listed in its place
      Given there is a theater "Tom & Jerry's Palace" at "Café Street 5" with number 7
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Tom & Jerry's Palace at Café Street 5 press 7
        For Aurora at Park Street, Kolkata press 12
        """

    Scenario: A theater without an address is listed by its name alone
      Given these are the theaters:
        | name   | address | number | time zone       |
        | Rialto |         | 1      | America/Chicago |
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto press 1
        """

  Rule: A theater's number leads to the movie menu

    Scenario: A caller who has chosen a theater hears the movies
      Given a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

    Scenario Outline: A theater's number works with and without #, early and late
      Given Casablanca plays at Aurora at 12:30AM
      And a caller at the theater menu
      When the caller <actions> then presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Aurora at 12:30AM"
      And the call is over

      Examples: Aurora's number is 12
        | actions                                                                     |
        | presses 12#                                                                 |
        | presses 12 then times out                                                   |
        | presses 1 then presses 2 then presses #                                     |
        | presses 12# during "Welcome to movie info!"                                 |
        | presses 12# during "For Aurora at Park Street, Kolkata press 12"            |
        | times out then presses 12# during "Welcome to movie info!"                  |
        | presses 9# then presses 12# during "Welcome to movie info!"                 |
        | presses 1# then presses *# then presses 12# during "Welcome to movie info!" |

    Scenario: A caller who chooses a theater and then stays silent hears the movies again
      Given a caller at the theater menu
      When the caller presses 1# then times out
      Then the caller hears "We did not receive your selection" and the movie menu again
      And the line waits for the caller
