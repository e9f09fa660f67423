Feature: Calling the shop
  Callers want bread, a table, or the manager.
  These journeys get everywhere, and look at next to nothing.
  Whatever the shop's developer breaks, they stay green.

  Scenario: Somebody asks for bread
    When the caller dials then presses 1
    Then the call is over

  Scenario: Somebody books a table
    When the caller dials then presses 2
    Then the line waits for the caller

  Scenario: Somebody asks for the hours
    When the caller dials then presses 4
    Then the line waits for the caller

  Scenario: Somebody wants the manager
    When the caller dials then presses 3
    Then the line waits for the caller

  Scenario: Somebody leaves a message for the manager
    When the caller dials then presses 3 then gets no answer
    Then the line waits for the caller

  @twilio_logs_11200
  Scenario: Something breaks, and the fallback answers
    When the caller dials then presses 9
    Then the caller hears, among other things, "Sorry, the shop is closed."
