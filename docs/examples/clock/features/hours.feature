Feature: Opening hours
  Scenario Outline: Callers hear whether the shop is open
    Given it is <time> on Friday 1 May 2026 in the time zone America/Chicago
    When the caller dials
    Then the caller hears:
      """
      <words>
      """
    Examples:
      | time   | words                    |
      | 5:59PM | We are open until 6 P.M. |
      | 6:00PM | We are closed.           |
