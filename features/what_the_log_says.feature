@technical @in_process
Feature: What the log says of failures
  Callers hear an apology when something is broken, and people who run the line have to mend it.
  They find every failure in the log, with the call's SID, and nothing that callers would keep to themselves.
  A failure that nobody expected is never passed over in silence.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A failure of the database is logged with the call's SID, and the line answers all the same

    Scenario Outline: A database that fails is logged, wherever the caller is
      Given a caller <where>
      And the <list> can no longer be read
      When the caller presses 1#
      Then the line answers with HTTP 200
      And the caller hears, among other things, "We are sorry, movie info is not available right now. Please call again later."
      And the failure is in the log with the call's SID

      Examples: Everything that the line reads
        | where                 | list     |
        | at the theater menu   | theaters |
        | at the theater menu   | movies   |
        | who has chosen Rialto | theaters |
        | who has chosen Rialto | movies   |
        | who has chosen Rialto | shows    |

    Scenario: A connection that breaks is logged
      Given a caller who has chosen Rialto
      And the connection to the database breaks in the meantime
      When the caller presses 1#
      Then the line answers with HTTP 200
      And the caller hears, among other things, "We are sorry, movie info is not available right now. Please call again later."
      And the failure is in the log with the call's SID

  Rule: A programming mistake is logged, and the number's fallback answers in place of the line

    @twilio_logs_11200
    Scenario Outline: A programming mistake is not passed over in silence
      Given a caller <where>
      And the line has broken down
      When the caller presses 1#
      Then the number's fallback has answered
      And the failure is in the log with the call's SID

      Examples: In the movie menu, and in the answer
        | where                 |
        | at the theater menu   |
        | who has chosen Rialto |

  Rule: The fallback reads nothing from the database

    Scenario: The apology needs no database
      Given a call that Twilio begins at "apologize"
      When a request with nothing wrong reaches the line
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And nothing was read from the database

  Rule: Twilio may tell the line when a call is over, for the log alone

    Scenario: Whoever tells the line of a call's end hears nothing, and needs no database
      Given a call that Twilio begins at "call-ended"
      When a request with nothing wrong reaches the line
      Then the line answers with HTTP 200
      And the caller hears nothing
      And nothing was read from the database

  Rule: The log never has a caller's number

    Scenario: An ordinary call leaves no number in the log
      Given the line logs all that it can
      And a caller at the theater menu
      When the caller presses 9# then presses 1# then presses 1#
      Then the call is over
      And the caller's number is nowhere in the log

    Scenario: A failure of the database leaves no number in the log
      Given the line logs all that it can
      And a caller who has chosen Rialto
      And the shows can no longer be read
      When the caller presses 1#
      Then the caller's number is nowhere in the log

    @twilio_logs_11200
    Scenario: A programming mistake and the fallback leave no number in the log
      Given the line logs all that it can
      And a caller who has chosen Rialto
      And the line has broken down
      When the caller presses 1#
      Then the caller's number is nowhere in the log
