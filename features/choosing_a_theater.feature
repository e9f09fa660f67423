Feature: Choosing a theater
  Callers who dial Movie Info hear which theaters there are, and choose one by its number.
  They want to reach the movies with as few keys as possible, and may press them at any time.
  Whatever goes wrong, the line says so politely and lists the theaters again.

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

    Scenario Outline: A caller who <actions> hears the movies
      Given a caller at the theater menu
      When the caller <actions>
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

      Examples: With and without #, early and late
        | actions                                                |
        | presses 1#                                             |
        | presses 1 then times out                               |
        | presses 12#                                            |
        | presses 1 then presses 2 then presses #                |
        | presses 2# during "Welcome to movie info!"             |
        | presses 2# during "For Aurora at Park Street, Kolkata" |

    Scenario: A caller who presses 1# and then stays silent has chosen, and hears the movies again
      Given a caller at the theater menu
      When the caller presses 1# then times out
      Then the caller hears:
        """
        We did not receive your selection
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

    Scenario Outline: After <before>, keys work from the first word
      Given a caller at the theater menu
      When the caller <actions> then presses 2# during "Welcome to movie info!"
      Then the caller hears, among other things, "Please choose a movie and press #"

      Examples: Silence, a mistake, and a star
        | before    | actions                    |
        | silence   | times out                  |
        | a mistake | presses 9#                 |
        | a star    | presses 1# then presses *# |

  Rule: A caller who presses nothing hears the theater menu again

    Scenario: Silence repeats the theater menu
      Given a caller at the theater menu
      When the caller times out
      Then the caller was given 20 seconds to press a key
      And the caller hears:
        """
        We did not receive your selection
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

    Scenario: A caller who presses only # at the theater menu hears it again
      Given a caller at the theater menu
      When the caller presses #
      Then the caller hears:
        """
        We did not receive your selection
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """

  Rule: An unlisted number repeats the theater menu

    Scenario Outline: A caller who <actions> is asked for a theater on the list
      Given a caller at the theater menu
      When the caller <actions>
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

      Examples: An unlisted number and a star, with and without #
        | actions                  |
        | presses 3#               |
        | presses 3 then times out |
        | presses *#               |
        | presses * then times out |
