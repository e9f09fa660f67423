@technical @in_process
Feature: When the line fails
  A database or a machine can fail at any moment, and it is not the callers' fault.
  They hear a polite apology instead of Twilio's "application error" message.
  People who run the line find the failure and the call's SID in the log.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: When something that the line needs cannot be read, it apologizes, hangs up, and logs the failure

    Scenario: A caller who dials while the theaters cannot be read hears an apology
      Given the theaters can no longer be read from the database
      When the caller dials
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the line answers with HTTP 200
      And the failure is in the log with the call's SID

    Scenario Outline: A caller who chooses a theater while the <rows> cannot be read hears an apology
      Given a caller at the theater menu
      And the <rows> can no longer be read from the database
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the line answers with HTTP 200
      And the failure is in the log with the call's SID

      Examples: Everything that the movie menu reads
        | rows     |
        | theaters |
        | movies   |

    Scenario Outline: A caller who chooses a movie while the <rows> cannot be read hears an apology
      Given a caller who has chosen Rialto
      And the <rows> can no longer be read from the database
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the line answers with HTTP 200
      And the failure is in the log with the call's SID

      Examples: Everything that the answer reads
        | rows     |
        | theaters |
        | movies   |
        | shows    |

    Scenario Outline: A silent caller at the <menu> menu hears an apology in place of the menu
      Given a caller <where>
      And the <rows> can no longer be read from the database
      When the caller times out
      Then the caller hears:
        """
        We did not receive your selection
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the failure is in the log with the call's SID

      Examples: Both menus
        | menu    | where                 | rows     |
        | theater | at the theater menu   | theaters |
        | movie   | who has chosen Rialto | movies   |

    Scenario: A caller who chooses a movie while the database connection is broken hears an apology
      Given a caller who has chosen Rialto
      And the connection to the database breaks in the meantime
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over
      And the failure is in the log with the call's SID

  Rule: A failure of something that the call does not need goes unnoticed

    Scenario: A caller at the theater menu does not notice that the shows cannot be read
      Given a caller at the theater menu
      And the shows can no longer be read from the database
      When the caller presses 1#
      Then the caller hears, among other things, "Please choose a movie and press #"

  Rule: When the line itself breaks down, the number's fallback apologizes

    @twilio_logs_11200
    Scenario: A caller who dials a line that breaks down hears an apology
      Given the number's fallback is the apology
      And the line breaks down in the meantime
      When the caller dials
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

    @twilio_logs_11200
    Scenario: A caller hears an apology when the line breaks down during the call
      Given the number's fallback is the apology
      And a caller at the theater menu
      And the line breaks down in the meantime
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

    Scenario: The apology needs no database
      Given the number's fallback is the apology
      And a caller at the theater menu
      And the connection to the database breaks in the meantime
      And the line breaks down in the meantime
      When the caller presses 1#
      Then the caller hears, among other things, "We are sorry, movie info is not available right now. Please call again later."
