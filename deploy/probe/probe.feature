Feature: The line answers
  For whoever is woken when it does not.
  A theater has the number 1, whatever else is in the catalogue.

  Scenario: A caller is welcomed, chooses a theater, and is asked for a movie
    When the caller dials
    Then the caller hears, among other things, "Welcome to movie info!"
    When the caller presses 1#
    Then the caller hears, among other things, "Please choose a movie and press #"
    And the line waits for the caller
