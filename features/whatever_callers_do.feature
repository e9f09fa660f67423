@every_caller
Feature: Whatever callers do
  Callers do what nobody has thought of, in an order that nobody has tried.
  Here the line is walked: wherever a call comes, everything is tried that a caller can do there.
  What this chapter says holds for every one of these calls.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: Nobody is ever lost

    Scenario: Every call comes to an end in words
      Given Casablanca plays at Rialto at 2:00PM and 7:15PM
      And every way that a caller can go
      Then no caller hears that an application error has occurred
      And the last words of every call are one of:
        """
        Thank you for using movie info!
        """

    Scenario: A caller who falls silent anywhere is thanked, and the call is over
      Given Casablanca plays at Rialto at 2:00PM and 7:15PM
      And every way that a caller can go
      Then a caller who stays silent is thanked within 120 seconds
      And nobody hears the same menu more than 3 times in a row

    Scenario: Every menu has a way on and a way back
      Given Casablanca plays at Rialto at 2:00PM and 7:15PM
      And every way that a caller can go
      Then every menu can be left with a key
      And star leads back from every menu that names it

    Scenario: Every call begins with a welcome
      Given Casablanca plays at Rialto at 2:00PM and 7:15PM
      And every way that a caller can go
      Then every caller first hears "Welcome to movie info!"

    Scenario: Nobody is lost where there is nothing to choose from
      Given there are no theaters
      And every way that a caller can go
      Then no caller hears that an application error has occurred
      And every caller first hears "Welcome to movie info!"
      And the last words of every call are one of:
        """
        Thank you for using movie info!
        """

  Rule: A mistake costs a caller nothing but time

    Scenario: The second try at a menu is as good as the first
      Given Casablanca plays at Rialto at 2:00PM and 7:15PM
      And every way that a caller can go
      Then after a mistake the same keys give the same answer
