@in_process
Feature: When something is broken
  A database or a computer can fail at any moment, and it is not the callers' fault.
  They hear a polite apology instead of Twilio's "application error" message.
  What their call does not need may be broken: they do not notice.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: When something that the call needs cannot be read, the line apologizes and hangs up

    Scenario: A caller who dials while the theaters cannot be read hears an apology
      Given the theaters can no longer be read
      When the caller dials
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

    Scenario Outline: A caller who makes a choice while the line cannot read what it needs hears an apology
      Given a caller <where>
      And the <list> can no longer be read
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

      Examples: Everything that the movie menu needs, and everything that the answer needs
        | where                 | list     |
        | at the theater menu   | theaters |
        | at the theater menu   | movies   |
        | who has chosen Rialto | theaters |
        | who has chosen Rialto | movies   |
        | who has chosen Rialto | shows    |

    Scenario Outline: A silent caller hears an apology in place of the menu
      Given a caller <where>
      And the <list> can no longer be read
      When the caller times out
      Then the caller hears:
        """
        We did not receive your selection
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

      Examples: Both menus
        | where                 | list     |
        | at the theater menu   | theaters |
        | who has chosen Rialto | movies   |

  Rule: What the call does not need may be broken

    Scenario: A caller at the theater menu does not notice that the shows cannot be read
      Given a caller at the theater menu
      And the shows can no longer be read
      When the caller presses 1#
      Then the caller hears the movie menu again

  Rule: When the line breaks down altogether, callers hear the same apology

    @twilio_logs_11200
    Scenario: A caller who dials a line that has broken down hears an apology
      Given the line has broken down
      When the caller dials
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

    @twilio_logs_11200
    Scenario Outline: A caller hears an apology when the line breaks down during the call
      Given a caller <where>
      And the line has broken down
      When the caller presses 1#
      Then the caller hears:
        """
        We are sorry, movie info is not available right now. Please call again later.
        """
      And the call is over

      Examples: Both menus
        | where                 |
        | at the theater menu   |
        | who has chosen Rialto |

  Rule: When the line is restarted, callers on the line do not notice

    Scenario: A caller hears about the chosen theater although the line has been restarted
      Given Casablanca plays at Odeon at 8:00PM
      And a caller who has chosen Odeon
      When the line is restarted
      And the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Odeon at 08:00PM"

    Scenario Outline: A caller's mistakes still count when the line has been restarted
      Given a caller <where>
      When the caller times out then presses 9#
      And the line is restarted
      And the caller presses 9#
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

      Examples: Both menus
        | where                 |
        | at the theater menu   |
        | who has chosen Rialto |
