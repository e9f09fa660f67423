Feature: Counting callers
  Scenario: The first caller is number one
    When the caller dials
    Then the caller hears, among other things, "Welcome to Harbor Bikes. You are caller number 1. For sales press 1."

  Scenario: Each scenario begins with an empty database
    When the caller dials then presses 9
    Then the caller hears, among other things, "Welcome to Harbor Bikes. You are caller number 2. For sales press 1."
