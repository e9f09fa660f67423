Feature: The line for merchants
  Scenario: Merchants are welcomed
    When the caller dials
    Then the caller hears, among other things, "Welcome, merchants."
