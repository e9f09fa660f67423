@technical @in_process
Feature: When the database fails
  A database can fail at any moment, and callers cannot help it.
  They hear one polite sentence instead of Twilio's talk of an application error.
  People who run the line find the failure and the number of the call in the log.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: Whatever cannot be read, the caller hears an apology and nothing else

    Scenario: The theaters cannot be read when somebody dials
      Given the theaters can no longer be read from the database
      When the caller dials
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the line answers HTTP 200
      And the failure is in the log with the number of the call

    Scenario Outline: The <rows> cannot be read when a theater is chosen
      Given a caller at the theater menu
      And the <rows> can no longer be read from the database
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the failure is in the log with the number of the call

      Examples: All that the movie menu reads
        | rows     |
        | theaters |
        | movies   |

    Scenario Outline: The <rows> cannot be read when a movie is chosen
      Given a caller who has chosen Rialto
      And the <rows> can no longer be read from the database
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the failure is in the log with the number of the call

      Examples: All that the answer reads
        | rows     |
        | theaters |
        | movies   |
        | shows    |

    Scenario: The theaters cannot be read when a caller stays silent
      Given a caller at the theater menu
      And the theaters can no longer be read from the database
      When the caller times out
      Then the caller hears:
        """
        We did not receive your selection
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

    Scenario: What the call does not need may fail unheard
      Given a caller at the theater menu
      And the shows can no longer be read from the database
      When the caller presses 1#
      Then the caller hears "Please choose a movie and press #"
