Feature: The address
  Callers want to know where the shop is.

  Scenario: A caller who presses 2 hears the address
    When the caller dials then presses 2
    Then the caller hears:
      """
      We are at 14 Harbor Street. Goodbye.
      """
    And the call is over

  Scenario: A caller who presses another key hears the menu again
    When the caller dials then presses 3
    Then the caller hears, among other things, "That is not one of the choices."
    And the line waits for the caller

  Scenario: A silent caller hears a goodbye
    When the caller dials then times out
    Then the call is over
