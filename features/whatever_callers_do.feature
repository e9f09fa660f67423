@every_caller
Feature: Whatever callers do
  Callers do what nobody has thought of, and in an order that nobody has tried.
  Here the line is walked: wherever a call comes, everything is tried that a caller can do there.
  What this chapter says holds for every one of these calls.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And Casablanca plays at Rialto at 2:00PM and 7:15PM
    And Nosferatu plays at Aurora at 12:30AM

  Rule: Nobody is ever lost

    Scenario: Every call comes to an end in words
      Given every way that a caller can go
      Then no caller hears that an application error has occurred
