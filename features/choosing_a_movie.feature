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

    Scenario Outline: A movie's number works with and without #, early and late
      Given Nosferatu plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        The movie Nosferatu will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """
      And the call is over

      Examples: Nosferatu's number is 12
        | actions                                                               |
        | presses 12#                                                           |
        | presses 12 then times out                                             |
        | presses 1 then presses 2 then presses #                               |
        | presses 12# during "Please choose a movie and press #"                |
        | presses 12# during "To go back to the theaters press star and #"      |
        | times out then presses 12# during "Please choose a movie and press #" |

    Scenario Outline: Neither silence nor an unlisted number loses the chosen theater
      Given Casablanca plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """

      Examples: One mistake, and two
        | actions                                   |
        | times out then presses 1#                 |
        | presses 3# then presses 1#                |
        | presses 3# then times out then presses 1# |

  Rule: The star leads back to the theaters

    Scenario Outline: A caller who presses the star hears the theaters again
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears the theater menu again
      And the line waits for the caller

      Examples: With and without #, at once and after two mistakes
        | actions                                   |
        | presses *#                                |
        | presses * then times out                  |
        | times out then presses 9# then presses *# |

    Scenario: A caller who goes back can choose another theater
      Given Casablanca plays at Odeon at 8:30PM
      And a caller who has chosen Rialto
      When the caller presses *# then presses 2# then presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Odeon at 08:30PM
        Thank you for using movie info!
        """
