Feature: Repairs
  Background:
    Given it is 5:59PM on Friday 1 May 2026 in the time zone America/Chicago

  Scenario: Callers hear that a bicycle is ready
    Given the bicycle of ticket 4711 is ready
    When the caller dials then presses 4711#
    Then the caller hears:
      """
      Ticket 4711 is ready.
      """
    And the line has been asked for 1 tickets

  Scenario: No scenario hears of another one's bicycles
    When the caller dials then presses 4711#
    Then the caller hears, among other things, "Ticket 4711 is not known."

  Scenario: The shop closes at six
    Given it is 6:00PM on Friday 1 May 2026 in the time zone America/Chicago
    When the caller dials
    Then the caller hears:
      """
      We are closed. Enter the number of your ticket, then press pound.
      """
