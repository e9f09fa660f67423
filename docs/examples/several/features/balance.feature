Feature: The balance
  Scenario: A caller is welcomed
    When the caller dials
    Then the caller hears:
      """
      Welcome to Meadow Bank. For your balance press 1.
      """

  Scenario: A caller who knows the PIN hears the balance
    When the caller dials then presses 1 then presses 1234#
    Then the caller hears, among other things, "Your balance is 20 dollars."

  @twilio_logs_11200
  Scenario: What is being rebuilt answers nobody
    When the caller dials then presses 2
    Then the caller hears:
      """
      We are sorry, an application error has occurred. Goodbye.
      """

  @wanted
  Scenario: A caller can have the balance sent by text message
    When the caller dials then presses 3
    Then the line texts the balance to the caller

  # The bank's new cards come in June.
  @skip
  Scenario: A caller can block a card
    When the caller dials then presses 4
    Then the call is over
