@every_caller
Feature: Whatever callers do
  Callers do what nobody has thought of, in an order that nobody has tried.
  Here the line is walked: wherever a call comes, everything is tried that a caller can do there.
  What this chapter says holds for every one of these calls.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: Nobody is ever lost

    Scenario: Every call comes to an end in words
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then no caller hears that an application error has occurred
      And every caller first hears "Welcome to movie info!"
      And nobody ever hears "None"
      And the last words of every call are one of:
        """
        Thank you for using movie info!
        """

    Scenario: A caller who falls silent anywhere is thanked, and the call is over
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then a caller who stays silent is thanked within 120 seconds
      And nobody hears the same menu more than 3 times in a row
      And silence never chooses

    Scenario: Every menu has a way on and a way back
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then every menu can be left with a key
      And star leads back from every menu that names it
      And turning back loses nothing

    Scenario: Nobody is lost where there is nothing to choose from
      Given there are no theaters
      And every way that a caller can go
      Then no caller hears that an application error has occurred
      And every caller first hears "Welcome to movie info!"
      And the last words of every call are one of:
        """
        Thank you for using movie info!
        """
      And every call takes at most 10 seconds

  Rule: An answer is never far, and is the one to what the caller has chosen

    Scenario: Two choices are enough, and half a minute
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then every menu is at most 2 choices away from an answer
      And every answer is heard within 35 seconds

    Scenario: Callers soon know what to press, and press few keys
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then every caller can choose within 10 seconds
      And every caller has the answer within 35 seconds and 6 keys

    Scenario: An answer is that of the theater and of the movie
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then every answer names the theater that the caller has chosen
      And every answer names the movie that the caller has chosen
      And only star leads from the movies back to the theaters

  Rule: A mistake costs a caller nothing but time

    Scenario: The second try at a menu is as good as the first, and the third is the last
      Given all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then after a mistake the same keys give the same answer
      And the third mistake at a menu ends the call, on whatever pages it is made

  Rule: All of this holds in a chain with 20 theaters and 20 movies too

    Scenario: Nobody is lost among many pages
      Given a chain of 20 theaters and 20 movies
      And all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then no caller hears that an application error has occurred
      And a caller who stays silent is thanked within 180 seconds
      And star leads back from every menu that names it

    Scenario: An answer is that of the theater and of the movie, whatever pages were turned
      Given a chain of 20 theaters and 20 movies
      And all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then every answer names the theater that the caller has chosen
      And every answer names the movie that the caller has chosen
      And only star leads from the movies back to the theaters

    Scenario: A number counts wherever it is pressed
      Given a chain of 20 theaters and 20 movies
      And all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then the number of every theater and movie counts on every page
      And every menu is at most 2 choices away from an answer
      And every answer is heard within 180 seconds

    Scenario: Mistakes count the same on every page
      Given a chain of 20 theaters and 20 movies
      And all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM
      And every way that a caller can go
      Then the third mistake at a menu ends the call, on whatever pages it is made
      And after a mistake the same keys give the same answer
      And silence never chooses
