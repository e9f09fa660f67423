Feature: Choosing a movie
  Callers who have chosen a theater hear the movies, and choose one by its number.
  They may have picked the wrong theater, and want to go back without dialing again.
  A mistake costs them a sentence, never the theater they have chosen.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: Every movie is listed, in number order, even if it isn't playing at the theater

    Scenario: A movie with no shows is listed in its place
      Given there is a movie "Thelma & Louise" with number 7
      And Casablanca plays at Rialto at 8:00PM
      And a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Thelma & Louise press 7
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

    Scenario: If there is only one movie, the menu offers that one
      Given these are the movies:
        | title   | number |
        | Vertigo | 6      |
      And a caller at the theater menu
      When the caller presses 1#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Vertigo press 6
        To go back to the theaters press star and #
        """

  Rule: A movie's number leads to its showtimes at the chosen theater

    Scenario Outline: A caller who <actions> hears when Nosferatu is playing at Rialto
      Given Nosferatu plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        The movie Nosferatu will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """
      And the call is over

      Examples: With and without #, early and late
        | actions                                         |
        | presses 12#                                     |
        | presses 12 then times out                       |
        | presses 12# during "Please choose a movie"      |
        | presses 12# during "To go back to the theaters" |
        | times out then presses 12# during "Please"      |

  Rule: A caller who presses nothing hears the movie menu of the same theater again

    Scenario: Silence repeats the movie menu
      Given a caller who has chosen Rialto
      When the caller times out
      Then the caller was given 20 seconds to press a key
      And the caller hears:
        """
        We did not receive your selection
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

    Scenario: A caller who presses only # at the movie menu hears it again
      Given a caller who has chosen Rialto
      When the caller presses #
      Then the caller hears:
        """
        We did not receive your selection
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

    Scenario: Silence does not lose the chosen theater
      Given Casablanca plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller times out then presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

  Rule: An unlisted number repeats the movie menu of the same theater

    Scenario Outline: A caller who <actions> is asked for a movie on the list
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        Please select a movie from the list.
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

      Examples: With and without #
        | actions                  |
        | presses 3#               |
        | presses 3 then times out |

    Scenario: An unlisted number does not lose the chosen theater
      Given Casablanca plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller presses 3# then presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

  Rule: The star leads back to the theaters

    Scenario Outline: A caller who <actions> goes back to the theaters
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

      Examples: With and without #
        | actions                  |
        | presses *#               |
        | presses * then times out |

    Scenario: A caller who goes back can choose another theater
      Given Casablanca plays at Odeon at 8:30PM
      And a caller who has chosen Rialto
      When the caller presses *# then presses 2# then presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Odeon at 08:30PM
        Thank you for using movie info!
        """
