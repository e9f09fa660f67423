Feature: Unusual keys
  Callers are in a hurry, have thick fingers, or let a child play with the phone.
  Whatever they press, the line answers with one of its polite sentences.
  A number means the same with zeros in front of it.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: After unlisted keys, the line asks for a number on the list

    Scenario Outline: No theater is chosen by zeros, stars, or far too many keys
      Given a caller at the theater menu
      When the caller presses <keys>#
      Then the caller hears, among other things, "Please select a theater from the list."
      And the line waits for the caller

      Examples: Zeros, stars, and far too many keys
        | what              | keys                                     |
        | zero              | 0                                        |
        | two zeros         | 00                                       |
        | one, star and two | 1*2                                      |
        | two stars         | **                                       |
        | forty nines       | 9999999999999999999999999999999999999999 |

      Examples: Very long numbers
        | what                                | keys                |
        | one more than any theater can have  | 2147483648          |
        | a number that breaks many computers | 9223372036854775808 |

    Scenario Outline: No movie is chosen by zeros, stars, or far too many keys
      Given a caller who has chosen Rialto
      When the caller presses <keys>#
      Then the caller hears, among other things, "Please select a movie from the list."
      And the line waits for the caller

      Examples: Zeros, stars, and far too many keys
        | what              | keys                                     |
        | zero              | 0                                        |
        | one, star and two | 1*2                                      |
        | star and one      | *1                                       |
        | two stars         | **                                       |
        | forty nines       | 9999999999999999999999999999999999999999 |

  Rule: A theater can have any number, and leading zeros do not matter

    Scenario: A theater can have a very long number
      Given there is a theater "Ritz" at "Harbor Road" with number 2147483647
      And a caller at the theater menu
      When the caller presses 2147483647#
      Then the caller hears, among other things, "Please choose a movie and press #"

    Scenario: A zero in front of a theater's number is ignored
      Given a caller at the theater menu
      When the caller presses 01#
      Then the caller hears, among other things, "Please choose a movie and press #"

    Scenario: Many zeros in front of a movie's number are ignored
      Given Nosferatu plays at Rialto at 8:00PM
      And a caller who has chosen Rialto
      When the caller presses 000000000000000000000000000012#
      Then the caller hears, among other things, "The movie Nosferatu will be playing at Rialto at 08:00PM"

  Rule: Keys belong to the menu that was open when they were pressed

    Scenario: Keys after the # are not used at the next menu
      Given a caller at the theater menu
      When the caller presses 1#2#
      Then the caller hears:
        """
        Please choose a movie and press #
        For Casablanca press 1
        For Metropolis press 2
        For Nosferatu press 12
        To go back to the theaters press star and #
        """
      And the line waits for the caller

    Scenario: Keys pressed during "We did not receive your selection" are lost
      Given a caller at the theater menu
      When the caller times out then presses 1# during "We did not receive your selection"
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theater and press #
        For Rialto at State Street, Chicago press 1
        For Odeon at Camden Road, London press 2
        For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller
