Feature: Sales
  Scenario: A caller who presses 1 is put through to sales
    When the caller dials then presses 1 then is put through and talks for 40 seconds
    Then the line calls "+1 415 555 0100"
    And the call is over
