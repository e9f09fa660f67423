Feature: The fallback
  @twilio_logs_11200
  Scenario: A caller hears the fallback if the line fails
    Given the caller's number is "+1 415 555 0123"
    When the caller dials
    Then the conversation is:
      """
      Line: Welcome to Harbor Bikes.
      Line: Please call later.
      Line: hangs up
      """
