Feature: Hearing showtimes
  Callers want to know when a movie is playing before they put their coats on.
  The line announces the shows of one movie at one theater that they can still make.
  Then it thanks them and hangs up, unless there are more than five shows.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller who has chosen Rialto

  Rule: Shows that start within the next 12 hours are announced, earliest first

    Scenario: Every show that the caller can still make is announced
      Given Casablanca plays at Rialto at 2:00PM and 1:30PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 01:30PM, 02:00PM
        Thank you for using movie info!
        """
      And the call is over

    Scenario: Shows are announced earliest first, even across midnight
      Given Casablanca plays at Rialto tomorrow at 12:15AM, at 11:45PM and 2:00PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:00PM, 11:45PM, tomorrow at 12:15AM
        Thank you for using movie info!
        """

    Scenario: A single show is announced by itself
      Given Casablanca plays at Rialto at 7:15PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 07:15PM
        Thank you for using movie info!
        """
      And the call is over

    Scenario: A show that begins this minute is announced
      Given Casablanca plays at Rialto at 1:30PM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 01:30PM
        Thank you for using movie info!
        """

    Scenario: A show that began a minute ago is not announced
      Given Casablanca plays at Rialto at 1:29PM
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """
      And the call is over

    Scenario: A show that starts in exactly twelve hours is announced
      Given Casablanca plays at Rialto tomorrow at 1:30AM
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto tomorrow at 01:30AM
        Thank you for using movie info!
        """

    Scenario: A show that starts in twelve hours and a minute is not announced
      Given Casablanca plays at Rialto tomorrow at 1:31AM
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """

  Rule: Only shows of the chosen movie at the chosen theater are announced; if there are none, the line says so

    Scenario: A movie without shows is not playing any time soon
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """
      And the call is over

    Scenario Outline: With everything playing at once, the answer is about the chosen movie at the chosen theater
      Given these are the shows:
        | movie      | theater | times     |
        | Nosferatu  | Rialto  | at 5:00PM |
        | Metropolis | Rialto  | at 3:00PM |
        | Casablanca | Rialto  | at 4:00PM |
        | Casablanca | Odeon   | at 8:00PM |
        | Metropolis | Odeon   | at 8:45PM |
        | Nosferatu  | Odeon   | at 9:15PM |
        | Nosferatu  | Aurora  | at 6:30AM |
        | Casablanca | Aurora  | at 5:00AM |
        | Metropolis | Aurora  | at 4:15AM |
      When the caller presses <keys>
      Then the caller hears:
        """
        The movie <movie> will be playing at Rialto at <time>
        Thank you for using movie info!
        """

      Examples: Each of the movies
        | keys | movie      | time    |
        | 1#   | Casablanca | 04:00PM |
        | 2#   | Metropolis | 03:00PM |
        | 12#  | Nosferatu  | 05:00PM |

    Scenario: A movie's place in the menu is not its number
      Given Nosferatu plays at Rialto at 5:00PM
      When the caller presses 3#
      Then the caller hears "Please select a movie from the list." and the movie menu again

    Scenario: Another theater's shows are not announced
      Given Metropolis plays at Odeon at 8:00PM
      When the caller presses 2#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """
