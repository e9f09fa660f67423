Feature: The line in Spanish
  Background:
    Given the line "https://ivr.example/spanish"

  Scenario: A caller is welcomed in Spanish
    When the caller dials
    Then the caller hears, among other things, "Bienvenido."
