Feature: Choosing a movie
  Callers who have chosen a theater hear the movies, and choose one by its number.
  They may have picked the wrong theater, and want to go back without dialing again.
  A mistake costs them a sentence, never the theater that they have chosen.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller who has chosen Rialto

  Rule: Every movie is told in order of the movies' numbers, whether or not it plays in the theater

    Scenario: A new movie is told at the place of its number
      Given there is a movie "Thelma & Louise" with number 7
      When the caller presses *# then presses 2#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Thelma & Louise press 7
        For Nosferatu press 12
        To go back to the theaters press star and #
        """

  Rule: A movie's number leads to its showtimes in the chosen theater

    Scenario Outline: The caller <actions> and chooses a movie
      Given Nosferatu plays at Rialto at 8:00PM
      And Nosferatu plays at Odeon at 8:15PM
      And Casablanca plays at Rialto at 9:00PM
      When the caller <actions>
      Then the caller hears:
        """
        The movie Nosferatu will be playing at Rialto at 08:00PM
        Thank you for using movie info!
        """
      And the call is over

      Examples: With and without #, early and late
        | actions                                                               |
        | presses 12#                                                           |
        | presses 12 then times out                                             |
        | presses 12# during "Please choose a movie"                            |
        | presses 12# during "To go back to the theaters"                       |

  Rule: A caller who presses nothing hears the movie menu of the same theater again

    Scenario: Silence repeats the movie menu
      When the caller times out
      Then the caller hears:
        """
        We did not receive your selection
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line has waited 20 seconds
      And the line waits for the caller

    Scenario: The # key alone is silence at the movie menu
      When the caller presses #
      Then the caller hears "We did not receive your selection"
      And the line waits for the caller

    Scenario: Silence does not lose the chosen theater
      Given Casablanca plays at Rialto at 8:00PM
      When the caller times out then presses 1#
      Then the caller hears "The movie Casablanca will be playing at Rialto at 08:00PM"

  Rule: A number that no movie has repeats the movie menu of the same theater

    Scenario: A caller who picks an unknown movie hears the list again
      When the caller presses 3#
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

    Scenario: An unknown movie does not lose the chosen theater
      Given Casablanca plays at Rialto at 8:00PM
      When the caller presses 3 then times out then presses 1#
      Then the caller hears "The movie Casablanca will be playing at Rialto at 08:00PM"

  Rule: The star leads back to the theaters, and is no failure

    Scenario Outline: A caller who <actions> goes back to the theaters
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
      When the caller presses *# then presses 2# then presses 1#
      Then the caller hears "The movie Casablanca will be playing at Odeon at 08:30PM"

    Scenario: Two stars are an unknown movie
      When the caller presses **#
      Then the caller hears "Please select a movie from the list."
